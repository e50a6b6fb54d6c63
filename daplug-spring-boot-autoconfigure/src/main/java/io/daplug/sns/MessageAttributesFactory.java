package io.daplug.sns;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.MessageOptions;
import io.daplug.event.Operation;
import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Makes the attributes of a table's messages. It starts with those of the table, lays
 * those that are made of the change over them, then those of the call, and adds
 * {@code operation}. There are never more than fit: derived ones give way first.
 */
final class MessageAttributesFactory {

	private final TopicDefinition topic;

	private final ItemConverter converter;

	/** The attributes of every message. */
	private final Map<String, Object> ofTable = new LinkedHashMap<>();

	MessageAttributesFactory(TopicDefinition topic, ItemConverter converter) {
		this.topic = topic;
		this.converter = converter;
		topic.attributes().forEach((name, value) -> {
			PlainValue plain = PlainValue.of(value, converter);
			if (!plain.empty()) {
				this.ofTable.put(name, Objects.requireNonNull(plain.value()));
			}
		});
	}

	/** Refuses attributes of a call with which its change could not be announced. */
	void check(MessageOptions options) {
		options.attributes().forEach((name, value) -> {
			String problem = AttributeRules.problem(name, value, this.converter);
			if (problem != null) {
				throw invalid("has an attribute '%s' that %s".formatted(name, problem));
			}
		});
		Map<String, Object> given = given(options);
		if (given.size() >= AttributeRules.MOST) {
			throw invalid("would have %d attributes beside '%s': SQS drops messages with more than %d"
				.formatted(given.size(), AttributeRules.OPERATION, AttributeRules.MOST));
		}
		for (String required : this.topic.requiredAttributes()) {
			if (!given.containsKey(required) && !always(required)) {
				throw invalid(("must have the attribute '%s': give it with the call, by "
						+ "(options) -> options.message((message) -> message.attribute(\"%1$s\", ...))")
					.formatted(required));
			}
		}
	}

	private boolean always(String name) {
		return AttributeRules.OPERATION.equals(name)
				|| this.topic.derivedAttributes().stream().anyMatch((derived) -> derived.attributeName().equals(name));
	}

	private Map<String, Object> given(MessageOptions options) {
		Map<String, Object> given = new LinkedHashMap<>(this.ofTable);
		layCallOver(given, options);
		return given;
	}

	private void layCallOver(Map<String, Object> attributes, MessageOptions options) {
		options.attributes().forEach((name, value) -> {
			PlainValue plain = PlainValue.of(value, this.converter);
			if (plain.empty()) {
				attributes.remove(name);
			}
			else {
				attributes.put(name, Objects.requireNonNull(plain.value()));
			}
		});
		attributes.remove(AttributeRules.OPERATION);
	}

	/** All attributes of a message that holds its item. */
	Map<String, MessageAttributeValue> whole(ItemChange<?> change, MessageOptions options) {
		return with(Map.of(), change, options);
	}

	/** All attributes of a message that only says that there was a change. */
	Map<String, MessageAttributeValue> thin(ItemChange<?> change, MessageOptions options) {
		return with(Map.of(AttributeRules.THIN, true), change, options);
	}

	private Map<String, MessageAttributeValue> with(Map<String, Object> marks, ItemChange<?> change,
			MessageOptions options) {
		Map<String, Object> attributes = new LinkedHashMap<>(this.ofTable);
		List<String> givingWay = new ArrayList<>(attributes.keySet());
		for (DerivedAttribute derived : this.topic.derivedAttributes()) {
			Object value = value(derived, change);
			if (value != null && AttributeRules.carried(value.toString())) {
				attributes.put(derived.attributeName(), value);
				givingWay.remove(derived.attributeName());
				givingWay.add(derived.attributeName());
			}
		}
		layCallOver(attributes, options);
		givingWay.removeAll(options.attributes().keySet());
		// A thin event without its mark would be taken for the item, so it comes before
		// whatever else there is.
		givingWay.addAll(0, options.attributes().keySet());
		int room = AttributeRules.MOST - marks.size() - 1;
		while (attributes.size() > room) {
			attributes.remove(givingWay.remove(givingWay.size() - 1));
		}
		Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
		attributes.forEach((name, value) -> values.put(name, AttributeRules.value(value)));
		values.put(AttributeRules.OPERATION, AttributeRules.value(word(change.origin().operation())));
		marks.forEach((name, value) -> values.put(name, AttributeRules.value(value)));
		return values;
	}

	private @Nullable Object value(DerivedAttribute derived, ItemChange<?> change) {
		return switch (derived) {
			case TABLE -> change.table();
			case TENANT -> change.tenant();
			case SCHEMA -> change.origin().schema();
			case CHANGE_ID -> change.changeId();
			case IDEMPOTENCE_KEY -> this.topic.idempotenceKey();
			case IDEMPOTENCE_VALUE -> version(change);
		};
	}

	/** A number where the item has a number. */
	private @Nullable Object version(ItemChange<?> change) {
		String key = this.topic.idempotenceKey();
		ItemImage<?> image = change.lastImage();
		AttributeValue value = (key != null && image.isKnown()) ? image.item().attributes().get(key) : null;
		if (value != null && value.n() != null) {
			return new BigDecimal(value.n());
		}
		String version = change.origin().version();
		return (version == null || version.isEmpty()) ? null : version;
	}

	/** What the write did, in the word that subscribers filter by. */
	static String word(Operation operation) {
		return switch (operation) {
			case INSERT, OVERWRITE, BATCH_INSERT, BATCH_OVERWRITE -> "create";
			case UPDATE, CHANGE, UPSERT, BATCH_UPSERT -> "update";
			case DELETE, BATCH_DELETE, EXPIRE -> "delete";
		};
	}

	/** The bytes that SNS counts. */
	static int size(Map<String, MessageAttributeValue> attributes) {
		int size = 0;
		for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
			MessageAttributeValue value = attribute.getValue();
			size += bytes(attribute.getKey()) + bytes(value.dataType())
					+ bytes(Objects.requireNonNullElse(value.stringValue(), ""));
		}
		return size;
	}

	static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private InvalidMessageException invalid(String problem) {
		return new InvalidMessageException(this.topic.table().name(), problem);
	}

}
