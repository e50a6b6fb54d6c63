package io.daplug.stream.lambda;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.daplug.stream.record.StreamArn;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;

/**
 * The tables whose streams call the function, found by the ARN that each record carries.
 */
public final class LambdaTables {

	private final Map<String, StreamChangeReader> readers = new LinkedHashMap<>();

	private final Set<String> names = new LinkedHashSet<>();

	private final TableRegistry registry;

	/**
	 * Creates the tables: those whose source of changes is Lambda.
	 * @param registry all tables
	 * @param factory creates what reads a table's records
	 */
	public LambdaTables(TableRegistry registry, StreamChangeReaderFactory factory) {
		this.registry = registry;
		for (TableDefinition table : registry.tables()) {
			if (table.streamSource() == StreamSource.LAMBDA) {
				this.names.add(table.name());
				this.readers.put(table.tableName(), factory.create(table));
			}
		}
	}

	/**
	 * Returns the tables.
	 * @return their logical names
	 */
	public Set<String> names() {
		return this.names;
	}

	/**
	 * Returns what reads the records of a stream.
	 * @throws UnknownStreamException if it is the stream of no such table
	 */
	StreamChangeReader reader(StreamArn arn) {
		StreamChangeReader reader = this.readers.get(arn.tableName());
		if (reader != null) {
			return reader;
		}
		throw new UnknownStreamException(this.registry.tables()
			.stream()
			.filter((table) -> table.tableName().equals(arn.tableName()))
			.findFirst()
			.map((table) -> "The source of changes of table '%s' is %s, not lambda. Set 'daplug.tables.%s.stream.source' to lambda."
				.formatted(table.name(), table.streamSource().name().toLowerCase(Locale.ROOT), table.name()))
			.orElseGet(
					() -> ("No table has the name '%s' in DynamoDB; those whose source of changes is lambda have %s. "
							+ "Correct 'daplug.tables.*.name', or the event source mapping.")
						.formatted(arn.tableName(), this.readers.keySet().stream().sorted().toList())));
	}

}
