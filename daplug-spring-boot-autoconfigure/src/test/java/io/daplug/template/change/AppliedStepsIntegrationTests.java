package io.daplug.template.change;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.daplug.expression.ExpressionWriter;
import io.daplug.expression.UpdateExpression;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds changes that are carried out in memory against those of the server, over
 * thousands of random ones.
 */
class AppliedStepsIntegrationTests {

	private static final int CHANGES = 2000;

	private final String table = LocalDynamoDb.createTable("id", null);

	@Test
	void makeOfAnItemWhatTheServerMakesOfIt() {
		int carriedOut = 0;
		int refused = 0;
		for (int seed = 0; seed < CHANGES; seed++) {
			RandomChange random = new RandomChange(seed);
			Map<String, AttributeValue> item = new LinkedHashMap<>(random.item());
			item.put("id", AttributeValue.fromS(Integer.toString(seed)));
			UpdateExpression change = random.change(item);
			LocalDynamoDb.client().putItem((put) -> put.tableName(this.table).item(item));
			Map<String, AttributeValue> made = server(item, change);
			Map<String, AttributeValue> ours = ours(item, change);
			assertThat(ours == null).as("refused: seed %d, %s", seed, change).isEqualTo(made == null);
			if (made != null && ours != null) {
				assertThat(ItemEquality.same(made, ours)).as("seed %d, %s: %s %s", seed, change, made, ours).isTrue();
				carriedOut++;
			}
			else {
				refused++;
			}
		}
		assertThat(carriedOut).as("most changes fit").isGreaterThan(CHANGES / 2);
		assertThat(refused).as("some do not").isGreaterThan(CHANGES / 100);
	}

	@Test
	void refuseASumThatNeedsMoreDigitsThanTheServerKeeps() {
		Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("n"), "n",
				AttributeValue.fromN("12345678901234567890123456789012345678"));
		UpdateExpression change = UpdateExpression.of((builder) -> builder.add("n", new BigDecimal("0.1")))
			.map((step) -> step.with(AttributeValue.fromN("0.1")));
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.table).item(item));
		assertThat(server(item, change)).isNull();
		assertThat(ours(item, change)).isNull();
	}

	private @Nullable Map<String, AttributeValue> server(Map<String, AttributeValue> item, UpdateExpression change) {
		ExpressionWriter writer = new ExpressionWriter((attribute, value) -> {
			assertThat(value).isInstanceOf(AttributeValue.class);
			return (AttributeValue) Objects.requireNonNull(value);
		});
		UpdateItemRequest.Builder request = UpdateItemRequest.builder()
			.tableName(this.table)
			.key(Map.of("id", Objects.requireNonNull(item.get("id"))))
			.updateExpression(writer.update(change))
			.returnValues(ReturnValue.ALL_NEW);
		request.expressionAttributeNames(writer.names());
		if (!writer.values().isEmpty()) {
			request.expressionAttributeValues(writer.values());
		}
		try {
			return LocalDynamoDb.client().updateItem(request.build()).attributes();
		}
		catch (DynamoDbException ex) {
			assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
			return null;
		}
	}

	private static @Nullable Map<String, AttributeValue> ours(Map<String, AttributeValue> item,
			UpdateExpression change) {
		try {
			return AppliedSteps.to(item, change);
		}
		catch (UnfitItemException ex) {
			return null;
		}
	}

}
