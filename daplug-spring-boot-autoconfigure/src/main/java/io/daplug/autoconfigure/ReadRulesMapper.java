package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.capacity.ReadRules;
import io.daplug.table.TableDefinitionBuilder;
import org.jspecify.annotations.Nullable;

/**
 * From properties to what reads of a table may do.
 */
final class ReadRulesMapper {

	private final String table;

	private final DaplugProperties.@Nullable Reads reads;

	ReadRulesMapper(String table, DaplugProperties.@Nullable Reads reads) {
		this.table = table;
		this.reads = reads;
	}

	void define(TableDefinitionBuilder definition) {
		if (this.reads != null) {
			definition.reads(new ReadRules(this.reads.scan(), maxUnits(this.reads.maxUnitsPerCall())));
		}
	}

	private @Nullable Integer maxUnits(@Nullable Integer maxUnits) {
		if (maxUnits != null && maxUnits <= 0) {
			String property = PropertyPath.ofTable(this.table, "reads.max-units-per-call");
			throw new DaplugConfigurationException(property, "must be positive, but is " + maxUnits,
					"Set '%s' to the number of capacity units that one query or scan may use, or remove it for no limit."
						.formatted(property));
		}
		return maxUnits;
	}

}
