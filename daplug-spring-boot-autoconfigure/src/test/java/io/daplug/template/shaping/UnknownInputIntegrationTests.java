package io.daplug.template.shaping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.shaping.ContractTable.message;
import static io.daplug.template.shaping.ContractTable.refused;
import static io.daplug.template.shaping.ContractTable.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for attributes that a call passes and the schema does not describe.
 */
class UnknownInputIntegrationTests {

	private static final String OPEN = """
			Item:
			  type: object
			  required: [id, marker]
			  properties:
			    id: {type: string}
			    marker: {type: boolean, default: true}
			    quantity: {type: integer}
			    address: {type: object, properties: {street: {type: string}}}
			    lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
			    labels: {type: object, additionalProperties: {type: string}}
			Line:
			  type: object
			  properties: {sku: {type: string}}
			""";

	private static final String CLOSED = """
			Item:
			  type: object
			  additionalProperties: false
			  properties:
			    id: {type: string}
			    quantity: {type: integer}
			    address: {$ref: '#/components/schemas/Address'}
			    lines: {type: array, items: {allOf: [{$ref: '#/components/schemas/Line'}], unevaluatedProperties: false}}
			    payment: {oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Bank'}]}
			    wallet:
			      oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Bank'}]
			      discriminator: {propertyName: type, mapping: {card: Card, bank: Bank}}
			Address: {type: object, additionalProperties: false, properties: {street: {type: string}}}
			Line: {type: object, properties: {sku: {type: string}}}
			Card:
			  {type: object, additionalProperties: false, properties: {type: {const: card}, number: {type: string}}}
			Bank:
			  {type: object, additionalProperties: false, properties: {type: {const: bank}, iban: {type: string}}}
			""";

	record Order(String id, @Nullable Integer quantity, @Nullable String remark) {

	}

	@Test
	void areLeftOutByDefault() {
		ContractTable table = ContractTable.of(OPEN);
		DaplugTemplate template = table.template();
		template.insert(Map.of("id", "a", "quantitty", 3, "address", Map.of("street", "s", "zip", "z"), "lines",
				List.of(Map.of("sku", "x", "size", 1))));
		template.update(ItemKey.of("a"), Map.of("quanity", 4, "address", Map.of("city", "c")));
		assertThat(template.get(ItemKey.of("a")).orElseThrow()).isEqualTo(Map.of("id", "a", "marker", true, "address",
				Map.of("street", "s"), "lines", List.of(Map.of("sku", "x"))));
	}

	@Test
	void areRefusedByEveryWriteWhereTheTableSaysSo() {
		DaplugTemplate template = ContractTable.of(OPEN, (table) -> table.unknown(UnknownInput.REFUSE)).template();
		template.insert(Map.of("id", "a"));
		Map<String, Object> item = Map.of("id", "b", "quantitty", 3);
		assertThat(refused(() -> template.insert(item))).containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.overwrite(item))).containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.create(item, CreateMode.OVERWRITE))).containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.update(ItemKey.of("a"), item))).containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.update((query) -> query.hashKey("a"), item)))
			.containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.batchInsert(List.of(item)))).containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.batchOverwrite(List.of(item)))).containsExactly("/quantitty unknown");
		assertThat(refused(template.batchInsert(Stream.of(item)))).containsExactly("/quantitty unknown");
		assertThat(refused(template.batchOverwrite(Stream.of(item)))).containsExactly("/quantitty unknown");
		assertThat(refused(() -> template.as(Order.class).insert(new Order("b", 1, "r"))))
			.containsExactly("/remark unknown");
		assertThat(template.insert(new Order("b", 1, null)).id()).isEqualTo("b");
	}

	@Test
	void areRefusedAtEveryDepthWithTheNameThatWasMeant() {
		DaplugTemplate template = ContractTable.of(OPEN).template();
		Map<String, Object> item = Map.of("id", "a", "address", Map.of("stret", "s"), "lines",
				List.of(Map.of("sku", "x"), Map.of("skuu", "x")), "labels", Map.of("any", "x"));
		assertThat(refused(() -> template.insert(item, (options) -> options.unknown(UnknownInput.REFUSE))))
			.containsExactly("/address/stret unknown", "/lines/1/skuu unknown");
		assertThat(message(() -> template.insert(Map.of("id", "a", "quantitty", 3),
				(options) -> options.unknown(UnknownInput.REFUSE))))
			.isEqualTo("/quantitty is not known to the schema; did you mean 'quantity'? (unknown)");
		template.insert(item);
		assertThat(refused(
				() -> template.update(ItemKey.of("a"), item, (options) -> options.unknown(UnknownInput.REFUSE))))
			.containsExactly("/address/stret unknown", "/lines/1/skuu unknown");
	}

	@Test
	void areRefusedOrLeftOutAsTheCallSays() {
		DaplugTemplate template = ContractTable.of(OPEN, (table) -> table.unknown(UnknownInput.REFUSE)).template();
		Map<String, Object> item = Map.of("id", "a", "odd", 3);
		assertThat(template.insert(item, (options) -> options.unknown(UnknownInput.DROP))).doesNotContainKey("odd");
		assertThat(template.update(ItemKey.of("a"), item, (options) -> options.unknown(UnknownInput.DROP)))
			.doesNotContainKey("odd");
		assertThat(template.batchOverwrite(List.of(item), (options) -> options.unknown(UnknownInput.DROP)).failed())
			.isEmpty();
		assertThat(template.insert(Map.of("id", "b", "odd", 3), (options) -> options.from(Source.COPY)))
			.doesNotContainKey("odd");
		assertThat(refused(
				() -> template.insert(Map.of("id", "c", "odd", 3), (options) -> options.validation(Validation.NONE))))
			.containsExactly("/odd unknown");
	}

	@Test
	void areRefusedWhereTheSchemaForbidsThemWhateverTheTableSays() {
		DaplugTemplate template = ContractTable.of(CLOSED).template();
		template.insert(Map.of("id", "a", "payment", Map.of("type", "card"), "lines", List.of(Map.of("sku", "x"))));
		assertForbidden(template, Map.of("quantitty", 1), "/quantitty additionalProperties");
		assertForbidden(template, Map.of("address", Map.of("stret", "s")), "/address/stret additionalProperties");
		assertForbidden(template, Map.of("lines", List.of(Map.of("skuu", "x"))), "/skuu unevaluatedProperties");
		assertForbidden(template, Map.of("payment", Map.of("type", "card", "numbr", "1")), "/payment oneOf",
				"/payment/numbr additionalProperties");
		assertForbidden(template, Map.of("wallet", Map.of("type", "bank", "number", "1")),
				"/wallet/number additionalProperties");
		assertThat(message(() -> template.update(ItemKey.of("a"), Map.of("quantitty", 1))))
			.isEqualTo("/quantitty is not allowed here; did you mean 'quantity'? (additionalProperties)");
	}

	private static void assertForbidden(DaplugTemplate template, Map<String, Object> attributes, String... violations) {
		Map<String, Object> item = new HashMap<>(attributes);
		item.put("id", "b");
		for (List<String> found : List.of(refused(() -> template.insert(item)), refused(() -> template.overwrite(item)),
				refused(() -> template.batchOverwrite(List.of(item))),
				refused(() -> template.update(ItemKey.of("a"), attributes)))) {
			assertThat(found).hasSize(violations.length);
			for (int i = 0; i < violations.length; i++) {
				assertThat(found.get(i)).endsWith(violations[i]);
			}
		}
		assertThat(template.insert(item, (options) -> options.validation(Validation.NONE)))
			.doesNotContainKey("quantitty");
		template.delete(ItemKey.of("b"));
		template.insert(item, (options) -> options.from(Source.COPY));
		template.delete(ItemKey.of("b"));
	}

	@Test
	void areNotWhatIsStoredAlready() {
		ContractTable table = ContractTable.of(CLOSED, (definition) -> definition.unknown(UnknownInput.REFUSE));
		table.put(Map.of("id", text("a"), "legacy", text("x")));
		table.template().update(ItemKey.of("a"), Map.of("quantity", 2));
		assertThat(table.stored("a")).containsKeys("legacy", "quantity");
		assertThat(refused(() -> table.template()
			.update(ItemKey.of("a"), Map.of("quantity", 3), (options) -> options.validation(Validation.WHOLE))))
			.containsExactly("/legacy additionalProperties");
	}

	@Test
	void areNeverKeysOrWhatGuards() {
		IndexDefinition index = IndexDefinition.of("by-kind", new KeyAttribute("kind", ScalarAttributeType.S), null);
		DaplugTemplate template = ContractTable
			.of("Item: {type: object, additionalProperties: false, properties: {name: {type: string}}}",
					(table) -> table.unknown(UnknownInput.REFUSE)
						.index(index)
						.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER)))
			.template();
		template.insert(Map.of("id", "a", "kind", "k", "name", "n"));
		Map<String, Object> read = template.get(ItemKey.of("a")).orElseThrow();
		assertThat(read).containsOnlyKeys("id", "kind", "name", "version");
		assertThat(template.overwrite(read)).containsEntry("kind", "k");
		assertThat(template.update(ItemKey.of("a"), Map.of("id", "a", "kind", "l"))).containsEntry("kind", "l");
	}

}
