package io.daplug.template;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UnfitChangeException;
import io.daplug.expression.UpdateExpression;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemTooLargeException;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.WriteAnswerException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for changes of parts of items: what each step does, in one request, and what is
 * refused before it.
 */
class ChangeIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	record Order(String id, @Nullable String status, @Nullable BigDecimal stock) {

	}

	@Test
	void carriesOutAllStepsInOneRequestAndReadsNothing() {
		StoredTable table = StoredTable.plain();
		table.put(Map.of("id", text("a"), "note", text("n"), "stock", number(5), "tags",
				AttributeValue.fromL(List.of(text("x"))), "labels", AttributeValue.fromSs(List.of("l", "m"))));
		try (CountedRequests counted = new CountedRequests()) {
			Map<String, Object> changed = table.template(counted.client())
				.change(KEY,
						(change) -> change.set("status", "PAID")
							.setIfAbsent("placedAt", "now")
							.setIfAbsent("stock2", 1)
							.remove("note")
							.add("stock", -1)
							.append("tags", "late", 2)
							.prepend("fresh", "first")
							.addToSet("labels", "x")
							.removeFromSet("more", "y"));
			assertThat(changed).isEqualTo(Map.of("id", "a", "status", "PAID", "placedAt", "now", "stock2",
					BigDecimal.ONE, "stock", new BigDecimal("4"), "tags", List.of("x", "late", new BigDecimal("2")),
					"fresh", List.of("first"), "labels", Set.of("l", "m", "x")));
			assertThat(counted.operations()).containsExactly("UpdateItem");
		}
		assertThat(table.template().get(KEY).orElseThrow()).containsEntry("status", "PAID")
			.containsEntry("stock", new BigDecimal("4"))
			.doesNotContainKey("note");
	}

	@Test
	void reachesNestedValuesAndElementsOfLists() {
		StoredTable table = StoredTable.plain();
		table.template()
			.insert(Map.of("id", "a", "lines",
					List.of(Map.of("sku", "s1", "n", 1), Map.of("sku", "s2", "n", 2), Map.of("sku", "s3", "n", 3)),
					"address", Map.of("city", "Ulm", "zip", "1")));
		Map<String, Object> changed = table.template()
			.change(KEY,
					(change) -> change.set("lines[0].sku", "s9")
						.add("lines[1].n", 10)
						.remove("lines[2]")
						.remove("address.zip")
						.set("address.street", "Hafengasse"));
		assertThat(changed)
			.containsEntry("lines",
					List.of(Map.of("sku", "s9", "n", BigDecimal.ONE), Map.of("sku", "s2", "n", new BigDecimal("12"))))
			.containsEntry("address", Map.of("city", "Ulm", "street", "Hafengasse"));
	}

	@Test
	@DisplayName("(P1) names are aliased: reserved words, dots, dashes and hashes")
	void takesAnyName() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "map", Map.of("x.y", 1)));
		Map<String, Object> changed = table.template()
			.change(KEY,
					(change) -> change.set("name", 1)
						.set("size", 2)
						.set("\"a.b\"", 3)
						.set(AttributePath.of("x-y"), 4)
						.set("\"#z\"", 5)
						.add("map.\"x.y\"", 1)
						.remove("status"));
		assertThat(changed).containsEntry("name", BigDecimal.ONE)
			.containsEntry("size", new BigDecimal("2"))
			.containsEntry("a.b", new BigDecimal("3"))
			.containsEntry("x-y", new BigDecimal("4"))
			.containsEntry("#z", new BigDecimal("5"))
			.containsEntry("map", Map.of("x.y", new BigDecimal("2")));
	}

	@Test
	void answersInTheTypeThatIsAskedFor() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "stock", 3));
		assertThat(table.template().change(KEY, (change) -> change.add("stock", -1), Order.class))
			.isEqualTo(new Order("a", null, new BigDecimal("2")));
		assertThat(table.template()
			.as(Order.class)
			.change(KEY, (change) -> change.set("status", "PAID"),
					(options) -> options.condition(attribute("stock").isGreaterThan(1))))
			.isEqualTo(new Order("a", "PAID", new BigDecimal("2")));
	}

	@Test
	void answersWithTheItemBeforeOrWithNothingIfAsked() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "stock", 3));
		assertThat(table.template().changeAnswering(ChangeAnswer.OLD, KEY, (change) -> change.add("stock", -1)))
			.contains(Map.of("id", "a", "stock", new BigDecimal("3")));
		assertThat(table.quiet(LocalDynamoDb.client())
			.changeAnswering(ChangeAnswer.NOTHING, KEY, (change) -> change.add("stock", -1))).isEmpty();
		assertThat(table.template()
			.as(Order.class)
			.changeAnswering(ChangeAnswer.NEW, KEY, (change) -> change.add("stock", -1)))
			.contains(new Order("a", null, BigDecimal.ZERO));
		assertThat(
				table.template().upsertAnswering(ChangeAnswer.OLD, ItemKey.of("b"), (change) -> change.add("stock", 1)))
			.isEmpty();
	}

	@Test
	void saysThatTheChangeStandsIfItsAnswerCannotBeRead() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a"));
		assertThatExceptionOfType(WriteAnswerException.class)
			.isThrownBy(() -> table.template().change(KEY, (change) -> change.set("stock", "many"), Order.class))
			.withMessageContaining("the change stands")
			.satisfies((ex) -> assertThat(ex.carriedOut()).isTrue())
			.satisfies((ex) -> assertThat(ex.item().toMap()).containsEntry("stock", "many"));
		assertThat(table.stored("a")).containsEntry("stock", text("many"));
	}

	@Test
	void demandsTheItem() {
		StoredTable table = StoredTable.plain();
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> table.template().change(KEY, (change) -> change.set("status", "PAID")));
		assertThatExceptionOfType(ItemNotFoundException.class).isThrownBy(() -> table.template()
			.change(KEY, (change) -> change.set("status", "PAID"),
					(options) -> options.condition(attribute("status").isEqualTo("NEW"))));
		assertThat(table.items()).isEmpty();
		assertThat(table.changes()).isEmpty();
	}

	@Test
	void heedsTheCallersCondition() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "stock", 1));
		ChangeOptions inStock = ChangeOptions.of((options) -> options.condition(attribute("stock").isGreaterThan(0)));
		UpdateExpression take = UpdateExpression.of((change) -> change.add("stock", -1));
		assertThat(table.template().change(KEY, take, inStock)).containsEntry("stock", BigDecimal.ZERO);
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> table.template().change(KEY, take, inStock));
		assertThat(table.stored("a")).containsEntry("stock", number(0));
	}

	@Test
	void putsPrefixesOnKeysAndOnKeysOfIndexes() {
		StoredTable table = StoredTable.of((definition) -> definition.hashPrefix("order#")
			.index(IndexDefinition.of("by-customer", "customer", null)));
		ChangeOptions prefixed = ChangeOptions.of((options) -> options.prefix("customer", "c#"));
		table.template().upsert(KEY, UpdateExpression.of((change) -> change.set("customer", "7")), prefixed);
		assertThat(table.items()).singleElement().isEqualTo(Map.of("id", text("order#a"), "customer", text("c#7")));
		UpdateExpression change = UpdateExpression
			.of((builder) -> builder.setIfAbsent("customer", "8").set("total", 1));
		assertThat(table.template().change(KEY, change, prefixed))
			.isEqualTo(Map.of("id", "a", "customer", "7", "total", BigDecimal.ONE));
		assertThat(table.template()
			.upsert(KEY, (draft) -> draft.set("total", 2), (options) -> options.prefix("id", "draft#")))
			.containsEntry("id", "a");
		assertThat(table.items()).hasSize(2);
	}

	@Test
	void refusesTwoStepsOnOverlappingPathsAndNamesBoth() {
		DaplugTemplate template = StoredTable.plain().template();
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.set("address", Map.of()).remove("address.zip")))
			.withMessageContaining("'address'")
			.withMessageContaining("'address.zip'")
			.withMessageContaining("overlap");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.add("stock", 1).set("stock", 2)))
			.withMessageContaining("'stock' is changed twice");
	}

	@Test
	void refusesKeysAndAChangeOfNothing() {
		DaplugTemplate template = StoredTable.plain().template();
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.set("id", "b")))
			.withMessageContaining("'id'");
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> template.change(KEY, (change) -> {
		})).withMessageContaining("at least one step");
	}

	@Test
	@DisplayName("(P4) (P5) what DynamoDB cannot hold is refused with its path")
	void refusesValuesThatDoNotFit() {
		DaplugTemplate template = StoredTable.plain().template();
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.set("a.b", Set.of())))
			.withMessageContaining("'/a/b'");
		assertThatExceptionOfType(InvalidItemException.class).isThrownBy(
				() -> template.change(KEY, (change) -> change.add("lines[1].n", new BigDecimal("1." + "1".repeat(38)))))
			.withMessageContaining("'/lines/1/n'")
			.withMessageContaining("39 significant digits");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.addToSet("labels", "x", 1)))
			.withMessageContaining("'labels'")
			.withMessageContaining("all of one type");
		assertThatExceptionOfType(InvalidExpressionException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.append("tags")))
			.withMessageContaining("at least one element");
		assertThatExceptionOfType(ItemTooLargeException.class)
			.isThrownBy(() -> template.change(KEY, (change) -> change.set("text", "x".repeat(410_000))));
	}

	@Test
	@DisplayName("(P3) what cannot be the key of an index is refused")
	void refusesWhatCannotBeTheKeyOfAnIndex() {
		DaplugTemplate template = StoredTable
			.of((definition) -> definition.index(IndexDefinition.of("by-customer", "customer", null))
				.index(IndexDefinition.of("by-rank", KeyAttribute.number("rank"))))
			.template();
		for (UpdateExpression change : Arrays.asList(UpdateExpression.of((builder) -> builder.set("customer", null)),
				UpdateExpression.of((builder) -> builder.set("customer", "")),
				UpdateExpression.of((builder) -> builder.set("customer.name", "x")),
				UpdateExpression.of((builder) -> builder.append("customer", "x")),
				UpdateExpression.of((builder) -> builder.add("customer", 1)))) {
			assertThatExceptionOfType(InvalidItemException.class)
				.isThrownBy(() -> template.upsert(KEY, change, ChangeOptions.DEFAULTS))
				.withMessageContaining("'/customer'")
				.withMessageContaining("'by-customer'");
		}
		assertThat(template.upsert(KEY, (change) -> change.add("rank", 1).remove("customer"))).containsEntry("rank",
				BigDecimal.ONE);
	}

	@Test
	void refusesAnExpressionThatIsTooLong() {
		DaplugTemplate template = StoredTable.plain().template();
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> template.change(KEY, (change) -> {
			for (int i = 0; i < 500; i++) {
				change.set("attribute" + i, i);
			}
		})).withMessageContaining("DynamoDB takes at most 4096");
		assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> template.change(KEY, (change) -> {
			for (int i = 0; i < 5000; i++) {
				change.remove("attribute" + i);
			}
		})).withMessageContaining("5000 steps");
	}

	@Test
	void saysThatAChangeDoesNotFitTheItem() {
		StoredTable table = StoredTable.plain();
		table.template().insert(Map.of("id", "a", "status", "NEW"));
		for (UpdateExpression change : List.of(UpdateExpression.of((builder) -> builder.set("address.zip", "1")),
				UpdateExpression.of((builder) -> builder.add("status", 1)),
				UpdateExpression.of((builder) -> builder.append("status", 1)),
				UpdateExpression.of((builder) -> builder.addToSet("status", "x")))) {
			assertThatExceptionOfType(UnfitChangeException.class)
				.isThrownBy(() -> table.template().change(KEY, change, ChangeOptions.DEFAULTS))
				.withMessageContaining("table 'orders'")
				.withMessageContaining(change.toString())
				.satisfies((ex) -> assertThat(ex.key()).isEqualTo(KEY))
				.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"));
		}
		assertThat(table.changes()).hasSize(1);
	}

	@Test
	void isStaleIfWhatWasCheckedAsAWholeChangesMeanwhile() {
		StoredTable table = StoredTable.of((definition) -> definition.schema("Order"));
		table.template().insert(Map.of("id", "a", "total", 5));
		DaplugTemplate slow = table.template(UpdateIntegrationTests.before(UpdateItemRequest.class,
				() -> table.put(Map.of("id", text("a"), "total", number(1)))));
		assertThatExceptionOfType(StaleItemException.class)
			.isThrownBy(() -> slow.change(KEY, (change) -> change.add("total", -3), (options) -> options.checkWhole()))
			.satisfies((ex) -> assertThat(ex.stored().orElseThrow().toMap()).containsEntry("total", BigDecimal.ONE));
		assertThat(table.stored("a")).containsEntry("total", number(1));
	}

}
