package io.daplug.template.context;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.daplug.schema.ItemSchema;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Leaves out what schemas call {@code writeOnly}.
 *
 * @param schemas those that call anything so
 */
public record WriteOnlyCut(List<ItemSchema> schemas) {

	/** Leaves out nothing. */
	public static final WriteOnlyCut NONE = new WriteOnlyCut(List.of());

	static WriteOnlyCut of(@Nullable ItemSchema first, @Nullable ItemSchema second) {
		boolean one = first != null && first.hasWriteOnly();
		boolean other = second != null && second != first && second.hasWriteOnly();
		if (!one && !other) {
			return NONE;
		}
		return new WriteOnlyCut(
				Stream.of(first, second).filter(Objects::nonNull).filter(ItemSchema::hasWriteOnly).distinct().toList());
	}

	/** Whether there may be anything to leave out. */
	public boolean cuts() {
		return !this.schemas.isEmpty();
	}

	/** The same map, or a copy without what is write-only. */
	public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> cut = item;
		for (ItemSchema schema : this.schemas) {
			cut = schema.withoutWriteOnly(cut);
		}
		return cut;
	}

}
