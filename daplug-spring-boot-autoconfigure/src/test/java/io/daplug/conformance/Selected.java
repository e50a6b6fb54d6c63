package io.daplug.conformance;

import java.util.Map;
import java.util.Set;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import org.jspecify.annotations.Nullable;

/**
 * A request of boto3 that selects items.
 *
 * @param prefixes prefixes of the call
 * @param expressions its expressions
 * @param order where and how DynamoDB looks
 * @param window how much of it
 */
record Selected(CallPrefixes prefixes, Expressions expressions, Order order, Window window) {

	private static final String KEY_CONDITION = "KeyConditionExpression";

	private static final String FILTER = "FilterExpression";

	private static final String PROJECTION = "ProjectionExpression";

	/** The members with a typed form. */
	private static final Set<String> MEMBERS = Set.of(KEY_CONDITION, FILTER, PROJECTION, "ExpressionAttributeNames",
			"ExpressionAttributeValues", "IndexName", "ConsistentRead", "ScanIndexForward", "Limit",
			"ExclusiveStartKey", "Select");

	/**
	 * Where and how DynamoDB looks.
	 *
	 * @param index the index; null for the table
	 * @param consistentRead whether consistently
	 * @param forward whether in ascending order
	 */
	record Order(@Nullable String index, boolean consistentRead, boolean forward) {

		static Order take(Arguments request) {
			return new Order(request.text("IndexName"), request.flag("ConsistentRead", false),
					request.flag("ScanIndexForward", true));
		}

	}

	/**
	 * How much is asked for.
	 *
	 * @param limit how many items are looked at; null for all
	 * @param startKey the key after which to go on; null for the beginning
	 * @param countOnly whether items are only counted
	 */
	record Window(@Nullable Integer limit, @Nullable Map<String, @Nullable Object> startKey, boolean countOnly) {

		static Window take(Arguments request) {
			String select = request.text("Select");
			if (select != null && !select.equals("COUNT")) {
				throw new NotExpressibleException("Select");
			}
			return new Window(request.integer("Limit"), request.map("ExclusiveStartKey"), select != null);
		}

	}

	static Selected take(Arguments request, CallPrefixes prefixes) {
		request.requireOnly(MEMBERS);
		return new Selected(prefixes, Expressions.take(request, KEY_CONDITION, FILTER, PROJECTION), Order.take(request),
				Window.take(request));
	}

	/** Whether DynamoDB's own response is needed: its limit counts items looked at. */
	boolean raw() {
		return this.window.limit() != null || this.window.countOnly();
	}

	/** Whether only the number of the items is wanted. */
	boolean countOnly() {
		return this.window.countOnly();
	}

	void applyTo(QueryOptions.Builder query) {
		this.prefixes.applyTo(query::prefix);
		Expressions.Read read = this.expressions.read();
		Condition keyCondition = read.condition(KEY_CONDITION);
		if (keyCondition != null) {
			query.keyCondition(keyCondition);
		}
		Condition filter = read.condition(FILTER);
		if (filter != null) {
			query.filter(filter);
		}
		query.project(read.projection()).consistentRead(this.order.consistentRead());
		read.requireAllUsed();
		if (this.order.index() != null) {
			query.index(this.order.index());
		}
		if (!this.order.forward()) {
			query.descending();
		}
		if (this.window.limit() != null) {
			query.limit(this.window.limit());
		}
		if (this.window.startKey() != null) {
			query.startAfter(ItemKey.of(this.window.startKey()));
		}
	}

	void applyTo(ScanOptions.Builder scan) {
		if (this.expressions.has(KEY_CONDITION) || !this.order.forward()) {
			throw new NotExpressibleException(this.expressions.has(KEY_CONDITION) ? KEY_CONDITION : "ScanIndexForward");
		}
		this.prefixes.applyTo(scan::prefix);
		Expressions.Read read = this.expressions.read();
		Condition filter = read.condition(FILTER);
		if (filter != null) {
			scan.filter(filter);
		}
		scan.project(read.projection()).consistentRead(this.order.consistentRead());
		read.requireAllUsed();
		if (this.order.index() != null) {
			scan.index(this.order.index());
		}
		if (this.window.limit() != null) {
			scan.limit(this.window.limit());
		}
		if (this.window.startKey() != null) {
			scan.startAfter(ItemKey.of(this.window.startKey()));
		}
	}

}
