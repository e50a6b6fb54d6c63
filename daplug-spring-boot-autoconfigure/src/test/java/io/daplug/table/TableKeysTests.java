package io.daplug.table;

import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TableKeys}.
 */
class TableKeysTests {

	private final TableDefinition table = TableDefinition.named("orders")
		.hashKey("id")
		.rangeKey("line")
		.hashPrefix("o#")
		.build();

	private final TableKeys keys = new TableKeys(this.table, new ItemConverter(JsonMapper.shared()));

	@Test
	void makesTheStoredFormOfAKey() {
		assertThat(this.keys.stored(ItemKey.of("a", 7), this.table.prefixer()))
			.isEqualTo(Map.of("id", AttributeValue.fromS("o#a"), "line", AttributeValue.fromN("7")));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.keys.stored(ItemKey.of("a"), this.table.prefixer()))
			.withMessageContaining("'line' is missing");
	}

	@Test
	void makesOneKeyOfBothForms() {
		ItemKey named = ItemKey.of(Map.of("line", 7, "id", "a"));
		assertThat(named).isNotEqualTo(ItemKey.of("a", 7));
		assertThat(this.keys.of(this.keys.attributes(named))).isEqualTo(ItemKey.of("a", 7));
		assertThat(this.keys.of(this.keys.attributes(ItemKey.of("a", 7)))).isEqualTo(ItemKey.of("a", 7));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.keys.attributes(ItemKey.of(Map.of("id", "a", "lin", 7))))
			.withMessageContaining("'lin' is no key of it");
	}

	@Test
	void readsTheKeyOfAnItemAsItIs() {
		Map<String, AttributeValue> stored = this.keys.stored(ItemKey.of("a", 7), this.table.prefixer());
		assertThat(this.keys.of(stored)).isEqualTo(ItemKey.of("o#a", 7));
		assertThat(this.keys.of(this.table.prefixer().strip(stored))).isEqualTo(ItemKey.of("a", 7));
	}

}
