package io.daplug.template.change;

import java.util.List;
import java.util.Map;

import io.daplug.expression.UpdateExpression;
import io.daplug.item.ItemConverter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of {@link ChangeTexts}.
 */
class ChangeTextsTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final ChangeTexts texts = new ChangeTexts("u");

	private static UpdateExpression encoded(UpdateExpression change) {
		return change.encoded((attribute, value) -> CONVERTER.toAttribute(value));
	}

	private static UpdateExpression counted(String status, int count, String tag) {
		return encoded(UpdateExpression
			.of((change) -> change.set("status", status).remove("remark").add("count", count).append("tags", tag)));
	}

	@Test
	void changesOfTheSameShapeShareTheirTextAndHaveTheirOwnValues() {
		UpdateExpression first = counted("NEW", 1, "late");
		UpdateExpression second = counted("PAID", 2, "early");
		ChangeText text = this.texts.of(first);
		assertThat(this.texts.of(second)).isSameAs(text);
		assertThat(text.expression()).isEqualTo(
				"SET #u0 = :u0, #u2 = if_not_exists(#u2, :u1) + :u2, #u3 = list_append(if_not_exists(#u3, :u3), :u4)"
						+ " REMOVE #u1");
		assertThat(text.names()).containsExactly(entry("#u0", "status"), entry("#u1", "remark"), entry("#u2", "count"),
				entry("#u3", "tags"));
		assertThat(text.values(second)).containsExactly(entry(":u0", AttributeValue.fromS("PAID")),
				entry(":u1", AttributeValue.fromN("0")), entry(":u2", AttributeValue.fromN("2")),
				entry(":u3", CONVERTER.toAttribute(List.of())), entry(":u4", CONVERTER.toAttribute(List.of("early"))));
		assertThat(text.values(first)).containsEntry(":u0", AttributeValue.fromS("NEW"));
	}

	@Test
	void aTextKeepsNoValueOfTheChangeThatItWasWrittenFor() {
		ChangeText text = this.texts.of(counted("SECRET", 1, "SECRET"));
		assertThat(text.toString()).doesNotContain("SECRET");
	}

	@Test
	void anotherKindOfStepOrAnotherPathIsAnotherText() {
		UpdateExpression set = encoded(UpdateExpression.of((change) -> change.set("status", "NEW")));
		UpdateExpression setOnce = encoded(UpdateExpression.of((change) -> change.setIfAbsent("status", "NEW")));
		UpdateExpression nested = encoded(UpdateExpression.of((change) -> change.set("status.code", "NEW")));
		assertThat(this.texts.of(set).expression()).isEqualTo("SET #u0 = :u0");
		assertThat(this.texts.of(setOnce).expression()).isEqualTo("SET #u0 = if_not_exists(#u0, :u0)");
		assertThat(this.texts.of(nested).expression()).isEqualTo("SET #u0.#u1 = :u0");
		assertThat(this.texts.of(nested).names()).isEqualTo(Map.of("#u0", "status", "#u1", "code"));
	}

	@Test
	void moreShapesThanAreKeptAreWrittenAllTheSame() {
		for (int i = 0; i < 200; i++) {
			String name = "attribute" + i;
			UpdateExpression change = encoded(UpdateExpression.of((steps) -> steps.set(name, 1).remove("other")));
			ChangeText text = this.texts.of(change);
			assertThat(text.names()).isEqualTo(Map.of("#u0", name, "#u1", "other"));
			assertThat(text.values(change)).isEqualTo(Map.of(":u0", AttributeValue.fromN("1")));
		}
	}

}
