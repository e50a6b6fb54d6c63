package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.expression.AttributePath;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemQuery;
import io.daplug.template.ItemScan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The ancestor's reading operations as calls of the template.
 */
final class Reads {

	private static final Set<String> GET_MEMBERS = Set.of("Key", "ProjectionExpression", "ExpressionAttributeNames",
			"ConsistentRead");

	private static final String RAW_SCAN = "raw_scan";

	private final DaplugTemplate template;

	private final Arguments arguments;

	private final CallPrefixes prefixes;

	Reads(DaplugTemplate template, Arguments arguments) {
		this.template = template;
		this.arguments = arguments;
		this.prefixes = CallPrefixes.take(arguments, template.table());
	}

	/** The operation that the arguments name; a get unless they name another. */
	Object read() {
		Object operation = this.arguments.value("operation");
		if ("query".equals(operation)) {
			return query();
		}
		if (!"scan".equals(operation)) {
			return get();
		}
		Selected selected = selected();
		boolean raw = this.arguments.truthy(RAW_SCAN);
		return (raw || selected.raw()) ? response(selected, raw)
				: collect(this.template.scan(selected::applyTo).stream());
	}

	@SuppressWarnings("NullAway")
	Object get() {
		Arguments query = this.arguments.request("query");
		ItemKey key = Writes.key(query);
		if (key != null) {
			query.requireOnly(GET_MEMBERS);
		}
		Expressions expressions = Expressions.take(query, "ProjectionExpression");
		boolean consistent = query.flag("ConsistentRead", false);
		return this.template.get(key, (read) -> {
			this.prefixes.applyTo(read::prefix);
			Expressions.Read reading = expressions.read();
			AttributePath[] projection = reading.projection();
			if (projection.length > 0) {
				read.project(projection);
			}
			reading.requireAllUsed();
			read.consistentRead(consistent);
		}).orElse(Map.of());
	}

	Object query() {
		Selected selected = selected();
		boolean raw = this.arguments.truthy("raw_query");
		if (!raw && !selected.raw()) {
			return this.template.query(selected::applyTo).list();
		}
		ItemQuery<?> query = this.template.query(selected::applyTo);
		QueryResponse response = selected.countOnly() ? query.response(Select.COUNT) : query.response();
		List<Map<String, @Nullable Object>> items = response.hasItems() ? items(response.items()) : null;
		return raw ? answer(items, response.count(), response.scannedCount(),
				response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null) : orNone(items);
	}

	Object scan() {
		Selected selected = selected();
		boolean raw = this.arguments.truthy(RAW_SCAN);
		return (raw || selected.raw()) ? response(selected, raw) : this.template.scan(selected::applyTo).list();
	}

	private Object response(Selected selected, boolean whole) {
		ItemScan<?> scan = this.template.scan(selected::applyTo);
		ScanResponse response = selected.countOnly() ? scan.response(Select.COUNT) : scan.response();
		List<Map<String, @Nullable Object>> items = response.hasItems() ? items(response.items()) : null;
		return whole ? answer(items, response.count(), response.scannedCount(),
				response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null) : orNone(items);
	}

	private Selected selected() {
		return Selected.take(this.arguments.request("query"), this.prefixes);
	}

	/** DynamoDB's whole response. */
	private static Object answer(@Nullable List<Map<String, @Nullable Object>> items, int count, int scannedCount,
			@Nullable Map<String, AttributeValue> lastKey) {
		Map<String, Object> answer = new LinkedHashMap<>();
		if (items != null) {
			answer.put("Items", items);
		}
		answer.put("Count", count);
		answer.put("ScannedCount", scannedCount);
		if (lastKey != null) {
			answer.put("LastEvaluatedKey", CorpusValues.item(lastKey));
		}
		return answer;
	}

	private static Object orNone(@Nullable List<Map<String, @Nullable Object>> items) {
		return (items != null) ? items : List.of();
	}

	private static List<Map<String, @Nullable Object>> items(List<Map<String, AttributeValue>> items) {
		return items.stream().map(CorpusValues::item).toList();
	}

	private static List<Map<String, Object>> collect(Stream<Map<String, Object>> items) {
		try (items) {
			return items.toList();
		}
	}

}
