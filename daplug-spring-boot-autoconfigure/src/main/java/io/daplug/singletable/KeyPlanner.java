package io.daplug.singletable;

import java.util.ArrayList;
import java.util.List;

import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.text.NearestName;

/**
 * Finds which keys are composed for the items of a type. Keys that are attributes of the
 * type themselves are not.
 */
final class KeyPlanner {

	private final TableDefinition table;

	KeyPlanner(TableDefinition table) {
		this.table = table;
	}

	/** The keys of a type: the hash key, the range key, and those of indexes. */
	List<PlannedKey> plan(SharedType type) {
		List<PlannedKey> keys = new ArrayList<>();
		ItemTypeDefinition definition = type.definition();
		keys.add(hash(type));
		if (this.table.rangeKey() != null) {
			KeyDefinition range = definition.rangeKey();
			keys.add(new PlannedKey(KeySlot.range(this.table), range, range.attributes()));
		}
		else if (!definition.rangeKey().isDefault()) {
			throw type.failure(null, "it has a range key, and the table has none",
					"Leave the range key of the type out, or give the table one");
		}
		definition.indexes().forEach((name, index) -> {
			IndexDefinition declared = this.table.indexes().get(name);
			if (declared == null) {
				throw type.failure(null,
						"it has keys of index '%s', which the table does not have%s".formatted(name,
								NearestName.question(name, this.table.indexes().keySet())),
						"Declare the index with the table, or leave its keys out");
			}
			plan(type, index, declared, keys);
		});
		return keys;
	}

	private PlannedKey hash(SharedType type) {
		KeyDefinition key = type.definition().hashKey();
		List<String> attributes = key.attributes();
		if (attributes.isEmpty()) {
			ItemAttribute first = type.shape()
				.attributes()
				.stream()
				.findFirst()
				.orElseThrow(() -> type.failure(null, "nobody can tell what its first attribute is",
						"Name the attributes of its hash key"));
			attributes = List.of(first.name());
		}
		return new PlannedKey(KeySlot.hash(this.table), key, attributes);
	}

	private void plan(SharedType type, IndexKeyDefinition keys, IndexDefinition index, List<PlannedKey> planned) {
		if (index.isLocal() && !keys.hashKey().isDefault()) {
			throw type.failure(null,
					"index '%s' is local and has the hash key of the table, but the type composes another one"
						.formatted(index.name()),
					"Leave the hash key of the index out");
		}
		if (!index.isLocal() && !isOwn(type, keys.hashKey(), index.hashKeys())) {
			planned.add(composed(type, keys.hashKey(), index.hashKeys(), KeySlot.hash(index)));
		}
		if (index.rangeKeys().isEmpty()) {
			if (!keys.rangeKey().isDefault()) {
				throw type.failure(null, "it has a range key of index '%s', which has none".formatted(index.name()),
						"Leave the range key out, or give the index one");
			}
		}
		else if (!isOwn(type, keys.rangeKey(), index.rangeKeys())) {
			planned.add(composed(type, keys.rangeKey(), index.rangeKeys(), KeySlot.range(index)));
		}
	}

	/** Whether the keys of an index are attributes of the type, or keys of the table. */
	private boolean isOwn(SharedType type, KeyDefinition key, List<KeyAttribute> keys) {
		List<String> names = keys.stream().map(KeyAttribute::name).toList();
		if (key.attributes().equals(names)) {
			names.forEach((name) -> type.attribute(name, "index"));
			return true;
		}
		return key.isDefault() && names.stream()
			.allMatch((name) -> type.shape().attribute(name).isPresent() || this.table.isKey(name));
	}

	private PlannedKey composed(SharedType type, KeyDefinition key, List<KeyAttribute> keys, KeySlot slot) {
		if (keys.size() > 1) {
			throw type.failure(null,
					"the %s is made of %s, which are to be its own attributes".formatted(slot.place(),
							keys.stream().map(KeyAttribute::name).toList()),
					"Name these attributes, in their order, or leave the index out");
		}
		if (this.table.isKey(slot.attribute())) {
			throw type.failure(slot.attribute(), "the %s is '%s', a key of the table, which is composed once"
				.formatted(slot.place(), slot.attribute()), "Leave it out for this index");
		}
		if (key.isDefault() && !slot.isRange()) {
			throw type.failure(slot.attribute(),
					"the %s is '%s', which is no attribute of it".formatted(slot.place(), slot.attribute()),
					"Say which attributes it is composed of");
		}
		return new PlannedKey(slot, key, key.attributes());
	}

}
