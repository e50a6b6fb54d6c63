package io.daplug.template.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.ItemVisibility;
import io.daplug.guard.StoredForm;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableKeys;
import io.daplug.template.context.AttributeNameCheck;
import io.daplug.template.context.IndexVisibility;
import io.daplug.template.context.StoredRules;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadingOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Makes DynamoDB's requests of queries and scans: names aliased, prefixes on, checked.
 * What nobody may see is left out of what they answer.
 */
final class ReadRequestFactory {

	private static final String FOREIGN_TOKEN = "The page token holds a key at which this query or scan cannot begin; begin with the first page";

	private final TableContext context;

	private final TableKeys keys;

	private final KeySchema tableKeys;

	private final Map<String, KeySchema> indexKeys = new LinkedHashMap<>();

	private final SelectionRules rules;

	private final StoredSelection stored;

	private final TenantScan tenants;

	ReadRequestFactory(TableContext context, TableKeys keys, AttributeNameCheck names) {
		this.context = context;
		this.keys = keys;
		this.tableKeys = KeySchema.of(context.table());
		this.rules = new SelectionRules(context.table(), names);
		context.table().indexes().forEach((name, index) -> this.indexKeys.put(name, KeySchema.of(index)));
		this.stored = new StoredSelection(context, this.indexKeys);
		this.tenants = new TenantScan(context);
	}

	/** A query or scan as it asks for what is stored. */
	SelectionOptions stored(SelectionOptions selection) {
		return this.keys.computed().any() ? this.stored.of(selection, keySchema(selection)) : selection;
	}

	/** How many items a query or scan leaves out, as its caller gave it. */
	Selectivity selectivity(SelectionOptions selection) {
		Selectivity asked = this.stored.selectivity(selection, this.context.visibility().hidesItems());
		return passesOthers(selection) ? new Selectivity(true, asked.hides()) : asked;
	}

	SelectionRules rules() {
		return this.rules;
	}

	/** The whole query or scan as one request after the other. */
	ReadRequest request(SelectionOptions selection, ReadProjection projection, ReadBudget budget) {
		return budget.limit((selection instanceof QueryOptions query)
				? query(queryRequest(query, projection).toBuilder().returnConsumedCapacity(budget.asked()).build())
				: scan(scanRequest((ScanOptions) selection, projection).toBuilder()
					.returnConsumedCapacity(budget.asked())
					.build()));
	}

	/** The requests of a scan's segments. */
	IntFunction<ReadRequest> segments(ScanOptions scan, ReadProjection projection, ReadBudget budget) {
		ScanRequest whole = scanRequest(scan, projection).toBuilder().returnConsumedCapacity(budget.asked()).build();
		return (segment) -> budget
			.limit(scan(whole.toBuilder().segment(segment).totalSegments(scan.segments()).build()));
	}

	/**
	 * The token with which a query or scan goes on after an item.
	 * @param selection the query or scan
	 * @param last the item, or its keys
	 * @return the token; null if the item is another tenant's, of which no token tells,
	 * or lacks a key
	 */
	@Nullable String token(SelectionOptions selection, Map<String, AttributeValue> last) {
		Map<String, AttributeValue> key = new LinkedHashMap<>(last);
		Set<String> names = keyNames(selection);
		key.keySet().retainAll(names);
		return (key.size() == names.size() && this.context.tenant().owns(key)) ? tokens(selection).encode(key) : null;
	}

	/** Whether a query or scan also passes items that are none of its tenant's. */
	boolean passesOthers(SelectionOptions selection) {
		return this.tenants.limits() && !(selection instanceof QueryOptions);
	}

	/** Makes the page tokens of a query or scan, and reads them. */
	PageTokenCodec tokens(SelectionOptions selection) {
		return new PageTokenCodec(
				PageFingerprint.of(this.context, selection, keyCondition(selection), keyNames(selection)),
				this.context.tenant().outer());
	}

	private ReadRequest query(QueryRequest query) {
		return (startAfter, limit) -> {
			QueryRequest.Builder request = query.toBuilder().limit(limit);
			QueryResponse response = send(
					(startAfter != null) ? request.exclusiveStartKey(startAfter).build() : request.build());
			return page(response.items(), response.count(),
					response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null,
					ReadPage.Cost.of(response.scannedCount(), response.consumedCapacity()));
		};
	}

	private ReadRequest scan(ScanRequest scan) {
		return (startAfter, limit) -> {
			ScanRequest.Builder request = scan.toBuilder().limit(limit);
			ScanResponse response = send(
					(startAfter != null) ? request.exclusiveStartKey(startAfter).build() : request.build());
			return page(response.items(), response.count(),
					response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null,
					ReadPage.Cost.of(response.scannedCount(), response.consumedCapacity()));
		};
	}

	private ReadPage<Map<String, AttributeValue>> page(List<Map<String, AttributeValue>> items, int count,
			@Nullable Map<String, AttributeValue> lastKey, ReadPage.Cost cost) {
		List<Map<String, AttributeValue>> visible = visible(items);
		return new ReadPage<>(visible, count - items.size() + visible.size(), lastKey, cost);
	}

	List<Map<String, AttributeValue>> visible(List<Map<String, AttributeValue>> items) {
		ItemVisibility visibility = this.context.visibility();
		if (visibility == ItemVisibility.ALL) {
			return items;
		}
		List<Map<String, AttributeValue>> visible = new ArrayList<>(items.size());
		for (Map<String, AttributeValue> item : items) {
			Map<String, AttributeValue> seen = visibility.visible(item);
			if (seen != null) {
				visible.add(seen);
			}
		}
		return visible;
	}

	QueryResponse send(QueryRequest request) {
		return this.context.requests().send("query", (client) -> client.query(request));
	}

	ScanResponse send(ScanRequest request) {
		return this.context.requests().send("scan", (client) -> client.scan(request));
	}

	/** The key condition of a query, checked; null for a scan. */
	@Nullable Condition keyCondition(SelectionOptions selection) {
		return (selection instanceof QueryOptions query) ? keySchema(selection).condition(query) : null;
	}

	/** The key attributes of the table, in a set that may be changed. */
	Set<String> keyNames() {
		Set<String> names = new LinkedHashSet<>(this.tableKeys.hashKeys());
		names.addAll(this.tableKeys.rangeKeys());
		return names;
	}

	/** The key attributes of the table, and of the index if one is read. */
	Set<String> keyNames(SelectionOptions selection) {
		Set<String> names = keyNames();
		KeySchema read = keySchema(selection);
		names.addAll(read.hashKeys());
		names.addAll(read.rangeKeys());
		return names;
	}

	/** Those paths whose attributes are held by what is read. */
	List<AttributePath> held(SelectionOptions selection, List<AttributePath> paths) {
		IndexDefinition index = index(selection);
		return (index != null)
				? paths.stream().filter((path) -> this.context.table().holds(index, path.root())).toList() : paths;
	}

	/** What a request must bring so that the visible items can be counted. */
	ReadProjection counting(SelectionOptions selection) {
		ItemVisibility visibility = this.context.visibility();
		if (!visibility.hidesItems()) {
			return ReadProjection.COUNT;
		}
		Set<String> needed = keyNames(selection);
		needed.addAll(deciding(selection));
		return ReadProjection.only(needed);
	}

	/** What a read of items by their keys brings. */
	ReadProjection projection(List<AttributePath> asked, Collection<String> needed) {
		return (!asked.isEmpty() && this.context.rules().stored().form().needsWhole()) ? ReadProjection.cut(asked, null)
				: ReadProjection.of(asked, needed);
	}

	/** What a query or scan brings of its items. */
	ReadProjection projection(SelectionOptions selection, List<AttributePath> asked, Collection<String> needed) {
		if (asked.isEmpty() || !form(selection).needsWhole()) {
			return ReadProjection.of(asked, needed);
		}
		IndexDefinition index = index(selection);
		// What the index does not hold, DynamoDB fetches as it would for a projection.
		boolean fetched = index != null
				&& asked.stream().anyMatch((path) -> !this.context.table().holds(index, path.root()));
		return ReadProjection.cut(asked, fetched ? Select.ALL_ATTRIBUTES : null);
	}

	/** The form in which the items that are read are known. */
	StoredForm form(ReadingOptions options) {
		StoredRules rules = this.context.rules().stored();
		ItemVersions versions = rules.versions();
		if (versions == null) {
			return rules.values();
		}
		IndexDefinition index = (options instanceof SelectionOptions selection) ? index(selection) : null;
		if (index != null && !this.context.table().holds(index, versions.attribute())) {
			// It holds keys alone, which have no versions.
			return rules.values();
		}
		boolean asked = options.projection().stream().anyMatch((path) -> path.root().equals(versions.attribute()));
		return asked ? rules.values().then(versions.showing()) : rules.form();
	}

	/** The attributes by which it is decided who sees the items of a query or scan. */
	Set<String> deciding(SelectionOptions selection) {
		return IndexVisibility.attributes(index(selection), this.context.visibility());
	}

	KeySchema keySchema(SelectionOptions selection) {
		if (selection.index() == null) {
			return this.tableKeys;
		}
		KeySchema schema = this.indexKeys.get(selection.index());
		if (schema == null) {
			throw new InvalidQueryException("Table '%s' has no index '%s'; its configured indexes are %s%s".formatted(
					this.context.table().name(), selection.index(), this.indexKeys.keySet(),
					NearestName.question(String.valueOf(selection.index()), this.indexKeys.keySet())));
		}
		return schema;
	}

	QueryRequest queryRequest(QueryOptions query, ReadProjection projection) {
		KeySchema schema = keySchema(query);
		Condition keyCondition = schema.condition(query);
		this.rules.check(query, schema);
		return SelectionRules.asked(() -> queryRequest(query, schema, keyCondition, projection));
	}

	private QueryRequest queryRequest(QueryOptions query, KeySchema schema, Condition keyCondition,
			ReadProjection projection) {
		KeyPrefixer prefixer = this.context.prefixer(query);
		checkKeys(schema, keyCondition, prefixer);
		ExpressionWriter expressions = this.context.expressions(prefixer);
		QueryRequest.Builder request = QueryRequest.builder()
			.tableName(this.context.table().tableName())
			.indexName(query.index())
			.select(projection.select())
			.consistentRead(query.consistentRead() ? true : null)
			.scanIndexForward(query.descending() ? false : null)
			.exclusiveStartKey(start(query, keyCondition))
			.keyConditionExpression(expressions.condition(keyCondition));
		if (query.filter() != null) {
			request.filterExpression(expressions.condition(query.filter()));
		}
		if (!projection.paths().isEmpty()) {
			request.projectionExpression(expressions.projection(projection.paths()));
		}
		return request.expressionAttributeNames(expressions.names())
			.expressionAttributeValues(expressions.values())
			.build();
	}

	ScanRequest scanRequest(ScanOptions scan, ReadProjection projection) {
		this.rules.check(scan, keySchema(scan));
		return SelectionRules.asked(() -> checkedScanRequest(scan, projection));
	}

	private ScanRequest checkedScanRequest(ScanOptions scan, ReadProjection projection) {
		ExpressionWriter expressions = this.context.expressions(this.context.prefixer(scan));
		ScanRequest.Builder request = ScanRequest.builder()
			.tableName(this.context.table().tableName())
			.indexName(scan.index())
			.select(projection.select())
			.exclusiveStartKey(start(scan, null))
			.consistentRead(scan.consistentRead() ? true : null);
		String filter = (scan.filter() != null) ? expressions.condition(scan.filter()) : null;
		if (!projection.paths().isEmpty()) {
			request.projectionExpression(expressions.projection(projection.paths()));
		}
		this.tenants.filter(request, filter, expressions);
		return request.build();
	}

	/** DynamoDB refuses a query for values that no key can have. */
	private void checkKeys(KeySchema schema, Condition keyCondition, KeyPrefixer prefixer) {
		new ExpressionWriter((attribute, value) -> {
			AttributeValue converted = this.context.converter().toAttribute(value);
			if (attribute != null && schema.isHashKey(attribute)) {
				this.keys.checkQueriedHashKey(attribute, converted);
			}
			else if (attribute != null) {
				this.keys.checkQueriedRangeKey(attribute, converted, prefixer);
			}
			return converted;
		}).condition(keyCondition);
	}

	private @Nullable Map<String, AttributeValue> start(SelectionOptions selection, @Nullable Condition keyCondition) {
		String token = selection.startToken();
		if (token != null) {
			Map<String, AttributeValue> start = tokens(selection).decode(token);
			checkToken(selection, start);
			return start;
		}
		Map<String, ?> attributes = selection.startAttributes();
		ItemKey key = selection.startAfter();
		if (attributes == null && key != null) {
			attributes = this.keys.given(key);
		}
		if (attributes == null) {
			return null;
		}
		KeyPrefixer prefixer = this.context.prefixer(selection);
		Map<String, AttributeValue> start = this.keys.start(attributes, index(selection), prefixer);
		String outside = SelectionRules.outside(keyCondition, start, this.context.encoder(prefixer));
		if (outside != null) {
			throw new InvalidQueryException(
					"'startAfter' lies outside of what the query asks of '%s'".formatted(outside));
		}
		return start;
	}

	/** Refuses a token that was not made for the query or scan, although it says so. */
	void checkToken(SelectionOptions selection, Map<String, AttributeValue> start) {
		String outside;
		try {
			this.keys.checkStart(start, index(selection));
			outside = SelectionRules.outside(keyCondition(selection), start,
					this.context.encoder(this.context.prefixer(selection)));
		}
		catch (InvalidKeyException | InvalidItemException ex) {
			throw new InvalidPageTokenException(FOREIGN_TOKEN, ex);
		}
		if (outside != null) {
			throw new InvalidPageTokenException(FOREIGN_TOKEN, null);
		}
	}

	private @Nullable IndexDefinition index(SelectionOptions selection) {
		return (selection.index() != null) ? this.context.table().indexes().get(selection.index()) : null;
	}

}
