package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.template.context.TableContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Limits scans to the items of the tenant whose call it is, by what their hash keys begin
 * with. DynamoDB reads, and charges for, those of all tenants.
 */
final class TenantScan {

	/** What the placeholders begin with; those of the caller's filter do not. */
	private static final String PLACEHOLDERS = "t";

	private final TableContext context;

	TenantScan(TableContext context) {
		this.context = context;
	}

	/** Whether scans leave out the items of others. */
	boolean limits() {
		return this.context.tenant().id() != null;
	}

	/**
	 * Puts a filter on a scan.
	 * @param request the request
	 * @param filter what its caller asks for; null for all
	 * @param expressions has written the filter, and whatever else the caller asks for
	 */
	void filter(ScanRequest.Builder request, @Nullable String filter, ExpressionWriter expressions) {
		Map<String, String> names = new LinkedHashMap<>(expressions.names());
		Map<String, AttributeValue> values = new LinkedHashMap<>(expressions.values());
		String all = filter;
		if (limits()) {
			ExpressionWriter own = new ExpressionWriter(this.context.encoder(this.context.tenant().outer()),
					PLACEHOLDERS);
			String tenant = own.condition(Condition.attribute(this.context.table().hashKey()).beginsWith(""));
			all = (filter != null) ? "(%s) AND (%s)".formatted(tenant, filter) : tenant;
			names.putAll(own.names());
			values.putAll(own.values());
		}
		request.filterExpression(all);
		if (!names.isEmpty()) {
			request.expressionAttributeNames(names);
		}
		if (!values.isEmpty()) {
			request.expressionAttributeValues(values);
		}
	}

}
