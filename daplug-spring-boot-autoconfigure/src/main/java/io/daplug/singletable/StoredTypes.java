package io.daplug.singletable;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.key.KeyTemplate;
import io.daplug.table.ItemTypes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells of which type a stored item is: by its keys, and by the type attribute where
 * types share their keys.
 */
final class StoredTypes implements ItemTypes {

	private final List<Candidate> candidates;

	private final Set<Class<?>> all = new LinkedHashSet<>();

	/**
	 * A type, and how its items are known.
	 */
	private record Candidate(SingleTableType type, String hashKey, KeyTemplate hash, String rangeKey,
			@Nullable KeyTemplate range) {

		static Candidate of(SingleTableType type) {
			String range = type.table().rangeKey();
			return new Candidate(type, type.table().hashKey(), type.hashKey(), (range != null) ? range : "",
					type.rangeKey());
		}

		boolean matches(Map<String, AttributeValue> key) {
			return this.hash.matches(key.get(this.hashKey))
					&& (this.range == null || this.range.matches(key.get(this.rangeKey)));
		}

		/** Whether the type attribute, if the item has one, says otherwise. */
		boolean isTold(Map<String, AttributeValue> item) {
			String attribute = this.type.typeAttribute();
			AttributeValue told = (attribute != null) ? item.get(attribute) : null;
			return told == null || this.type.name().equals(told.s());
		}

	}

	StoredTypes(Collection<SingleTableType> types) {
		this.candidates = types.stream().map(Candidate::of).toList();
		types.forEach((type) -> this.all.add(type.type()));
	}

	@Override
	public Set<Class<?>> all() {
		return Set.copyOf(this.all);
	}

	@Override
	public @Nullable Class<?> of(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
		SingleTableType type = find(key, item);
		return (type != null) ? type.type() : null;
	}

	/** The type of an item; null if it is of none, or could be of several. */
	@Nullable SingleTableType find(Map<String, AttributeValue> item) {
		return find(item, item);
	}

	private @Nullable SingleTableType find(Map<String, AttributeValue> key, Map<String, AttributeValue> item) {
		SingleTableType found = null;
		for (Candidate candidate : this.candidates) {
			if (candidate.matches(key) && candidate.isTold(item)) {
				if (found != null) {
					return null;
				}
				found = candidate.type();
			}
		}
		return found;
	}

}
