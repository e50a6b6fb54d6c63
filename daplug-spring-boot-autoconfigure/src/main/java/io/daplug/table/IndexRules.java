package io.daplug.table;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * DynamoDB's rules of what indexes a table can have, and what goes with its keys and its
 * billing.
 */
final class IndexRules {

	private final TableDefinitionBuilder table;

	private final TableSettings settings;

	private IndexRules(TableDefinitionBuilder table) {
		this.table = table;
		this.settings = table.settings();
	}

	/** The indexes of a table, held against the rules; local ones have its hash key. */
	static Map<String, IndexDefinition> indexes(TableDefinitionBuilder table) {
		IndexRules rules = new IndexRules(table);
		Map<String, IndexDefinition> indexes = new LinkedHashMap<>();
		table.indexes.values().forEach((index) -> indexes.put(index.name(), rules.complete(index)));
		rules.checkNumbers(indexes.values());
		return Collections.unmodifiableMap(indexes);
	}

	private IndexDefinition complete(IndexDefinition index) {
		if (index.isLocal()) {
			return local(index);
		}
		BillingMode billing = this.settings.throughput().declaredBilling();
		BillingMode own = index.settings().throughput().declaredBilling();
		boolean provisioned = billing == BillingMode.PROVISIONED;
		check(own == null || provisioned == (own == BillingMode.PROVISIONED),
				"Index '%s' of table '%s' has a throughput that is %s, but the 'throughput' of the table is %s",
				index.name(), this.table.name, word(own), word(billing));
		return index;
	}

	private IndexDefinition local(IndexDefinition index) {
		String hashKey = Objects.requireNonNull(this.table.hashKey);
		check(this.table.rangeKey != null, "Index '%s' of table '%s' is local, which needs a 'range-key' of the table",
				index.name(), this.table.name);
		check(index.settings().throughput().equals(Throughput.UNDECLARED),
				"Index '%s' of table '%s' is local and has no throughput of its own: it uses the table's", index.name(),
				this.table.name);
		if (index.hashKeys().isEmpty()) {
			ScalarAttributeType type = this.table.hashKeyType;
			return index.withHashKey(new KeyAttribute(hashKey, (type != null) ? type : ScalarAttributeType.S));
		}
		check(index.hashKeys().size() == 1 && index.hashKeys().get(0).name().equals(hashKey),
				"Index '%s' of table '%s' is local, so its hash key must be '%s', the table's, not %s", index.name(),
				this.table.name, hashKey, index.hashKeys().stream().map(KeyAttribute::name).toList());
		return index;
	}

	private void checkNumbers(Collection<IndexDefinition> indexes) {
		long locals = indexes.stream().filter(IndexDefinition::isLocal).count();
		check(locals <= IndexDefinition.MAX_LOCAL_INDEXES,
				"Table '%s' has %d local indexes, and DynamoDB takes %d at most", this.table.name, locals,
				IndexDefinition.MAX_LOCAL_INDEXES);
		List<Integer> included = indexes.stream()
			.map((index) -> index.settings().projection().attributes().size())
			.toList();
		int sum = included.stream().mapToInt(Integer::intValue).sum();
		check(sum <= IndexDefinition.MAX_INCLUDED_ATTRIBUTES,
				"The indexes of table '%s' include %d attributes together, and DynamoDB takes %d at most; let an index hold all",
				this.table.name, sum, IndexDefinition.MAX_INCLUDED_ATTRIBUTES);
	}

	private static String word(@Nullable BillingMode billing) {
		return (billing == BillingMode.PROVISIONED) ? "provisioned" : "on demand";
	}

	private static void check(boolean holds, String message, Object... values) {
		Assert.state(holds, () -> message.formatted(values));
	}

	/** What decides whether an item is seen must be in the index by which it is read. */
	static void requireWhatHides(TableDefinition table) {
		requireExpiry(table);
		GuardedCopies.check(table);
	}

	private static void requireExpiry(TableDefinition table) {
		TimeToLiveDefinition timeToLive = table.timeToLive();
		if (timeToLive == null || !timeToLive.hideExpired()) {
			return;
		}
		table.indexes()
			.values()
			.forEach((index) -> Assert.state(table.holds(index, timeToLive.attribute()),
					() -> "Index '%s' of table '%s' must hold '%s', by which expired items are hidden"
						.formatted(index.name(), table.name(), timeToLive.attribute())));
	}

}
