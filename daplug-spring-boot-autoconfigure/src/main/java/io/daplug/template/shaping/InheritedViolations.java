package io.daplug.template.shaping;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemEquality;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaViolation;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The violations that a merged item has only because the stored one had them: the same
 * rule is violated at the same place, and the patch leaves that place alone. An element
 * of a list is at the same place wherever it moves.
 */
final class InheritedViolations {

	private final Merge merge;

	private final ItemSchema schema;

	private final Set<SchemaViolation> before;

	/** Where elements of merged lists were in the stored ones. */
	private final Map<List<AttributeValue>, Map<AttributeValue, Integer>> places = new IdentityHashMap<>();

	/**
	 * Creates it.
	 * @param merge the merge
	 * @param schema what is violated
	 * @param before the violations of the stored item
	 */
	InheritedViolations(Merge merge, ItemSchema schema, List<SchemaViolation> before) {
		this.merge = merge;
		this.schema = schema;
		this.before = new HashSet<>(before);
	}

	boolean contains(SchemaViolation violation) {
		if (violation.pointer().isEmpty()) {
			return this.before.contains(violation) && !concernsPatch(violation.keyword());
		}
		String pointer = pointerBefore(JsonPointer.segments(violation.pointer()));
		return pointer != null
				&& this.before.contains(new SchemaViolation(pointer, violation.keyword(), violation.message()));
	}

	/** Whether the patch has to do with a rule about the item as a whole. */
	private boolean concernsPatch(String keyword) {
		return switch (keyword) {
			case "oneOf", "anyOf",
					"not" ->
				this.merge.patch()
					.keySet()
					.stream()
					.anyMatch((name) -> this.schema.decidesBy(name) || !this.schema.describes(name));
			case "maxProperties" -> this.merge.merged().size() > this.merge.stored().size();
			case "minProperties" -> this.merge.merged().size() < this.merge.stored().size();
			default -> true;
		};
	}

	/**
	 * Where a place of the merged item was in the stored one; null if the patch touches
	 * it.
	 */
	private @Nullable String pointerBefore(List<String> segments) {
		Map<String, AttributeValue> patch = this.merge.patch();
		Map<String, AttributeValue> stored = this.merge.stored();
		Map<String, AttributeValue> merged = this.merge.merged();
		for (int i = 0; i < segments.size(); i++) {
			AttributeValue change = patch.get(segments.get(i));
			AttributeValue was = stored.get(segments.get(i));
			AttributeValue is = merged.get(segments.get(i));
			if (was == null || is == null) {
				return (was == is) ? pointer(segments) : null;
			}
			if (change == null) {
				return (was == is || ItemEquality.same(was, is)) ? pointer(segments) : null;
			}
			if (i + 1 < segments.size() && change.hasL() && was.hasL() && is.hasL()) {
				return elementBefore(segments, i + 1, was.l(), is.l());
			}
			if (!change.hasM() || !was.hasM() || !is.hasM()) {
				return null;
			}
			patch = change.m();
			stored = was.m();
			merged = is.m();
		}
		return null;
	}

	/** Merging keeps the elements it leaves alone, the very objects. */
	private @Nullable String elementBefore(List<String> segments, int position, List<AttributeValue> was,
			List<AttributeValue> is) {
		Integer place = this.places.computeIfAbsent(was, InheritedViolations::places)
			.get(is.get(Integer.parseInt(segments.get(position))));
		if (place == null) {
			return null;
		}
		return pointer(segments.subList(0, position)) + JsonPointer.segment(place)
				+ pointer(segments.subList(position + 1, segments.size()));
	}

	private static Map<AttributeValue, Integer> places(List<AttributeValue> list) {
		Map<AttributeValue, Integer> places = new IdentityHashMap<>();
		for (int i = 0; i < list.size(); i++) {
			places.put(list.get(i), i);
		}
		return places;
	}

	private static String pointer(List<String> segments) {
		StringBuilder pointer = new StringBuilder();
		segments.forEach((segment) -> pointer.append(JsonPointer.segment(segment)));
		return pointer.toString();
	}

}
