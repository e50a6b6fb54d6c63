package io.daplug.version;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The upcasters of all tables.
 */
public final class SchemaUpcasters {

	private static final SchemaUpcasters NONE = new SchemaUpcasters(List.of());

	private final List<SchemaUpcaster> upcasters;

	private SchemaUpcasters(List<SchemaUpcaster> upcasters) {
		this.upcasters = upcasters;
	}

	/**
	 * Returns no upcasters.
	 * @return none
	 */
	public static SchemaUpcasters none() {
		return NONE;
	}

	/**
	 * Collects upcasters.
	 * @param upcasters the upcasters of all tables
	 * @return the same in one object
	 */
	public static SchemaUpcasters of(Collection<? extends SchemaUpcaster> upcasters) {
		return new SchemaUpcasters(List.copyOf(upcasters));
	}

	/**
	 * Returns the tables for which there are upcasters.
	 * @return the logical names, in the order of the upcasters
	 */
	public List<String> tables() {
		return this.upcasters.stream().map(SchemaUpcaster::table).distinct().toList();
	}

	/**
	 * Returns the way from the first version of a table's items to the current one.
	 * @param table the logical name of the table
	 * @param definition the version of its items
	 * @return the upcasters, one for each earlier version, from the first one on
	 * @throws MissingUpcasterException if there is none for an earlier version
	 * @throws SurplusUpcasterException if there are two for one version, or one for a
	 * version that is not an earlier one
	 */
	public List<SchemaUpcaster> of(String table, SchemaVersionDefinition definition) {
		List<SchemaUpcaster> own = of(table).toList();
		for (SchemaUpcaster upcaster : own) {
			if (upcaster.from() < SchemaVersionDefinition.FIRST || upcaster.from() >= definition.current()) {
				throw SurplusUpcasterException.outside(upcaster, definition);
			}
		}
		List<SchemaUpcaster> way = new ArrayList<>();
		for (int version = SchemaVersionDefinition.FIRST; version < definition.current(); version++) {
			int from = version;
			List<SchemaUpcaster> steps = own.stream().filter((upcaster) -> upcaster.from() == from).toList();
			if (steps.isEmpty()) {
				throw new MissingUpcasterException(table, from, definition);
			}
			if (steps.size() > 1) {
				throw SurplusUpcasterException.two(steps.get(0), steps.get(1));
			}
			way.add(steps.get(0));
		}
		return List.copyOf(way);
	}

	private Stream<SchemaUpcaster> of(String table) {
		return this.upcasters.stream().filter((upcaster) -> upcaster.table().equals(table));
	}

	@Override
	public String toString() {
		return "SchemaUpcasters" + this.upcasters;
	}

}
