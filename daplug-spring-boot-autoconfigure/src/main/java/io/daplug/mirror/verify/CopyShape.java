package io.daplug.mirror.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemEquality;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.template.StoredItems;
import io.daplug.template.model.Source;
import io.daplug.template.model.WriteOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Copies in the form in which they can be compared: without prefixes, and without what
 * the destination's table makes itself.
 */
final class CopyShape {

	private final StoredItems destination;

	private final WriteOptions options;

	private final Set<String> made;

	CopyShape(MirrorDefinition mirror, StoredItems destination) {
		this.destination = destination;
		this.made = destination.madeAttributes();
		this.options = WriteOptions.of((options) -> {
			options.from(Source.COPY);
			if (mirror.schema() != null) {
				options.schema(mirror.schema());
			}
		});
	}

	/** A copy as it should be. */
	Map<String, AttributeValue> wanted(Object copy) {
		return comparable(this.destination.shaped(copy, this.options));
	}

	/** A copy as it is, of what may be seen of it. */
	Map<String, AttributeValue> stored(Map<String, AttributeValue> visible) {
		return comparable(this.destination.known(visible));
	}

	private Map<String, AttributeValue> comparable(Map<String, AttributeValue> item) {
		if (this.made.stream().noneMatch(item::containsKey)) {
			return item;
		}
		Map<String, AttributeValue> comparable = new LinkedHashMap<>(item);
		comparable.keySet().removeAll(this.made);
		return comparable;
	}

	static boolean same(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
		return ItemEquality.same(one, other);
	}

}
