package io.daplug.template.read;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.expression.AttributePath;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.template.model.InvalidQueryException;

/**
 * The attributes that types have, each looked up once.
 */
final class TypeProjections {

	private final ItemConverter converter;

	private final Map<ItemType<?>, List<AttributePath>> known = new ConcurrentHashMap<>();

	TypeProjections(ItemConverter converter) {
		this.converter = converter;
	}

	/** The paths of a type's attributes. */
	List<AttributePath> of(ItemType<?> type) {
		List<AttributePath> paths = this.known.get(type);
		if (paths == null) {
			paths = paths(type);
			this.known.put(type, paths);
		}
		return paths;
	}

	private List<AttributePath> paths(ItemType<?> type) {
		Set<String> names = this.converter.attributeNames(type);
		if (names.isEmpty()) {
			throw new InvalidQueryException(
					"'projectType' needs a type that says which attributes it has; '%s' takes any, so name them by 'project'"
						.formatted(type));
		}
		return names.stream().map(AttributePath::of).toList();
	}

}
