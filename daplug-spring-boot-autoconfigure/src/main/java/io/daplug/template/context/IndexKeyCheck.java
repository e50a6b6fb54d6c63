package io.daplug.template.context;

import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidItemException;
import io.daplug.item.TypeName;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.KeyLimit;
import io.daplug.table.TableKeys;
import io.daplug.template.model.CallOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Refuses what DynamoDB does not take as the key of an index.
 */
public final class IndexKeyCheck {

	private final TableContext context;

	private final List<IndexDefinition> indexes;

	public IndexKeyCheck(TableContext context) {
		this.context = context;
		this.indexes = List.copyOf(context.table().indexes().values());
	}

	/**
	 * Checks the keys of indexes among some attributes, without prefixes.
	 * @param nullsAreAbsent whether a NULL is no value, and removed
	 */
	public void check(Map<String, AttributeValue> attributes, CallOptions options, boolean nullsAreAbsent) {
		if (this.indexes.isEmpty()) {
			return;
		}
		KeyPrefixer prefixer = this.context.prefixer(options);
		for (IndexDefinition index : this.indexes) {
			for (KeyAttribute key : index.hashKeys()) {
				check(attributes, index, key, options, nullsAreAbsent);
			}
			for (KeyAttribute key : index.rangeKeys()) {
				check(attributes, index, key, options, nullsAreAbsent);
			}
			checkSize(attributes, index, index.hashKeys(), prefixer, KeyLimit.HASH);
			checkSize(attributes, index, index.rangeKeys(), prefixer, KeyLimit.RANGE);
		}
	}

	private static void checkSize(Map<String, AttributeValue> attributes, IndexDefinition index,
			List<KeyAttribute> keys, KeyPrefixer prefixer, KeyLimit limit) {
		int most = 0;
		for (KeyAttribute key : keys) {
			AttributeValue value = attributes.get(key.name());
			most += (value != null) ? KeyLimit.most(prefixer.prefix(key.name()).length(), value) : 0;
		}
		if (most <= limit.bytes()) {
			return;
		}
		int size = 0;
		for (KeyAttribute key : keys) {
			AttributeValue value = attributes.get(key.name());
			size += (value != null) ? KeyLimit.size(prefixer.add(key.name(), value)) : 0;
			if (size > limit.bytes()) {
				throw new InvalidItemException("/" + key.name(),
						"makes a key of index '%s' of %d bytes with its prefix, and %d are allowed"
							.formatted(index.name(), size, limit.bytes()),
						null);
			}
		}
	}

	private void check(Map<String, AttributeValue> attributes, IndexDefinition index, KeyAttribute key,
			CallOptions options, boolean nullsAreAbsent) {
		AttributeValue value = attributes.get(key.name());
		if (value == null) {
			return;
		}
		if (nullsAreAbsent && Boolean.TRUE.equals(value.nul())) {
			attributes.remove(key.name());
			return;
		}
		if (TableKeys.type(value) != key.type()) {
			throw new InvalidItemException("/" + key.name(),
					"is %s, but it is a key of index '%s' and must be %s or absent".formatted(TypeName.of(value.type()),
							index.name(), TypeName.of(key.type())),
					null);
		}
		// A prefix makes a key of an empty text.
		if (value.s() != null && value.s().isEmpty()
				&& this.context.prefixer(options).add(key.name(), value).s().isEmpty()) {
			throw new InvalidItemException("/" + key.name(),
					"is empty, but it is a key of index '%s' and must have text or be absent".formatted(index.name()),
					null);
		}
	}

}
