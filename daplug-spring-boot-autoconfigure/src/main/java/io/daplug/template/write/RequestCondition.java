package io.daplug.template.write;

import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition of a request as DynamoDB takes it.
 */
public record RequestCondition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

	static RequestCondition of(Condition condition, ExpressionWriter writer) {
		return new RequestCondition(writer.condition(condition), writer.names(), writer.values());
	}

}
