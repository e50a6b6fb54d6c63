package io.daplug.template.context;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.CallOptions;
import io.daplug.text.NearestName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds the names in conditions, filters and projections against the schema: a misspelt
 * one finds nothing, and nobody is told. A name that the schema forbids is refused; one
 * that it does not know is warned of once, as stored items may have it all the same.
 */
public final class AttributeNameCheck {

	private static final Log logger = LogFactory.getLog(AttributeNameCheck.class);

	/** Names may come from outside, so what is remembered of them has an end. */
	private static final int MAX_WARNED = 1000;

	private final TableDefinition table;

	private final SchemaRegistry schemas;

	private final Set<String> reserved;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	public AttributeNameCheck(TableContext context) {
		this.table = context.table();
		this.schemas = context.rules().schemas();
		this.reserved = context.table().reservedAttributes();
	}

	/**
	 * Says which name is a mistake.
	 * @param options name the schema, if it is not the table's
	 * @param names the names of top-level attributes
	 * @return what is wrong, as a sentence without its end; null if nothing is
	 */
	public @Nullable String problem(CallOptions options, Collection<String> names) {
		String schemaName = options.schema().orElse(this.table.schema());
		if (schemaName == null || names.isEmpty()) {
			return null;
		}
		ItemSchema schema = this.schemas.get(schemaName);
		for (String name : names) {
			if (this.reserved.contains(name) || schema.describes(name)) {
				continue;
			}
			if (schema.forbids(name)) {
				return "Schema '%s' allows no attribute '%s'%s".formatted(schemaName, name, meant(name, schema));
			}
			if (!schema.open()) {
				warn(name, schema);
			}
		}
		return null;
	}

	private void warn(String name, ItemSchema schema) {
		if (this.warned.size() < MAX_WARNED && this.warned.add(schema.name() + "#" + name)) {
			logger.warn(
					"A condition, filter or projection of table '%s' names '%s', which schema '%s' does not describe%s"
						.formatted(this.table.name(), name, schema.name(), meant(name, schema)));
		}
	}

	private static String meant(String name, ItemSchema schema) {
		return NearestName.question(name, schema.properties());
	}

}
