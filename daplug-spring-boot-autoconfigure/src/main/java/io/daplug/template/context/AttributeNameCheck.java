package io.daplug.template.context;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.daplug.expression.AttributePath;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.CallOptions;
import io.daplug.text.NearestName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Holds the names in conditions, filters and projections against keys and schema: a
 * misspelt one finds nothing, and nobody is told. A path into a key, or into what the
 * schema says is no map and no list, is refused, and so is a name that the schema
 * forbids; one that it does not know is warned of once, as stored items may have it all
 * the same.
 */
public final class AttributeNameCheck {

	private static final Log logger = LogFactory.getLog(AttributeNameCheck.class);

	/** Names may come from outside, so what is remembered of them has an end. */
	private static final int MAX_WARNED = 1000;

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	private final TableDefinition table;

	private final SchemaRegistry schemas;

	private final Set<String> reserved;

	private final Set<String> keys = new HashSet<>();

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	public AttributeNameCheck(TableContext context) {
		this.table = context.table();
		this.schemas = context.rules().schemas();
		this.reserved = context.table().reservedAttributes();
		this.keys.add(this.table.hashKey());
		if (this.table.rangeKey() != null) {
			this.keys.add(this.table.rangeKey());
		}
		this.table.indexes().values().forEach((index) -> index.keys().forEach((key) -> this.keys.add(key.name())));
	}

	/**
	 * Says which name is a mistake.
	 * @param options name the schema, if it is not the table's
	 * @param paths the paths that are named
	 * @return what is wrong, as a sentence without its end; null if nothing is
	 */
	public @Nullable String problem(CallOptions options, Collection<AttributePath> paths) {
		for (AttributePath path : paths) {
			if (!path.topLevel() && this.keys.contains(path.root())) {
				return "'%s' is a key of table '%s', which is text, a number or binary: there is nothing at '%s'"
					.formatted(path.root(), this.table.name(), path);
			}
		}
		String schemaName = options.schema().orElse(this.table.schema());
		return (schemaName == null || paths.isEmpty()) ? null : problem(this.schemas.get(schemaName), paths);
	}

	private @Nullable String problem(ItemSchema schema, Collection<AttributePath> paths) {
		for (AttributePath path : paths) {
			if (this.reserved.contains(path.root())) {
				continue;
			}
			int unknown = schema.unknown(path.elements());
			String problem = (unknown >= 0) ? problem(path.first(unknown + 1), schema) : inside(path, schema);
			if (problem != null) {
				return problem;
			}
		}
		return null;
	}

	/** Refuses a path into a value that has no parts. */
	private static @Nullable String inside(AttributePath path, ItemSchema schema) {
		for (int part = 2; part <= path.elements().size(); part++) {
			AttributePath first = path.first(part);
			if (schema.forbids(first.elements())) {
				return "Schema '%s' allows nothing inside of '%s': there is nothing at '%s'".formatted(schema.name(),
						path.first(part - 1), path);
			}
		}
		return null;
	}

	/** Refuses a path whose last name is not known, or warns of it. */
	private @Nullable String problem(AttributePath path, ItemSchema schema) {
		String name = path.topLevel() ? path.root() : path.toString();
		// an element is named like the one beside it
		String warning = schema.name() + "#" + INDEX.matcher(name).replaceAll("[]");
		if (this.warned.contains(warning)) {
			return null;
		}
		if (schema.forbids(path.elements())) {
			return "Schema '%s' allows no attribute '%s'%s".formatted(schema.name(), name, meant(path, schema));
		}
		if (this.warned.size() < MAX_WARNED && this.warned.add(warning)) {
			logger.warn(
					"A condition, filter or projection of table '%s' names '%s', which schema '%s' does not describe%s"
						.formatted(this.table.name(), name, schema.name(), meant(path, schema)));
		}
		return null;
	}

	private static String meant(AttributePath path, ItemSchema schema) {
		List<Object> elements = path.elements();
		return NearestName.question((String) elements.get(elements.size() - 1), schema.known(elements));
	}

}
