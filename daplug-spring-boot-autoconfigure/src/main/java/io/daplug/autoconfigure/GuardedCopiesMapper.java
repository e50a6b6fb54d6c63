package io.daplug.autoconfigure;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.guard.Tombstones;
import io.daplug.schema.ItemSchema;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Whether guarded mirrors write a table: what its properties say, else whether one of
 * this application does.
 */
final class GuardedCopiesMapper {

	private static final List<String> OWN = List.of(Tombstones.SEQUENCE, Tombstones.REMOVED);

	/** Where a table without time to live keeps when a tombstone expires. */
	private static final String EXPIRES = "_expires";

	private final String table;

	private final DaplugProperties.Table properties;

	private final String property;

	private final boolean guarded;

	GuardedCopiesMapper(String table, DaplugProperties.Table properties, Set<String> destinations) {
		this.table = table;
		this.properties = properties;
		this.property = PropertyPath.ofTable(table, "guarded-copies");
		this.guarded = (properties.guardedCopies() != null) ? properties.guardedCopies() : destinations.contains(table);
	}

	void define(TableDefinitionBuilder definition, @Nullable ItemSchema schema) {
		if (!this.guarded) {
			return;
		}
		Set<@Nullable String> used = used();
		for (String attribute : OWN) {
			if (schema != null && schema.describes(attribute)) {
				throw taken(attribute,
						"is a property of schema '%s' in '%s'".formatted(schema.name(), schema.location()));
			}
			if (used.contains(attribute)) {
				throw taken(attribute, "has another use");
			}
		}
		definition.guardedCopies(true);
	}

	/** The attributes that mirrors write and nobody sees; empty if none is guarded. */
	List<String> attributes() {
		if (!this.guarded) {
			return List.of();
		}
		return (this.properties.timeToLive() != null) ? OWN : List.of(Tombstones.SEQUENCE, Tombstones.REMOVED, EXPIRES);
	}

	private DaplugConfigurationException taken(String attribute, String use) {
		return new DaplugConfigurationException(this.property,
				"guarded mirrors write '%s' of the table, which %s".formatted(attribute, use),
				"Give the attribute another name, or set 'guard' of the mirrors to none.");
	}

	private Set<@Nullable String> used() {
		Set<@Nullable String> used = new HashSet<>();
		used.add(this.properties.hashAttribute());
		used.add(this.properties.rangeAttribute());
		used.addAll(this.properties.unique());
		used.addAll(this.properties.generated().keySet());
		this.properties.indexes().values().forEach((index) -> {
			used.addAll(index.hashAttributes());
			used.addAll(index.rangeAttributes());
		});
		return used;
	}

	/** Refuses an index that holds tombstones and does not tell them. */
	void requireHolds(IndexDefinition index) {
		Collection<String> keys = index.keys().stream().map(KeyAttribute::name).toList();
		DaplugProperties.TimeToLive timeToLive = this.properties.timeToLive();
		boolean holdsTombstones = keys.stream()
			.allMatch(
					(key) -> key.equals(this.properties.hashAttribute()) || key.equals(this.properties.rangeAttribute())
							|| (timeToLive != null && key.equals(timeToLive.attribute())));
		if (this.guarded && holdsTombstones && !index.projection().holds(Tombstones.REMOVED)) {
			String path = PropertyPath.append(PropertyPath.ofTable(this.table, "indexes"), index.name());
			throw new DaplugConfigurationException(path + ".projection",
					"leaves out '%s', by which tombstones of guarded mirrors are hidden".formatted(Tombstones.REMOVED),
					"Add '%s' to '%s.attributes' with '%2$s.projection' set to include, or set '%2$s.projection' to all."
						.formatted(Tombstones.REMOVED, path));
		}
	}

	/** What each table says that is written by guarded mirrors of this application. */
	static Set<String> destinations(Map<String, DaplugProperties.Table> tables, Set<String> streamed,
			Iterable<GuardedDestinations> destinations) {
		Set<String> guarded = new HashSet<>();
		destinations.forEach((some) -> guarded.addAll(some.tables((table) -> {
			DaplugProperties.Table properties = tables.get(table);
			return streamed.contains(table) || (properties != null && properties.stream() != null
					&& properties.stream().source().readsStream());
		})));
		return guarded;
	}

}
