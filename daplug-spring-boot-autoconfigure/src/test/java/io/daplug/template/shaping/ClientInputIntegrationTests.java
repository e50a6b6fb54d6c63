package io.daplug.template.shaping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.merge.MapMerge;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.CreateMode;
import io.daplug.template.model.Source;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.template.shaping.ContractTable.message;
import static io.daplug.template.shaping.ContractTable.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for items that clients of the application send, and {@code readOnly}.
 */
class ClientInputIntegrationTests {

	private static final String SCHEMA = """
			Item:
			  allOf:
			    - $ref: '#/components/schemas/Stamped'
			    - type: object
			      patternProperties: {'^x-': {type: string, readOnly: true}}
			      required: [id, name, state]
			      properties:
			        id: {$ref: '#/components/schemas/Id'}
			        name: {type: string}
			        state: {enum: [NEW, PAID], default: NEW, readOnly: true}
			        receipt: {allOf: [{$ref: '#/components/schemas/Text'}], readOnly: true}
			        hint: {$ref: '#/components/schemas/Text', readOnly: true}
			        address: {type: object, properties: {street: {type: string}, checked: {type: boolean, readOnly: true}}}
			        lines:
			          type: array
			          items:
			            type: object
			            properties: {sku: {type: string}, price: {type: integer, readOnly: true}}
			        payment:
			          oneOf:
			            - {type: object, required: [card], properties: {card: {type: string}, ref: {readOnly: true}}}
			            - {type: object, required: [iban], properties: {iban: {type: string}}}
			        parent: {$ref: '#/components/schemas/Node'}
			Stamped:
			  type: object
			  required: [version, createdAt]
			  properties:
			    version: {type: integer, readOnly: true}
			    createdAt: {type: string, readOnly: true}
			Id: {type: string, readOnly: true}
			Text: {type: string}
			Node: {type: object, properties: {depth: {type: integer, readOnly: true}, next: {$ref: '#/components/schemas/Node'}}}
			""";

	private static final WriteOptions CLIENT = WriteOptions.of((options) -> options.from(Source.CLIENT)
		.set("id", () -> UUID.randomUUID().toString())
		.set("createdAt", "today"));

	private final ContractTable table = ContractTable.of(SCHEMA,
			(table) -> table.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER)));

	private final DaplugTemplate template = this.table.template();

	record Order(@Nullable String id, String name, @Nullable String state, int version) {

	}

	@Test
	void sendWhatTheyMayAndTheApplicationSuppliesTheRest() {
		Map<String, Object> stored = this.template.insert(Map.of("name", "n"), CLIENT);
		assertThat(stored).containsEntry("state", "NEW").containsEntry("createdAt", "today").containsKeys("id");
		assertThat(this.table.stored(String.valueOf(stored.get("id")))).containsKeys("id", "name", "state", "version",
				"createdAt");
		assertThat(this.template.insert(Map.of("name", "n"), CLIENT).get("id")).isNotEqualTo(stored.get("id"));
		Order order = this.template.insert(new Order(null, "n", null, 0), CLIENT);
		assertThat(order.id()).isNotNull();
		assertThat(order).extracting(Order::state, Order::version).containsExactly("NEW", 1);
		assertThat(this.template.insert(JsonMapper.shared().createObjectNode().put("name", "n"), CLIENT)
			.get("state")
			.asString()).isEqualTo("NEW");
	}

	@Test
	void areRefusedWhatIsReadOnlyAtEveryDepth() {
		Map<String, Object> item = new HashMap<>();
		item.put("name", "n");
		item.put("id", "mine");
		item.put("version", 3);
		item.put("state", "PAID");
		item.put("receipt", "r");
		item.put("hint", "h");
		item.put("x-trace", "t");
		item.put("address", Map.of("street", "s", "checked", true));
		item.put("lines", List.of(Map.of("sku", "a"), Map.of("sku", "b", "price", 1)));
		item.put("payment", Map.of("card", "1", "ref", "r"));
		item.put("parent", Map.of("next", Map.of("next", Map.of("depth", 1))));
		List<String> found = refused(() -> this.template.insert(item, CLIENT));
		assertThat(found).containsExactly("/address/checked readOnly", "/hint readOnly", "/id readOnly",
				"/lines/1/price readOnly", "/parent/next/next/depth readOnly", "/payment/ref readOnly",
				"/receipt readOnly", "/state readOnly", "/version readOnly", "/x-trace readOnly");
		assertThat(message(() -> this.template.insert(Map.of("name", "n", "receipt", "r"), CLIENT)))
			.isEqualTo("/receipt is read-only: clients must not send it (readOnly)");
	}

	@Test
	void areRefusedByEveryWrite() {
		Map<String, Object> item = Map.of("name", "n", "receipt", "r");
		BatchOptions batch = BatchOptions.of((options) -> options.from(Source.CLIENT)
			.set("id", () -> UUID.randomUUID().toString())
			.set("createdAt", "today"));
		String id = String.valueOf(this.template.insert(Map.of("name", "n"), CLIENT).get("id"));
		UpdateOptions update = UpdateOptions.of((options) -> options.from(Source.CLIENT));
		List<List<String>> found = new ArrayList<>();
		found.add(refused(() -> this.template.insert(item, CLIENT)));
		found.add(refused(() -> this.template.overwrite(item, CLIENT)));
		found.add(refused(() -> this.template.create(item, CreateMode.OVERWRITE, CLIENT)));
		found.add(refused(() -> this.template.update(ItemKey.of(id), item, update)));
		found.add(refused(() -> this.template.update(ItemKey.of(id), item,
				(options) -> options.from(Source.CLIENT).maps(MapMerge.REMOVE))));
		found.add(refused(() -> this.template.batchInsert(List.of(item), batch)));
		found.add(refused(() -> this.template.batchOverwrite(List.of(item), batch)));
		found.add(refused(this.template.batchInsert(Stream.of(item), batch)));
		found.add(refused(this.template.batchOverwrite(Stream.of(item), batch)));
		assertThat(found).allSatisfy((each) -> assertThat(each).containsExactly("/receipt readOnly"));
	}

	@Test
	void writeWithEveryOperation() {
		BatchOptions batch = BatchOptions.of((options) -> options.from(Source.CLIENT)
			.set("id", () -> UUID.randomUUID().toString())
			.set("createdAt", "today"));
		BatchResult<Map<String, String>> result = this.template
			.batchInsert(List.of(Map.of("name", "a"), Map.of("name", "b")), batch);
		assertThat(result.written()).hasSize(2);
		String id = String.valueOf(this.template.insert(Map.of("name", "n"), CLIENT).get("id"));
		assertThat(this.template.update(ItemKey.of(id), Map.of("name", "m"),
				(options) -> options.from(Source.CLIENT).set("receipt", "r")))
			.containsEntry("name", "m")
			.containsEntry("receipt", "r")
			.containsEntry("createdAt", "today");
		assertThat(this.template.overwrite(Map.of("name", "o"),
				(options) -> options.from(Source.CLIENT).set("id", id).set("createdAt", "then").expected(2)))
			.containsEntry("name", "o")
			.doesNotContainKey("receipt");
	}

	@Test
	void areNotBlamedForWhatTheApplicationForgot() {
		assertThat(message(() -> this.template.insert(Map.of("name", "n"),
				(options) -> options.from(Source.CLIENT).set("id", "a"))))
			.isEqualTo("/createdAt is required and read-only: the application must set it (required)");
		assertThat(refused(() -> this.template.insert(Map.of(), CLIENT))).containsExactly("/name required");
	}

	@Test
	void areNotTheApplicationWhichMaySendAll() {
		assertThat(this.template.insert(Map.of("id", "a", "name", "n", "createdAt", "now", "state", "PAID", "lines",
				List.of(Map.of("price", 1)))))
			.containsEntry("state", "PAID");
		assertThat(this.template.update(ItemKey.of("a"), Map.of("receipt", "r"))).containsEntry("receipt", "r");
	}

	@Test
	void cannotBeToldWithoutASchema() {
		assertThatIllegalStateException()
			.isThrownBy(() -> WriteOptions.of((options) -> options.noSchema().from(Source.CLIENT)))
			.withMessageContaining("'from' must not be set together with 'noSchema'");
		ContractTable bare = ContractTable.bare((table) -> {
		});
		assertThatIllegalStateException()
			.isThrownBy(() -> bare.template().insert(Map.of("id", "a"), (options) -> options.from(Source.CLIENT)))
			.withMessage("'from' needs a schema, and neither the call nor table 'items' names one");
		assertThatIllegalArgumentException().isThrownBy(() -> WriteOptions.of((options) -> options.set("", "x")))
			.withMessageContaining("'attribute'");
	}

}
