package io.daplug.expression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is written, as DynamoDB Local understands it. */
class ExpressionIntegrationTests {

	private static final List<String> ODD_NAMES = List.of("name", "a.b", "x-y", "#z", "size", "has space");

	private static final LocalTable table = new LocalTable();

	@BeforeAll
	static void fillTable() {
		Map<String, Object> odd = new LinkedHashMap<>();
		Map<String, Object> nested = new LinkedHashMap<>();
		for (String name : ODD_NAMES) {
			odd.put(name, "value of " + name);
			nested.put(name, List.of(0, "value of " + name));
		}
		odd.put("nested", nested);
		table.put(odd);
		table.put(Map.of("name", "other", "size", "m", "n", 5, "l", Arrays.asList("x", null), "b", true));
		table.put(Map.of("name", "other", "size", "p", "n", 7, "a", Map.of("b", "nested")));
	}

	@AfterAll
	static void stopServer() {
		table.close();
	}

	@Test
	@DisplayName("filters by attributes of any name (P1)")
	void filtersByAttributesOfAnyName() {
		for (String name : ODD_NAMES) {
			assertThat(table.scan(attribute(name).isEqualTo("value of " + name))).as(name)
				.containsExactly("value of size");
			assertThat(table.scan(attribute(AttributePath.of("nested").child(name).index(1)).beginsWith("value of")))
				.as(name)
				.containsExactly("value of size");
		}
		assertThat(table.scan(attribute(AttributePath.parse("a.b")).isEqualTo("nested"))).containsExactly("p");
	}

	@Test
	@DisplayName("filters by attributes of any name in plain expressions (P1)")
	void filtersByAttributesOfAnyNameInPlainExpressions() {
		assertThat(table.scan(Condition.parse("name = :n AND size = :s AND attribute_exists(nested.name)",
				Map.of(":n", "value of name", ":s", "value of size"))))
			.containsExactly("value of size");
		for (String name : ODD_NAMES) {
			Condition filter = Condition.parse("#odd = :v AND nested.#odd[1] = :v", Map.of("#odd", name),
					Map.of(":v", "value of " + name));
			assertThat(table.scan(filter)).as(name).containsExactly("value of size");
		}
	}

	@Test
	@DisplayName("makes writes depend on attributes of any name (P1)")
	void makesWritesDependOnAttributesOfAnyName() {
		Map<String, Object> item = Map.of("name", "written", "size", "s", "a.b", 1, "x-y", 1, "#z", 1, "has space", 1);
		for (String name : List.of("a.b", "x-y", "#z", "has space")) {
			table.put(item);
			assertThatExceptionOfType(ConditionalCheckFailedException.class).as(name)
				.isThrownBy(() -> deleteIf(attribute(name).isEqualTo(2).and(attribute("name").exists())));
			deleteIf(attribute(name).isEqualTo(1).and(attribute("size").isEqualTo("s")));
			assertThat(table.scan(attribute("name").isEqualTo("written"))).as(name).isEmpty();
		}
	}

	@Test
	@DisplayName("reads attributes of any name (P1)")
	void readsAttributesOfAnyName() {
		assertThat(oddItem(ODD_NAMES.stream().map(AttributePath::of).toList())).containsOnlyKeys(ODD_NAMES);
		Map<String, AttributeValue> item = oddItem(
				AttributePath.parseProjection("nested.#b[1], nested.name[0], size", Map.of("#b", "a.b")));
		assertThat(item).containsOnlyKeys("nested", "size");
		assertThat(item).containsEntry("nested",
				PlainValues.of(Map.of("a.b", List.of("value of a.b"), "name", List.of(0))));
	}

	@Test
	void readsWhatOverlapsOnce() {
		assertThat(oddItem(List.of(AttributePath.parse("nested.name"), AttributePath.of("nested"),
				AttributePath.of("nested"), AttributePath.of("name"))))
			.containsOnlyKeys("nested", "name");
	}

	@Test
	void queriesByRangeKeyConditionsOfEveryKind() {
		assertThat(query(RangeKeyCondition.equalTo("m"))).containsExactly("m");
		assertThat(query(RangeKeyCondition.lessThan("p"))).containsExactly("m");
		assertThat(query(RangeKeyCondition.atMost("p"))).containsExactly("m", "p");
		assertThat(query(RangeKeyCondition.greaterThan("m"))).containsExactly("p");
		assertThat(query(RangeKeyCondition.atLeast("m"))).containsExactly("m", "p");
		assertThat(query(RangeKeyCondition.between("n", "z"))).containsExactly("p");
		assertThat(query(RangeKeyCondition.beginsWith("m"))).containsExactly("m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name = :h AND size = :r", ":h = name AND :r = size", "(name = :h) and (size <= :r)",
			"((name = :h) AND begins_with(size, :r))", "size BETWEEN :r AND :r AND name = :h",
			":r >= size AND (:h) = name" })
	void queriesByPlainKeyConditions(String expression) {
		Condition key = Condition.parse(expression, Map.of(":h", "other", ":r", "m"));
		assertThat(key.equalityValue("name")).contains("other");
		assertThat(table.query(key, attribute("n").exists())).containsExactly("m");
	}

	@Test
	void letsMissingAttributesFulfilNothingButInequality() {
		Attribute nowhere = attribute("nowhere");
		assertThat(table.scan(nowhere.isNotEqualTo(1).and(nowhere.isNotEqualTo(null)))).hasSize(3);
		assertThat(table.scan(nowhere.isEqualTo(null)
			.or(nowhere.isAtMost(1))
			.or(nowhere.isGreaterThan(1))
			.or(nowhere.isIn(1, null))
			.or(nowhere.size().isAtLeast(0)))).isEmpty();
		assertThat(table.scan(attribute(AttributePath.of("l").index(1)).isEqualTo(null))).containsExactly("m");
		assertThat(table.scan(attribute("l").contains(null))).containsExactly("m");
	}

	@Test
	void sharesPlaceholdersBetweenKeyConditionAndFilter() {
		Condition key = Condition.parse("name = :v", Map.of(":v", "other"));
		Condition filter = Condition.parse("n = :v", Map.of(":v", 7));
		assertThat(table.query(key, filter)).containsExactly("p");
	}

	@ParameterizedTest
	@ValueSource(strings = { ":n = n", ":n = :n2", ":n < :n6", ":s BETWEEN #size AND nowhere",
			":s BETWEEN #size AND #name", ":n BETWEEN n AND nowhere", ":n BETWEEN :n2 AND n", ":s IN (#size, #name)",
			"#size IN (:s, #name)", ":n IN (:n2, nowhere)", ":n IN (nowhere, :n2)", "contains(l, :z)",
			"contains(:l, #size)", "begins_with(:s, #size)", "begins_with(#size, #name)", "begins_with(:s, :s2)",
			"size(:s) < :n", "size(l) < size(#name)", "contains(l, size(#name))", "attribute_type(l, :t)",
			"NOT NOT n = :n", "NOT (NOT n = :n)", "(n = :n)", "nested.x[0][1] = :n", "l[ 0 ] <> :s", "l [0] = :x",
			"n=:n and n=:n2 Or nOT n=:n6", "l[1] = :z", "n <> :z", "n between size(l) and :n", "n = contains",
			"contains = :n", "attribute_exists (n)", "n BETWEEN (:n) AND :n6", "n in (:n)", "(n) = :n",
			"n between :n and :n6 and n = :n2", "NOT n = :n AND n = :n6", "n = :n OR n = :n6 AND n <> :n2",
			"size(l) in (:n)", "nowhere <> :n", "NOT nowhere = :n", "attribute_not_exists(l) OR b = :b",
			"a . b = :nested\t\r\n" })
	void understandsPlainFiltersAsDynamoDbDoes(String expression) {
		Map<String, @Nullable Object> values = new HashMap<>(Map.of(":n", 5, ":n2", 5, ":n6", 6, ":s", "m", ":s2", "m",
				":t", "L", ":b", true, ":l", List.of("m", "q"), ":x", "x"));
		values.put(":nested", "nested");
		values.put(":z", null);
		values.keySet().removeIf((placeholder) -> !expression.matches("(?s).*" + placeholder + "\\b.*"));
		Map<String, String> names = new HashMap<>(Map.of("#name", "name", "#size", "size"));
		names.keySet().removeIf((alias) -> !expression.contains(alias));
		Map<String, AttributeValue> encoded = new HashMap<>();
		values.forEach((placeholder, value) -> encoded.put(placeholder, PlainValues.of(value)));
		assertThat(table.scan(Condition.parse(expression, names, values)))
			.isEqualTo(table.scan(expression, names, encoded));
	}

	private static Set<String> query(RangeKeyCondition range) {
		return table.query(attribute("name").isEqualTo("other").and(range.on("size")), attribute("n").exists());
	}

	private static void deleteIf(Condition condition) {
		ExpressionWriter writer = new ExpressionWriter(new PlainValues());
		table.client()
			.deleteItem((delete) -> delete.tableName(LocalTable.NAME)
				.key(Map.of("name", AttributeValue.fromS("written"), "size", AttributeValue.fromS("s")))
				.conditionExpression(writer.condition(condition))
				.expressionAttributeNames(writer.names())
				.expressionAttributeValues(writer.values()));
	}

	private static Map<String, AttributeValue> oddItem(List<AttributePath> projection) {
		ExpressionWriter writer = new ExpressionWriter(new PlainValues());
		return table.client()
			.getItem((get) -> get.tableName(LocalTable.NAME)
				.key(Map.of("name", AttributeValue.fromS("value of name"), "size",
						AttributeValue.fromS("value of size")))
				.projectionExpression(writer.projection(projection))
				.expressionAttributeNames(writer.names()))
			.item();
	}

}
