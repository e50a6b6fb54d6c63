package io.daplug.autoconfigure;

import java.time.Instant;
import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.autoconfigure.property.SchemaCheck;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.schema.ItemSchema;
import io.daplug.table.IndexDefinition;
import io.daplug.text.TimestampText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.StringUtils;

/**
 * How one table is guarded, held against its schema and its indexes: what Daplug would
 * write must be what they allow.
 */
final class IdempotenceMapper {

	private static final AttributeValue TIMESTAMP = AttributeValue.fromS(TimestampText.of(Instant.EPOCH));

	private static final AttributeValue ONE = AttributeValue.fromN("1");

	/** One of these, at least, is a value that can be compared. */
	private static final List<AttributeValue> COMPARABLE = List.of(TIMESTAMP, ONE,
			AttributeValue.fromS("2026-01-01T00:00:00Z"), AttributeValue.fromS("2026-01-01T00:00:00"),
			AttributeValue.fromS("2026-01-01"));

	private final String table;

	private final DaplugProperties.Idempotence properties;

	private final String key;

	private final @Nullable ItemSchema schema;

	/**
	 * Creates a mapper.
	 * @param table the name of the table
	 * @param properties the properties of its guard
	 * @param schema the schema of its items, if there is one
	 */
	IdempotenceMapper(String table, DaplugProperties.Idempotence properties, @Nullable ItemSchema schema) {
		this.table = table;
		this.properties = properties;
		this.schema = schema;
		String key = properties.key();
		if (!StringUtils.hasText(key)) {
			throw new DaplugConfigurationException(property("key"), "must be set",
					"Set '%s' to the attribute that changes with every write.".formatted(property("key")));
		}
		this.key = key;
	}

	/** A token needs no guard: it tells the writes of any table apart. */
	static boolean keepsTokensOnly(DaplugProperties.Idempotence idempotence) {
		return !StringUtils.hasText(idempotence.key()) && StringUtils.hasText(idempotence.token())
				&& !WriteTokenMapper.NONE.equals(idempotence.token()) && idempotence.generate() == GeneratedValue.NONE
				&& idempotence.missing() == MissingValue.FAIL
				&& idempotence.strategy() == IdempotenceStrategy.CONDITIONAL;
	}

	private String property(String name) {
		return PropertyPath.ofTable(this.table, "idempotence." + name);
	}

	IdempotenceDefinition definition(DaplugProperties.Table table) {
		if (this.key.equals(table.hashAttribute()) || this.key.equals(table.rangeAttribute())) {
			throw new DaplugConfigurationException(property("key"),
					"'%s' is a key of the table, and keys never change".formatted(this.key),
					"Set '%s' to another attribute.".formatted(property("key")));
		}
		GeneratedValue generate = this.properties.generate();
		if (this.properties.strategy() == IdempotenceStrategy.USE_LATEST && generate != GeneratedValue.NONE) {
			throw new DaplugConfigurationException(property("generate"),
					"cannot go with the strategy use-latest, which compares the values that callers send",
					"Set '%s' to none, or '%s' to conditional.".formatted(property("generate"), property("strategy")));
		}
		if (this.properties.strategy() == IdempotenceStrategy.RAISE && generate == GeneratedValue.NONE) {
			throw new DaplugConfigurationException(property("strategy"),
					"raise refuses every write that brings another value, so without 'generate' the value could never change",
					"Set '%s' to counter or timestamp, or '%s' to conditional.".formatted(property("generate"),
							property("strategy")));
		}
		if (this.schema != null) {
			requireFit(this.schema);
		}
		return new IdempotenceDefinition(this.key, this.properties.strategy(), this.properties.missing(), generate);
	}

	private void requireFit(ItemSchema schema) {
		switch (this.properties.generate()) {
			case NONE -> {
				SchemaCheck.requireProperty(property("key"), this.key, schema);
				if (this.properties.strategy() == IdempotenceStrategy.USE_LATEST) {
					requireComparable(schema);
				}
			}
			case TIMESTAMP -> requireFit(schema, TIMESTAMP,
					"Make '%s' text with the format date-time in the schema, or set '%s' to counter.");
			case COUNTER ->
				requireFit(schema, ONE, "Make '%s' an integer from 1 in the schema, or set '%s' to timestamp.");
		}
	}

	private void requireFit(ItemSchema schema, AttributeValue generated, String action) {
		String violation = violation(schema, generated);
		if (violation != null) {
			throw new DaplugConfigurationException(property("generate"),
					"writes %s to '%s', but schema '%s' in '%s' says that it %s".formatted(
							TableDefinitionMapper.word(SchemaFit.type(generated)), this.key, schema.name(),
							schema.location(), violation),
					action.formatted(this.key, property("generate")));
		}
	}

	private void requireComparable(ItemSchema schema) {
		if (COMPARABLE.stream().allMatch((value) -> violation(schema, value) != null)) {
			throw new DaplugConfigurationException(property("strategy"),
					"compares times or numbers, but schema '%s' in '%s' says that '%s' is neither"
						.formatted(schema.name(), schema.location(), this.key),
					"Make '%s' a number, or text with the format date-time, in the schema, or set '%s' to conditional."
						.formatted(this.key, property("strategy")));
		}
	}

	private @Nullable String violation(ItemSchema schema, AttributeValue value) {
		return new SchemaFit(schema, this.key).violation(value);
	}

	/**
	 * Requires that what is generated is what an index has for a key.
	 * @param index the index
	 */
	void requireFit(IndexDefinition index) {
		if (this.properties.generate() != GeneratedValue.NONE) {
			boolean counts = this.properties.generate() == GeneratedValue.COUNTER;
			new WrittenAttribute(this.table, "idempotence.generate", this.key,
					counts ? ScalarAttributeType.N : ScalarAttributeType.S)
				.requireFit(index);
		}
	}

}
