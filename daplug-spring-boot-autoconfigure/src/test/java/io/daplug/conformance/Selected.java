package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.daplug.expression.AttributePath;
import io.daplug.expression.ExpressionReader;
import io.daplug.item.ItemKey;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import org.jspecify.annotations.Nullable;

/**
 * A request of boto3 that selects items. Its expressions share their names and values, of
 * which none may be left over.
 */
record Selected(CallPrefixes prefixes, @Nullable String keyCondition, @Nullable String filter,
		@Nullable String projection, Map<String, String> names, Map<String, @Nullable Object> values,
		@Nullable String index, boolean consistentRead, boolean forward, @Nullable Integer limit,
		@Nullable Map<String, @Nullable Object> startKey, boolean countOnly) {

	static Selected take(Arguments request, CallPrefixes prefixes) {
		String select = request.text("Select");
		if (select != null && !select.equals("COUNT")) {
			throw new NotExpressibleException("Select");
		}
		return new Selected(prefixes, request.text("KeyConditionExpression"), request.text("FilterExpression"),
				request.text("ProjectionExpression"), request.texts("ExpressionAttributeNames"),
				request.mapOrEmpty("ExpressionAttributeValues"), request.text("IndexName"),
				request.flag("ConsistentRead", false), request.flag("ScanIndexForward", true), limit(request),
				request.map("ExclusiveStartKey"), select != null);
	}

	private static @Nullable Integer limit(Arguments request) {
		Object limit = request.take("Limit");
		if (limit == null) {
			return null;
		}
		if (!(limit instanceof BigDecimal number) || number.stripTrailingZeros().scale() > 0) {
			throw new NotExpressibleException("Limit");
		}
		return number.intValueExact();
	}

	/** Whether DynamoDB's own response is needed: its limit counts items looked at. */
	boolean raw() {
		return this.limit != null || this.countOnly;
	}

	void applyTo(QueryOptions.Builder query) {
		this.prefixes.applyTo(query::prefix);
		ExpressionReader expressions = new ExpressionReader(this.names, this.values);
		if (this.keyCondition != null) {
			query.keyCondition(expressions.condition(this.keyCondition));
		}
		if (this.filter != null) {
			query.filter(expressions.condition(this.filter));
		}
		query.project(paths(expressions)).consistentRead(this.consistentRead);
		expressions.requireAllUsed();
		if (this.index != null) {
			query.index(this.index);
		}
		if (!this.forward) {
			query.descending();
		}
		if (this.limit != null) {
			query.limit(this.limit);
		}
		if (this.startKey != null) {
			query.startAfter(ItemKey.of(this.startKey));
		}
	}

	void applyTo(ScanOptions.Builder scan) {
		if (this.keyCondition != null || !this.forward) {
			throw new NotExpressibleException(
					(this.keyCondition != null) ? "KeyConditionExpression" : "ScanIndexForward");
		}
		this.prefixes.applyTo(scan::prefix);
		ExpressionReader expressions = new ExpressionReader(this.names, this.values);
		if (this.filter != null) {
			scan.filter(expressions.condition(this.filter));
		}
		scan.project(paths(expressions)).consistentRead(this.consistentRead);
		expressions.requireAllUsed();
		if (this.index != null) {
			scan.index(this.index);
		}
		if (this.limit != null) {
			scan.limit(this.limit);
		}
		if (this.startKey != null) {
			scan.startAfter(ItemKey.of(this.startKey));
		}
	}

	private AttributePath[] paths(ExpressionReader expressions) {
		List<AttributePath> paths = (this.projection != null) ? expressions.projection(this.projection) : List.of();
		return paths.toArray(new AttributePath[0]);
	}

}
