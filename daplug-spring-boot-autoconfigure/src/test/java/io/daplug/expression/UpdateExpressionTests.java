package io.daplug.expression;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemConverter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpdateExpression}: what is written, what is refused.
 */
class UpdateExpressionTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final ExpressionWriter writer = new ExpressionWriter((attribute, value) -> CONVERTER.toAttribute(value));

	@Test
	@DisplayName("(P1) every name is aliased, every value a placeholder, each action a clause")
	void isWrittenInClauses() {
		assertThat(this.writer.update(UpdateExpression.of((change) -> change.set("status", "PAID")
			.remove("note")
			.setIfAbsent("placedAt", 1)
			.add("stock", -1)
			.append("tags", "x")
			.prepend("first.tags", "y")
			.addToSet("labels", "a", "b")
			.removeFromSet("lines[2].more", 3))))
			.isEqualTo("SET #0 = :0, #2 = if_not_exists(#2, :1), #3 = if_not_exists(#3, :2) + :3, "
					+ "#4 = list_append(if_not_exists(#4, :4), :5), #5.#4 = list_append(:6, if_not_exists(#5.#4, :4)) "
					+ "REMOVE #1 ADD #6 :7 DELETE #7[2].#8 :8");
		assertThat(this.writer.names()).containsEntry("#0", "status").containsEntry("#8", "more");
		assertThat(this.writer.values()).containsEntry(":7", AttributeValue.fromSs(List.of("a", "b")))
			.containsEntry(":8", AttributeValue.fromNs(List.of("3")));
	}

	@Test
	void canStandBesideAConditionInOneRequest() {
		ExpressionWriter beside = new ExpressionWriter((attribute, value) -> CONVERTER.toAttribute(value), "u");
		assertThat(beside.update(UpdateExpression.of((change) -> change.set("a", 1)))).isEqualTo("SET #u0 = :u0");
		assertThat(this.writer.condition(Condition.attribute("a").isEqualTo(1))).isEqualTo("#0 = :0");
	}

	@Test
	void knowsWhatCanBeRepeated() {
		assertThat(UpdateExpression
			.of((change) -> change.set("a", 1)
				.setIfAbsent("b", 1)
				.remove("c")
				.addToSet("d", "x")
				.removeFromSet("e", "x")
				.set("f[0].g", 1))
			.repeatable()).isTrue();
		for (UpdateExpression once : List.of(UpdateExpression.of((change) -> change.add("a", 1)),
				UpdateExpression.of((change) -> change.append("a", 1)),
				UpdateExpression.of((change) -> change.prepend("a", 1)),
				UpdateExpression.of((change) -> change.remove("a[0]")),
				UpdateExpression.of((change) -> change.set("a[9]", 1)))) {
			assertThat(once.repeatable()).as(once.toString()).isFalse();
		}
	}

	@Test
	void isAValue() {
		UpdateExpression one = UpdateExpression.of((change) -> change.set("a", 1).remove("b"));
		assertThat(one).isEqualTo(UpdateExpression.of((change) -> change.set("a", 1).remove("b")))
			.hasSameHashCodeAs(UpdateExpression.of((change) -> change.set("a", 1).remove("b")))
			.isNotEqualTo(UpdateExpression.of((change) -> change.remove("b").set("a", 1)))
			.hasToString("set a, remove b");
		assertThat(one.paths()).containsExactly(AttributePath.of("a"), AttributePath.of("b"));
		assertThat(one.and(UpdateExpression.NONE)).isSameAs(one);
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> one.and(UpdateExpression.of((change) -> change.add("a.b", 1))))
			.withMessageContaining("'a' and 'a.b'");
	}

	@Test
	void takesOneElementThatIsNull() {
		assertThat(UpdateExpression.of((change) -> change.append("a", (Object[]) null)).steps().get(0).value())
			.isEqualTo(Collections.singletonList(null));
	}

	@Test
	void showsNoValues() {
		assertThat(UpdateExpression.of((change) -> change.set("a", "S3CRET"))).asString().doesNotContain("S3CRET");
	}

	@Test
	void refusesValuesThatDoNotFitTheirStep() {
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> this.writer
				.update(UpdateExpression.of(List.of(new UpdateStep(AttributePath.of("a"), UpdateStep.Kind.ADD, "x")))))
			.withMessageContaining("'add' at 'a' adds a number, not text");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> this.writer.update(UpdateExpression.of((change) -> change.addToSet("a", true))))
			.withMessageContaining("'addToSet' at 'a'");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(
					() -> this.writer.update(UpdateExpression.of((change) -> change.removeAllFromSet("a", Set.of()))))
			.withMessageContaining("at least one element");
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(
				() -> this.writer.update(UpdateExpression.of((change) -> change.set("a.b[1]", Map.of("c", Set.of())))))
			.withMessageContaining("'/a/b/1/c'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.writer.update(UpdateExpression.NONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "and", "a.b[3].c", "\"a.b\"", "\"x-y\".\"#z\"[0]", "\"quote\\\"d\\\\\"", "a[0][1]" })
	void pathsAreReadAsTheyAreWritten(String path) {
		assertThat(AttributePath.parse(path)).hasToString(path.equals("and") ? "\"and\"" : path);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a..b", "a.", "a[", "a[x]", "a[1", "a b", "\"a", "\"a\"b", "\"\"", "\"a\".",
			"\"a\"[-1]", "x-y", "\"a\"[99999999999]" })
	void refusesWhatIsNoPath(String path) {
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> AttributePath.parse(path));
	}

}
