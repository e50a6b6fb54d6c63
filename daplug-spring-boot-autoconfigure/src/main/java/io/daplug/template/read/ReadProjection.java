package io.daplug.template.read;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.AttributePath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What a request brings of each item.
 *
 * @param select what DynamoDB selects; null for what follows from the paths
 * @param paths the paths of a projection; empty for all that there is
 * @param extra attributes among them that nobody asked for
 * @param cut the paths of a projection that is cut from whole items; empty for none
 */
record ReadProjection(@Nullable Select select, List<AttributePath> paths, Set<String> extra, List<AttributePath> cut) {

	/** Brings whole items. */
	static final ReadProjection WHOLE = new ReadProjection(null, List.of(), Set.of(), List.of());

	/** Brings nothing but the number of items. */
	static final ReadProjection COUNT = new ReadProjection(Select.COUNT, List.of(), Set.of(), List.of());

	/**
	 * Brings what is asked for, and what is needed beside it.
	 * @param asked the paths that are asked for; empty for whole items
	 * @param needed the attributes that are needed
	 */
	static ReadProjection of(List<AttributePath> asked, Collection<String> needed) {
		if (asked.isEmpty() || needed.isEmpty()) {
			return new ReadProjection(null, asked, Set.of(), List.of());
		}
		return only(asked, needed);
	}

	/** Brings what is needed to tell how many items there are. */
	static ReadProjection only(Collection<String> needed) {
		return only(List.of(), needed);
	}

	private static ReadProjection only(List<AttributePath> asked, Collection<String> needed) {
		Set<AttributePath> paths = new LinkedHashSet<>(asked);
		needed.forEach((attribute) -> paths.add(AttributePath.of(attribute)));
		Set<String> extra = new LinkedHashSet<>(needed);
		asked.forEach((path) -> extra.remove(path.root()));
		return new ReadProjection(null, List.copyOf(paths), extra, List.of());
	}

	/**
	 * Brings whole items, from which is cut what is asked for.
	 * @param asked the paths that are asked for; empty for whole items
	 * @param select what DynamoDB selects; null for all that is read
	 */
	static ReadProjection cut(List<AttributePath> asked, @Nullable Select select) {
		return new ReadProjection(select, List.of(), Set.of(), List.copyOf(asked));
	}

	ReadProjection with(@Nullable Select select) {
		boolean whole = this.cut.isEmpty();
		return new ReadProjection(whole ? select : this.select, this.paths, this.extra, this.cut);
	}

	/** Makes of a whole item what a request would bring. */
	Map<String, AttributeValue> cut(Map<String, AttributeValue> whole) {
		return this.paths.isEmpty() ? whole : ProjectedItem.of(whole, this.paths);
	}

	/** Leaves out what nobody asked for. */
	Map<String, AttributeValue> trim(Map<String, AttributeValue> item) {
		if (!this.cut.isEmpty()) {
			return ProjectedItem.of(item, this.cut);
		}
		if (this.extra.isEmpty()) {
			return item;
		}
		Map<String, AttributeValue> asked = new LinkedHashMap<>(item);
		asked.keySet().removeAll(this.extra);
		return asked;
	}

}
