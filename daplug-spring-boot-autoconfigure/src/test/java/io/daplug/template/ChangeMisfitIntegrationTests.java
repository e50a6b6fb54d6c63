package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UnfitChangeException;
import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for changes that do not fit the stored item, of which nobody can know before
 * DynamoDB looks: they fail, change nothing, and announce nothing.
 */
class ChangeMisfitIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final Map<String, AttributeValue> ITEM = Map.of("id", StoredTable.text("a"), "total",
			AttributeValue.fromN("5"), "note", StoredTable.text("x"), "lines",
			AttributeValue.fromL(List.of(AttributeValue.fromN("1"))));

	private final StoredTable table = StoredTable.plain();

	private final DaplugTemplate template = this.table.template();

	@BeforeEach
	void store() {
		this.table.put(ITEM);
	}

	static Stream<Consumer<UpdateExpression.Builder>> misfits() {
		return Stream.of((change) -> change.set("total.net", 1), (change) -> change.set("total[0]", 1),
				(change) -> change.set("note.text", "y"), (change) -> change.set("lines.first", 1),
				(change) -> change.set("lines[0].net", 1), (change) -> change.set("absent.net", 1),
				(change) -> change.remove("total.net"), (change) -> change.add("note", 1),
				(change) -> change.append("total", 1), (change) -> change.prepend("note", "y"),
				(change) -> change.addToSet("lines", "x"), (change) -> change.removeFromSet("total", "x"));
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void changeNothing(Consumer<UpdateExpression.Builder> change) {
		assertThatExceptionOfType(UnfitChangeException.class).isThrownBy(() -> this.template.change(KEY, change))
			.withMessageContaining("orders");
		assertThatExceptionOfType(UnfitChangeException.class).isThrownBy(() -> this.template.upsert(KEY, change));
		assertThat(this.table.stored("a")).isEqualTo(ITEM);
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void aKeyOfAnotherTypeThanTheTablesIsNoMisfit() {
		assertThatExceptionOfType(DynamoDbAccessException.class)
			.isThrownBy(() -> this.template.upsert(ItemKey.of(5), (change) -> change.set("x", 1)))
			.withStackTraceContaining("id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "status", "size", "name", "order", "values", "set", "remove", "add", "delete",
			"if_not_exists", "list_append", "and", "between" })
	void wordsThatDynamoDbReservesAreNames(String word) {
		assertThat(this.template.change(KEY, (change) -> change.set(word, 1),
				(options) -> options.condition(attribute(word).isMissing())))
			.containsKey(word);
		this.template.change(KEY, (change) -> change.remove(word),
				(options) -> options.condition(attribute(word).isEqualTo(1)));
		assertThat(this.table.stored("a")).isEqualTo(ITEM);
	}

	@Test
	void conditionsOfAChangeAreHeldToTheRulesOfExpressions() {
		for (int options : new int[] { 0, 101 }) {
			Object[] values = IntStream.range(0, options).boxed().toArray();
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.template.change(KEY, (change) -> change.set("x", 1),
						(change) -> change.condition(attribute("total").isIn(values))))
				.withMessageContaining("1 to 100, but is " + options);
		}
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> this.template.change(KEY,
				(change) -> change.set("x", 1), (options) -> options.condition(attribute("total").isBetween(9, 1))))
			.withMessageContaining("total");
		assertThat(this.table.stored("a")).isEqualTo(ITEM);
	}

}
