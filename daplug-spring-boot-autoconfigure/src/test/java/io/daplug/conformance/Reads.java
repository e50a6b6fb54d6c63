package io.daplug.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.expression.AttributePath;
import io.daplug.expression.ExpressionReader;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The ancestor's reading operations as calls of the template.
 */
final class Reads {

	private final DaplugTemplate template;

	private final Arguments arguments;

	private final CallPrefixes prefixes;

	private final boolean raw;

	Reads(DaplugTemplate template, Arguments arguments) {
		this.template = template;
		this.arguments = arguments;
		this.prefixes = CallPrefixes.take(arguments, template.table());
		this.raw = arguments.flag("raw_query", false) | arguments.flag("raw_scan", false);
	}

	/** The operation that the arguments name; a scan unless they name another. */
	Object read() {
		String operation = this.arguments.text("operation");
		if ("get".equals(operation)) {
			return get();
		}
		if ("query".equals(operation)) {
			return query();
		}
		Selected selected = selected();
		if (this.raw || selected.raw()) {
			return scan(selected);
		}
		return collect(this.template.read(selected::applyTo));
	}

	@SuppressWarnings("NullAway")
	Object get() {
		Arguments query = this.arguments.within("query");
		this.arguments.requireAllTaken();
		ItemKey key = Writes.key(query);
		String projection = query.text("ProjectionExpression");
		Map<String, String> names = query.texts("ExpressionAttributeNames");
		boolean consistent = query.flag("ConsistentRead", false);
		if (key != null) {
			query.requireAllTaken();
		}
		return this.template.get(key, (read) -> {
			this.prefixes.applyTo(read::prefix);
			ExpressionReader expressions = new ExpressionReader(names, Map.of());
			if (projection != null) {
				read.project(expressions.projection(projection).toArray(new AttributePath[0]));
			}
			expressions.requireAllUsed();
			read.consistentRead(consistent);
		}).orElse(Map.of());
	}

	Object query() {
		Selected selected = selected();
		if (!this.raw && !selected.raw()) {
			return this.template.query(selected::applyTo).list();
		}
		QueryResponse response = selected.countOnly() ? this.template.query(selected::applyTo).response(Select.COUNT)
				: this.template.query(selected::applyTo).response();
		return answer(response.hasItems() ? items(response.items()) : null, response.count(), response.scannedCount(),
				response.hasLastEvaluatedKey() ? CorpusValues.item(response.lastEvaluatedKey()) : null);
	}

	Object scan() {
		return scan(selected());
	}

	private Object scan(Selected selected) {
		if (!this.raw && !selected.raw()) {
			return this.template.scan(selected::applyTo).list();
		}
		ScanResponse response = selected.countOnly() ? this.template.scan(selected::applyTo).response(Select.COUNT)
				: this.template.scan(selected::applyTo).response();
		return answer(response.hasItems() ? items(response.items()) : null, response.count(), response.scannedCount(),
				response.hasLastEvaluatedKey() ? CorpusValues.item(response.lastEvaluatedKey()) : null);
	}

	private Selected selected() {
		Arguments query = this.arguments.within("query");
		this.arguments.requireAllTaken();
		Selected selected = Selected.take(query, this.prefixes);
		query.requireAllTaken();
		return selected;
	}

	/** The whole response where the case asks for it, else its items. */
	private Object answer(@Nullable List<Map<String, @Nullable Object>> items, int count, int scannedCount,
			@Nullable Map<String, @Nullable Object> lastKey) {
		if (!this.raw) {
			return (items != null) ? items : List.of();
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		if (items != null) {
			answer.put("Items", items);
		}
		answer.put("Count", count);
		answer.put("ScannedCount", scannedCount);
		if (lastKey != null) {
			answer.put("LastEvaluatedKey", lastKey);
		}
		return answer;
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
