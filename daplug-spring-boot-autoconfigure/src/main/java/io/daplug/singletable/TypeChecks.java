package io.daplug.singletable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.key.KeyTemplate;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Refuses types that get in each other's way.
 */
final class TypeChecks {

	private TypeChecks() {
	}

	/** What a table puts before its keys would come on top of the types' prefixes. */
	static void checkTable(TableDefinition table) {
		boolean prefixed = !table.prefixer().prefix(table.hashKey()).isEmpty()
				|| (table.rangeKey() != null && !table.prefixer().prefix(table.rangeKey()).isEmpty());
		if (prefixed || !table.computedKeys().isEmpty()) {
			throw new SingleTableDefinitionException(null, null,
					"Table '%s' is to keep items of many types, and has prefixes of its own".formatted(table.name()),
					"Leave 'hash-prefix' and 'range-prefix' of the table out: each type has its own");
		}
		if (table.tenant() != null) {
			throw new SingleTableDefinitionException(null, null,
					"Table '%s' is to keep items of many types, and is shared by tenants".formatted(table.name()),
					"Leave 'tenant' of the table out, and make the tenant the first attribute of the types' hash keys");
		}
	}

	/** Each class once, and no two of the same name that nothing tells apart. */
	static void checkNames(Map<SharedType, List<PlannedKey>> types, @Nullable String typeAttribute) {
		Map<String, SharedType> classes = new HashMap<>();
		Map<String, SharedType> names = new HashMap<>();
		types.forEach((type, keys) -> {
			SharedType same = classes.putIfAbsent(type.type().getName(), type);
			if (same != null && same.type() != type.type()) {
				throw type.failure(null,
						"another class of this name, of another class loader, is kept there already: %s and %s"
							.formatted(type.type().getClassLoader(), same.type().getClassLoader()),
						"Let one class loader load it, such as by having DevTools restart the jar it is in");
			}
			SharedType named = names.putIfAbsent(type.name(), type);
			if (named != null && (typeAttribute != null || needsName(type, keys)
					|| needsName(named, types.getOrDefault(named, List.of())))) {
				throw type.failure(null, "%s has the same name".formatted(named.type().getName()),
						"Give one of them a name of its own, or give the keys of both their prefixes");
			}
		});
	}

	private static boolean needsName(SharedType type, List<PlannedKey> keys) {
		return type.definition().typeAttribute() != null || keys.stream().anyMatch(PlannedKey::isGenerated);
	}

	/**
	 * No item of one type may have the key of an item of another one, unless the type
	 * attribute tells them apart. Returns the types that need it.
	 */
	static Set<SingleTableType> checkKeys(Collection<SingleTableType> types) {
		Set<SingleTableType> told = new HashSet<>();
		List<SingleTableType> all = List.copyOf(types);
		for (int i = 0; i < all.size(); i++) {
			for (int j = i + 1; j < all.size(); j++) {
				if (areShared(all.get(i), all.get(j))) {
					told.add(all.get(i));
					told.add(all.get(j));
				}
			}
		}
		return told;
	}

	private static boolean areShared(SingleTableType left, SingleTableType right) {
		if (!left.hashKey().overlaps(right.hashKey()) || !overlaps(left.rangeKey(), right.rangeKey())) {
			return false;
		}
		if (isTold(left, right)) {
			return true;
		}
		throw new SingleTableDefinitionException(right.type(), null,
				"Types '%s' and '%s' of table '%s' could have the same keys: %s and %s".formatted(left.name(),
						right.name(), left.table().name(), keys(left), keys(right)),
				"Give one of them another prefix, of the hash key or of the range key, or both the same type attribute");
	}

	private static boolean overlaps(@Nullable KeyTemplate left, @Nullable KeyTemplate right) {
		return left == null || right == null || left.overlaps(right);
	}

	private static boolean isTold(SingleTableType left, SingleTableType right) {
		return left.typeAttribute() != null && left.typeAttribute().equals(right.typeAttribute())
				&& !left.name().equals(right.name());
	}

	private static String keys(SingleTableType type) {
		KeyTemplate range = type.rangeKey();
		return (range != null) ? "(%s, %s)".formatted(type.hashKey(), range) : "(%s)".formatted(type.hashKey());
	}

}
