package io.daplug.stream.record;

import java.time.Clock;

import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.WriteOnlyAttributes;
import io.daplug.table.stored.StoredEncodings;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.StoredAs;

import org.springframework.util.Assert;

/**
 * Creates the readers of tables' streams, so that they see what the tables' templates
 * see.
 */
public final class StreamChangeReaderFactory {

	private final ItemConverter converter;

	private final SchemaRegistry schemas;

	private final SchemaUpcasters upcasters;

	/**
	 * Creates a factory for tables without versions of their schemas, or in their first
	 * one.
	 * @param converter reads the items of changes
	 * @param schemas the schemas of the tables
	 */
	public StreamChangeReaderFactory(ItemConverter converter, SchemaRegistry schemas) {
		this(converter, schemas, SchemaUpcasters.none());
	}

	/**
	 * Creates a factory.
	 * @param converter reads the items of changes
	 * @param schemas the schemas of the tables
	 * @param upcasters make items of earlier versions items of the current one
	 */
	public StreamChangeReaderFactory(ItemConverter converter, SchemaRegistry schemas, SchemaUpcasters upcasters) {
		Assert.notNull(converter, "'converter' must not be null");
		Assert.notNull(schemas, "'schemas' must not be null");
		this.converter = converter;
		this.schemas = schemas;
		this.upcasters = upcasters;
	}

	/**
	 * Creates the reader of a table's stream. Attributes that the table's schema calls
	 * {@code writeOnly} are left out of changes if the table hides them.
	 * @param table the table
	 * @return the reader
	 * @throws io.daplug.schema.UnknownSchemaException if the table's schema does not
	 * exist
	 */
	public StreamChangeReader create(TableDefinition table) {
		String schema = (table.writeOnly() == WriteOnlyAttributes.HIDE) ? table.schema() : null;
		StoredEncodings encodings = StoredEncodings.of(table,
				(table.schema() != null && table.storedAs() != StoredAs.DAPLUG) ? this.schemas.get(table.schema())
						: null,
				this.converter);
		return new StreamChangeReader(table, (encodings != null) ? encodings.reading(this.converter) : this.converter,
				StoredImages.of(table, this.converter, this.upcasters).decoded(encodings),
				(schema != null) ? this.schemas.get(schema) : null, Clock.systemUTC());
	}

}
