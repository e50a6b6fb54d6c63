package io.daplug.template.read;

import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.Selection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * Makes DynamoDB's requests of queries and scans: names aliased, prefixes on, checked.
 */
public final class ReadRequests {

	private final TableContext context;

	private final TableKeys keys;

	public ReadRequests(TableContext context, TableKeys keys) {
		this.context = context;
		this.keys = keys;
	}

	/** A query if a hash key is given, else a scan. */
	ReadRequest read(QueryOptions query) {
		if (query.hashKey() != null || query.keyCondition() != null) {
			return query(query);
		}
		return scan(query, query.projection());
	}

	ReadRequest query(QueryOptions query) {
		return query(query, query.projection());
	}

	ReadRequest query(QueryOptions query, List<AttributePath> projection) {
		refuseCountOnly(query);
		QueryRequest.Builder request = queryRequest(query, projection);
		Map<String, AttributeValue> start = start(query);
		return (startAfter, limit) -> {
			QueryResponse response = send(request, (startAfter != null) ? startAfter : start, limit);
			return new ReadRequest.Response(response.items(),
					response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
		};
	}

	ReadRequest scan(ScanOptions scan, @Nullable Integer segment) {
		ScanRequest.Builder request = scanRequest(scan, scan.projection());
		if (segment != null) {
			request.segment(segment).totalSegments(scan.segments());
		}
		return scan(scan, request);
	}

	ReadRequest scan(QueryOptions query, List<AttributePath> projection) {
		if (query.descending()) {
			throw new InvalidQueryException("'descending' needs a hash key: a scan of table '%s' has no order"
				.formatted(this.context.table().name()));
		}
		return scan(query, scanRequest(query, projection));
	}

	private ReadRequest scan(Selection scan, ScanRequest.Builder request) {
		refuseCountOnly(scan);
		Map<String, AttributeValue> start = start(scan);
		return (startAfter, limit) -> {
			ScanResponse response = send(request, (startAfter != null) ? startAfter : start, limit);
			return new ReadRequest.Response(response.items(),
					response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null);
		};
	}

	public QueryResponse queryResponse(QueryOptions query) {
		KeyPrefixer prefixer = this.context.prefixer(query);
		QueryRequest.Builder request = queryRequest(query, query.projection());
		if (query.countOnly()) {
			request.select(Select.COUNT);
		}
		QueryResponse response = send(request, start(query), query.limit());
		QueryResponse.Builder stripped = response.toBuilder();
		if (response.hasItems()) {
			stripped.items(response.items().stream().map(prefixer::strip).toList());
		}
		if (response.hasLastEvaluatedKey()) {
			stripped.lastEvaluatedKey(prefixer.strip(response.lastEvaluatedKey()));
		}
		return stripped.build();
	}

	public ScanResponse scanResponse(ScanOptions scan) {
		KeyPrefixer prefixer = this.context.prefixer(scan);
		ScanRequest.Builder request = scanRequest(scan, scan.projection());
		if (scan.countOnly()) {
			request.select(Select.COUNT);
		}
		ScanResponse response = send(request, start(scan), scan.limit());
		ScanResponse.Builder stripped = response.toBuilder();
		if (response.hasItems()) {
			stripped.items(response.items().stream().map(prefixer::strip).toList());
		}
		if (response.hasLastEvaluatedKey()) {
			stripped.lastEvaluatedKey(prefixer.strip(response.lastEvaluatedKey()));
		}
		return stripped.build();
	}

	/** The index that is read; null for the table. */
	@Nullable IndexDefinition index(Selection selection) {
		if (selection.index() == null) {
			return null;
		}
		IndexDefinition index = this.context.table().indexes().get(selection.index());
		if (index == null) {
			throw new InvalidQueryException("Table '%s' has no index '%s'; its configured indexes are %s"
				.formatted(this.context.table().name(), selection.index(), this.context.table().indexes().keySet()));
		}
		return index;
	}

	private QueryResponse send(QueryRequest.Builder request, @Nullable Map<String, AttributeValue> startAfter,
			@Nullable Integer limit) {
		QueryRequest built = request.exclusiveStartKey(startAfter).limit(limit).build();
		return this.context.requests().send("query", (client) -> client.query(built));
	}

	private ScanResponse send(ScanRequest.Builder request, @Nullable Map<String, AttributeValue> startAfter,
			@Nullable Integer limit) {
		ScanRequest built = request.exclusiveStartKey(startAfter).limit(limit).build();
		return this.context.requests().send("scan", (client) -> client.scan(built));
	}

	private QueryRequest.Builder queryRequest(QueryOptions query, List<AttributePath> projection) {
		Condition keyCondition = keyCondition(query);
		checkKeys(query, keyCondition);
		ExpressionWriter expressions = this.context.expressions(this.context.prefixer(query));
		QueryRequest.Builder request = QueryRequest.builder()
			.tableName(this.context.table().tableName())
			.indexName(query.index())
			.consistentRead(query.consistentRead() ? true : null)
			.scanIndexForward(query.descending() ? false : null)
			.keyConditionExpression(expressions.condition(keyCondition));
		if (query.filter() != null) {
			request.filterExpression(expressions.condition(query.filter()));
		}
		if (!projection.isEmpty()) {
			request.projectionExpression(expressions.projection(projection));
		}
		return request.expressionAttributeNames(expressions.names()).expressionAttributeValues(expressions.values());
	}

	private ScanRequest.Builder scanRequest(Selection scan, List<AttributePath> projection) {
		index(scan);
		ExpressionWriter expressions = this.context.expressions(this.context.prefixer(scan));
		ScanRequest.Builder request = ScanRequest.builder()
			.tableName(this.context.table().tableName())
			.indexName(scan.index())
			.consistentRead(scan.consistentRead() ? true : null);
		if (scan.filter() != null) {
			request.filterExpression(expressions.condition(scan.filter()));
		}
		if (!projection.isEmpty()) {
			request.projectionExpression(expressions.projection(projection));
		}
		if (!expressions.names().isEmpty()) {
			request.expressionAttributeNames(expressions.names());
		}
		if (!expressions.values().isEmpty()) {
			request.expressionAttributeValues(expressions.values());
		}
		return request;
	}

	private Condition keyCondition(QueryOptions query) {
		IndexDefinition index = index(query);
		String hashKey = (index != null) ? index.hashKey() : this.context.table().hashKey();
		if (query.keyCondition() != null) {
			Condition condition = query.keyCondition();
			if (condition.equalityValue(hashKey).isEmpty()) {
				throw new InvalidQueryException(
						"The key condition of a query must ask for one value of the hash key '%s'".formatted(hashKey));
			}
			return condition;
		}
		if (query.hashKey() == null) {
			throw new InvalidQueryException(
					"A query needs a value of the hash key '%s'; set 'hashKey' or 'keyCondition', or scan"
						.formatted(hashKey));
		}
		Condition condition = Condition.attribute(hashKey).isEqualTo(query.hashKey());
		if (query.rangeKey() == null) {
			return condition;
		}
		String rangeKey = (index != null) ? index.rangeKey() : this.context.table().rangeKey();
		if (rangeKey == null) {
			throw new InvalidQueryException("'rangeKey' is set, but %s has no range key".formatted(
					(index != null) ? "index '" + index.name() + "'" : "table '" + this.context.table().name() + "'"));
		}
		return condition.and(query.rangeKey().on(rangeKey));
	}

	/** DynamoDB refuses a query for values that no key can have. */
	private void checkKeys(QueryOptions query, Condition keyCondition) {
		IndexDefinition index = index(query);
		String hashKey = (index != null) ? index.hashKey() : this.context.table().hashKey();
		new ExpressionWriter((attribute, value) -> {
			AttributeValue converted = this.context.converter().toAttribute(value);
			if (attribute != null) {
				this.keys.checkQueried(attribute, converted, attribute.equals(hashKey));
			}
			return converted;
		}).condition(keyCondition);
	}

	private @Nullable Map<String, AttributeValue> start(Selection selection) {
		Map<String, ?> attributes = selection.startAttributes();
		ItemKey key = selection.startAfter();
		if (attributes == null && key != null) {
			attributes = key.named() ? key.attributes() : this.keys.attributes(key);
		}
		if (attributes == null) {
			return null;
		}
		Map<String, AttributeValue> start = this.keys.startAttributes(attributes, index(selection));
		this.context.prefixer(selection).addTo(start);
		return start;
	}

	private static void refuseCountOnly(Selection selection) {
		if (selection.countOnly()) {
			throw new InvalidQueryException("'countOnly' leaves no items; it is for the raw responses");
		}
	}

}
