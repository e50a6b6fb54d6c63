package io.daplug.singletable;

import java.util.Objects;

import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A key attribute that a key is composed for.
 *
 * @param place what it is, in words
 * @param attribute the attribute
 * @param type its type
 * @param kind whether it is the table's or an index's
 */
record KeySlot(String place, String attribute, ScalarAttributeType type, Kind kind) {

	/** What a key belongs to. */
	enum Kind {

		TABLE_HASH, TABLE_RANGE, INDEX_HASH, INDEX_RANGE

	}

	static KeySlot hash(TableDefinition table) {
		return new KeySlot("hash key", table.hashKey(), type(table, table.hashKey()), Kind.TABLE_HASH);
	}

	static KeySlot range(TableDefinition table) {
		String range = Objects.requireNonNull(table.rangeKey());
		return new KeySlot("range key", range, type(table, range), Kind.TABLE_RANGE);
	}

	private static ScalarAttributeType type(TableDefinition table, String key) {
		ScalarAttributeType type = table.keyType(key);
		return (type != null) ? type : ScalarAttributeType.S;
	}

	static KeySlot hash(IndexDefinition index) {
		KeyAttribute key = index.hashKeys().get(0);
		return new KeySlot("hash key of index '%s'".formatted(index.name()), key.name(), key.type(), Kind.INDEX_HASH);
	}

	static KeySlot range(IndexDefinition index) {
		KeyAttribute key = index.rangeKeys().get(0);
		return new KeySlot("range key of index '%s'".formatted(index.name()), key.name(), key.type(), Kind.INDEX_RANGE);
	}

	boolean isText() {
		return this.type == ScalarAttributeType.S;
	}

	/** Whether each item must have it. */
	boolean isOfTable() {
		return this.kind == Kind.TABLE_HASH || this.kind == Kind.TABLE_RANGE;
	}

	boolean isRange() {
		return this.kind == Kind.TABLE_RANGE || this.kind == Kind.INDEX_RANGE;
	}

	/** What a range key is where a type has none. */
	AttributeValue constant() {
		return switch (this.type) {
			case N -> AttributeValue.fromN("0");
			case B -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 0x41 }));
			default -> AttributeValue.fromS("A");
		};
	}

}
