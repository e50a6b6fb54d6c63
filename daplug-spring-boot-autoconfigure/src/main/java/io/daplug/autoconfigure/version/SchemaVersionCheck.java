package io.daplug.autoconfigure.version;

import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.text.NearestName;
import io.daplug.version.MissingUpcasterException;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.SurplusUpcasterException;

/**
 * Holds the upcasters of the application against the versions of its tables.
 */
public final class SchemaVersionCheck {

	private final TableRegistry tables;

	/**
	 * Creates a check.
	 * @param tables the tables
	 */
	public SchemaVersionCheck(TableRegistry tables) {
		this.tables = tables;
	}

	/**
	 * Requires that upcasters lead from each version to the current one.
	 * @param upcasters the upcasters of the application
	 * @return the same upcasters
	 */
	public SchemaUpcasters checked(SchemaUpcasters upcasters) {
		upcasters.tables().forEach(this::requireVersions);
		for (TableDefinition table : this.tables.tables()) {
			SchemaVersionDefinition version = table.schemaVersion();
			if (version != null) {
				check(table.name(), version, upcasters);
			}
		}
		return upcasters;
	}

	private void requireVersions(String table) {
		List<String> names = this.tables.tables().stream().map(TableDefinition::name).toList();
		if (!names.contains(table)) {
			throw new DaplugConfigurationException("daplug.tables",
					"an upcaster names table '%s', which is not configured%s".formatted(table,
							NearestName.question(table, names)),
					"Let the upcaster name one of %s.".formatted(names));
		}
		if (this.tables.require(table).schemaVersion() == null) {
			String property = PropertyPath.ofTable(table, "schema-version");
			throw new DaplugConfigurationException(property,
					"must be set: there are upcasters of the table, and its items have no versions",
					"Set '%s.attribute' and '%1$s.current', or remove the upcasters.".formatted(property));
		}
	}

	private static void check(String table, SchemaVersionDefinition version, SchemaUpcasters upcasters) {
		String property = PropertyPath.ofTable(table, "schema-version.current");
		try {
			upcasters.of(table, version);
		}
		catch (MissingUpcasterException ex) {
			throw new DaplugConfigurationException(property, String.valueOf(ex.getMessage()),
					"Add a bean of the type SchemaUpcaster for table '%s' from version %d, or correct '%s'."
						.formatted(table, ex.from(), property));
		}
		catch (SurplusUpcasterException ex) {
			throw new DaplugConfigurationException(property, String.valueOf(ex.getMessage()),
					"Remove an upcaster of table '%s' from version %d, or correct '%s'.".formatted(table, ex.from(),
							property));
		}
	}

}
