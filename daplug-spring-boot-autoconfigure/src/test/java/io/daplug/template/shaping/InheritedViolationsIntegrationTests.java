package io.daplug.template.shaping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.MissingValue;
import io.daplug.item.ItemKey;
import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.shaping.ContractTable.number;
import static io.daplug.template.shaping.ContractTable.refused;
import static io.daplug.template.shaping.ContractTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for updates of stored items that violate their schema already.
 */
@DisplayName("(D34) an update fails for what it does, not for what was there")
class InheritedViolationsIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final String SCHEMA = """
			Item:
			  type: object
			  required: [id, name]
			  minProperties: 3
			  properties:
			    id: {type: string}
			    name: {type: string}
			    status: {enum: [NEW, PAID]}
			    count: {type: integer}
			    country: {type: string}
			    zip: {type: string}
			    address:
			      type: object
			      required: [city]
			      properties: {city: {type: string}, street: {type: string}, zip: {type: string, pattern: '^[0-9]+$'}}
			    tags: {type: array, uniqueItems: true, items: {type: string}}
			    lines:
			      type: array
			      items:
			        type: object
			        additionalProperties: false
			        required: [sku]
			        properties: {sku: {type: string}, n: {type: integer}}
			  if: {required: [country], properties: {country: {const: DE}}}
			  then: {required: [zip]}
			""";

	private static final String CHOICE = """
			Item:
			  type: object
			  properties: {id: {type: string}, note: {type: string}}
			  oneOf:
			    - {required: [number], properties: {number: {type: string}}}
			    - {required: [iban], properties: {iban: {type: string}}}
			""";

	private final ContractTable table = ContractTable.of(SCHEMA);

	private final DaplugTemplate template = this.table.template();

	private static AttributeValue map(Map<String, AttributeValue> attributes) {
		return AttributeValue.fromM(attributes);
	}

	private void put(Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> item = new LinkedHashMap<>(attributes);
		item.put("id", text("a"));
		this.table.put(item);
	}

	@Test
	void whatTheItemLacksOrHoldsWrongStays() {
		put(Map.of("status", text("OLD"), "zip", AttributeValue.fromNul(true), "address",
				map(Map.of("zip", text("x")))));
		assertThat(this.template.update(KEY, Map.of("count", 1))).containsEntry("count", BigDecimal.ONE);
		assertThat(this.template.update(KEY, Map.of("address", Map.of("street", "s")))).containsEntry("address",
				Map.of("zip", "x", "street", "s"));
		assertThat(this.table.stored("a")).containsEntry("zip", AttributeValue.fromNul(true));
	}

	@Test
	void whatThePatchSendsMustBeRightEvenIfItIsWhatWasThere() {
		put(Map.of("name", text("n"), "status", text("OLD"), "address", map(Map.of("zip", text("x")))));
		assertThat(refused(() -> this.template.update(KEY, Map.of("status", "OLD")))).containsExactly("/status enum");
		assertThat(refused(() -> this.template.update(KEY, Map.of("status", "WORSE")))).containsExactly("/status enum");
		assertThat(refused(() -> this.template.update(KEY, Map.of("address", Map.of("zip", "y")))))
			.containsExactly("/address/zip pattern");
		assertThat(refused(() -> this.template.update(KEY, Map.of("count", "one", "address", Map.of("street", 1)))))
			.containsExactly("/address/street type", "/count type");
		assertThat(this.template.update(KEY, Map.of("status", "PAID"))).containsEntry("status", "PAID");
	}

	@Test
	void whatThePatchBringsAboutElsewhereFails() {
		put(Map.of("name", text("n"), "status", text("OLD")));
		assertThat(refused(() -> this.template.update(KEY, Map.of("country", "DE")))).containsExactly("/zip required");
		assertThat(refused(
				() -> this.template.update(KEY, Map.of("name", "any"), (options) -> options.maps(MapMerge.REMOVE))))
			.contains("/name required");
		put(Map.of("country", text("DE"), "name", text("n")));
		assertThat(this.template.update(KEY, Map.of("count", 1))).containsEntry("country", "DE");
		assertThat(this.template.update(KEY, Map.of("zip", "any"), (options) -> options.maps(MapMerge.REMOVE)))
			.doesNotContainKey("zip");
	}

	@Test
	void elementsOfListsAreFollowedWhereverTheyMove() {
		AttributeValue bad = map(Map.of("sku", number(1), "color", text("red")));
		AttributeValue good = map(Map.of("sku", text("x")));
		put(Map.of("name", text("n"), "lines", AttributeValue.fromL(List.of(good, bad))));
		assertThat(this.template.update(KEY, Map.of("lines", List.of(Map.of("sku", "y")))).get("lines"))
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(3);
		assertThat(refused(() -> this.template.update(KEY, Map.of("lines", List.of(Map.of("sku", 2))))))
			.containsExactly("/lines/3/sku type");
		assertThat(this.template
			.update(KEY, Map.of("lines", List.of(Map.of("sku", "x"))), (options) -> options.lists(ListMerge.REMOVE))
			.get("lines")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
		assertThat(refused(() -> this.template.update(KEY, Map.of("lines", List.of(Map.of("sku", 1, "color", "red"))),
				(options) -> options.lists(ListMerge.REPLACE))))
			.containsExactly("/lines/0/color additionalProperties", "/lines/0/sku type");
		assertThat(this.table.stored("a")).containsEntry("lines",
				AttributeValue.fromL(List.of(bad, map(Map.of("sku", text("y"))))));
	}

	@Test
	void listsThatThePatchChangesMustBeRightAsAWhole() {
		put(Map.of("name", text("n"), "tags", AttributeValue.fromL(List.of(text("x"), text("x")))));
		assertThat(this.template.update(KEY, Map.of("count", 1))).containsKey("tags");
		assertThat(refused(() -> this.template.update(KEY, Map.of("tags", List.of("y")))))
			.containsExactly("/tags uniqueItems");
		assertThat(
				this.template.update(KEY, Map.of("tags", List.of("y")), (options) -> options.lists(ListMerge.REPLACE)))
			.containsEntry("tags", List.of("y"));
	}

	@Test
	void rulesAboutTheItemAsAWholeFailIfThePatchHasToDoWithThem() {
		ContractTable choice = ContractTable.of(CHOICE);
		choice.put(Map.of("id", text("a")));
		assertThat(choice.template().update(KEY, Map.of("note", "n"))).containsKey("note");
		assertThat(refused(() -> choice.template().update(KEY, Map.of("number", 1)))).contains(" oneOf");
		assertThat(choice.template().update(KEY, Map.of("number", "1"))).containsKey("number");
		assertThat(refused(() -> choice.template().update(KEY, Map.of("iban", "1")))).containsExactly(" oneOf");
		put(Map.of());
		assertThat(this.template.update(KEY, Map.of("count", 1))).containsKey("count");
	}

	@Test
	void strategiesOfTheApplicationAreBlamedForWhatTheyChange() {
		put(Map.of("name", text("n"), "status", text("OLD"), "count", number(1)));
		MergeStrategy worse = (stored, patch) -> {
			Map<String, AttributeValue> merged = new LinkedHashMap<>(stored);
			merged.putAll(patch);
			merged.put("status", text("WORSE"));
			return merged;
		};
		assertThat(refused(() -> this.template.update(KEY, Map.of("count", 2), (options) -> options.merge(worse))))
			.containsExactly("/status enum");
	}

	@Test
	void theWholeItemIsDemandedWhereTheTableOrTheCallSaysSo() {
		put(Map.of("name", AttributeValue.fromNul(true), "status", text("OLD")));
		assertThat(refused(
				() -> this.template.update(KEY, Map.of("count", 1), (options) -> options.validation(Validation.WHOLE))))
			.containsExactly("/name type", "/status enum");
		DaplugTemplate whole = this.table.with((definition) -> definition.validation(Validation.WHOLE)).template();
		assertThat(refused(() -> whole.update(KEY, Map.of("count", 1)))).containsExactly("/name type", "/status enum");
		assertThat(whole.update(KEY, Map.of("count", 1), (options) -> options.validation(Validation.STRICT)))
			.containsKey("count");
		assertThat(refused(() -> whole.insert(Map.of("id", "b", "status", "OLD", "count", 1))))
			.containsExactly("/name required", "/status enum");
	}

	@Test
	void theWholeItemLacksWhatAnUpdateDrops() {
		put(Map.of("name", text("n"), "count", number(1), "lines",
				AttributeValue.fromL(List.of(map(Map.of("sku", text("x"), "color", text("red")))))));
		DaplugTemplate dropping = this.table
			.with((definition) -> definition.validation(Validation.WHOLE).updateUnknown(UnknownAttributes.DROP))
			.template();
		assertThat(dropping.update(KEY, Map.of("count", 2))).containsEntry("lines", List.of(Map.of("sku", "x")));
	}

	@Test
	void guardsAdvanceTheirValueOverOldViolations() {
		ContractTable guarded = this.table.with((definition) -> definition
			.idempotence(IdempotenceDefinition.on("count").with(GeneratedValue.COUNTER).with(MissingValue.ADOPT)));
		put(Map.of("status", text("OLD")));
		assertThat(guarded.template().update(KEY, Map.of("zip", "1"))).containsEntry("count", BigDecimal.ONE);
		assertThat(guarded.template().update(KEY, Map.of("zip", "2"))).containsEntry("count", new BigDecimal("2"));
	}

	@Test
	void thousandsOfThemAreToldApart() {
		List<AttributeValue> lines = new ArrayList<>();
		for (int i = 0; i < 5_000; i++) {
			lines.add(map(Map.of("n", text("x" + i))));
		}
		put(Map.of("name", text("n"), "lines", AttributeValue.fromL(lines)));
		assertThat(this.template
			.update(KEY, Map.of("lines", List.of(Map.of("n", "x0"))), (options) -> options.lists(ListMerge.REMOVE))
			.get("lines")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4_999);
	}

}
