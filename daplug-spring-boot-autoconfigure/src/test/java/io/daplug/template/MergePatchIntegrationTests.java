package io.daplug.template;

import java.util.HashMap;
import java.util.Map;

import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.merge.MergeStrategy;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.model.UpdateOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for updates by JSON Merge Patch, held against the schema.
 */
class MergePatchIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final UpdateOptions PATCH = UpdateOptions
		.of((options) -> options.merge(MergeStrategy.jsonMergePatch()));

	private final StoredTable table = StoredTable
		.of((definition) -> definition.idempotence(StoredTable.COUNTED).schema("Order"));

	private final DaplugTemplate orders = this.table.template();

	/** Neither 'total' nor 'city' may be null by the schema. */
	@Test
	void removesByNullWhatMustNotBeNull() {
		insert();
		this.orders.update(KEY, json("""
				{"total": null, "note": null, "address": {"city": null}, "tags": ["b"]}"""), PATCH);
		assertThat(this.table.stored("a")).doesNotContainKeys("total", "note")
			.containsEntry("address", map("street", "Elm"))
			.hasEntrySatisfying("tags", (tags) -> assertThat(tags.l()).containsExactly(text("b")));
	}

	@Test
	void removesByNullInMapsToo() {
		insert();
		Map<String, @Nullable Object> patch = new HashMap<>();
		patch.put("total", null);
		this.orders.update(KEY, patch, PATCH);
		assertThat(this.table.stored("a")).doesNotContainKey("total").containsKey("tags");
	}

	/** A record cannot say what it leaves alone. */
	@Test
	void removesNothingByRecords() {
		insert();
		this.orders.update(KEY, new Patch("PAID", null), PATCH);
		assertThat(this.table.stored("a")).containsEntry("status", text("PAID")).containsEntry("total", number(5));
	}

	@Test
	void keepsNullsInNewObjectsOut() {
		this.orders.insert(Map.of("id", "a"));
		this.orders.update(KEY, json("""
				{"address": {"city": null, "street": "Elm"}}"""), PATCH);
		assertThat(this.table.stored("a")).containsEntry("address", map("street", "Elm"));
	}

	@Test
	void checksWhatComesOfIt() {
		insert();
		assertThatExceptionOfType(SchemaViolationException.class)
			.isThrownBy(() -> this.orders.update(KEY, json("{\"total\": -1, \"tags\": [null]}"), PATCH))
			.satisfies((ex) -> assertThat(ex.violations()).extracting((violation) -> violation.pointer())
				.containsExactlyInAnyOrder("/total", "/tags/0"));
	}

	@Test
	void keepsKeysAndTheGuard() {
		insert();
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.orders.update(KEY, json("{\"id\": null}"), PATCH));
		this.orders.update(KEY, json("{\"version\": null, \"total\": 6}"), PATCH);
		assertThat(this.table.stored("a")).containsEntry("version", number(2)).containsEntry("total", number(6));
	}

	@Test
	void refusesWhatIsNoObject() {
		insert();
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.orders.update(KEY, json("[\"c\"]"), PATCH));
		assertThatExceptionOfType(InvalidItemException.class)
			.isThrownBy(() -> this.orders.update(KEY, json("null"), PATCH));
	}

	private void insert() {
		this.orders.insert(json("""
				{"id": "a", "total": 5, "note": "n", "tags": ["a"], "address": {"city": "Bonn", "street": "Elm"}}"""));
	}

	private static AttributeValue map(String name, String value) {
		return AttributeValue.fromM(Map.of(name, text(value)));
	}

	private static JsonNode json(String json) {
		return JsonMapper.shared().readTree(json);
	}

	record Patch(String status, @Nullable Integer total) {

	}

}
