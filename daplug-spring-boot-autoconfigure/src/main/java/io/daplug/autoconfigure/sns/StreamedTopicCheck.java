package io.daplug.autoconfigure.sns;

import java.util.Locale;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.sns.DerivedAttribute;
import io.daplug.table.TableDefinition;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Refuses a topic whose messages are to come from the table's stream if they cannot:
 * going on would mean that nobody hears of any change, or that each write is refused.
 */
final class StreamedTopicCheck {

	private static final Set<StreamViewType> WITHOUT_ITEM = Set.of(StreamViewType.KEYS_ONLY, StreamViewType.OLD_IMAGE);

	private StreamedTopicCheck() {
	}

	static void check(TableDefinition table, TopicProperties topic) {
		String name = table.name();
		String property = PropertyPath.ofTable(name, "sns.publish-from");
		if (!table.streamSource().readsStream()) {
			throw new DaplugConfigurationException(property,
					"needs the table's stream, and '%s' is '%s'".formatted(PropertyPath.ofTable(name, "stream.source"),
							table.streamSource().name().toLowerCase(Locale.ROOT)),
					"Set '%s' to 'kcl' or 'lambda', or '%s' to 'write'."
						.formatted(PropertyPath.ofTable(name, "stream.source"), property));
		}
		StreamViewType view = table.settings().streamView();
		if (view != null && WITHOUT_ITEM.contains(view)) {
			throw new DaplugConfigurationException(property,
					"needs a stream that shows the new item, and '%s' says otherwise"
						.formatted(PropertyPath.ofTable(name, "stream.view-type")),
					"Set '%s' to 'new-and-old-images'.".formatted(PropertyPath.ofTable(name, "stream.view-type")));
		}
		topic.requiredAttributes().forEach((required) -> requireGiven(name, required, topic));
	}

	/** Only a call could give it, and the stream does not know what a call says. */
	private static void requireGiven(String table, String required, TopicProperties topic) {
		boolean derived = (topic.derivedAttributes() != null ? topic.derivedAttributes()
				: Set.of(DerivedAttribute.values()))
			.stream()
			.anyMatch((attribute) -> attribute.attributeName().equals(required));
		if (!derived && !required.equals("operation") && !topic.attributes().containsKey(required)) {
			throw new DaplugConfigurationException(PropertyPath.ofTable(table, "sns.required-attributes"),
					"names '%s', which only a call could give, and messages that come from the stream have no attributes of calls"
						.formatted(required),
					"Set '%s', or remove '%s' from the required ones."
						.formatted(PropertyPath.ofTable(table, "sns.attributes." + required), required));
		}
	}

}
