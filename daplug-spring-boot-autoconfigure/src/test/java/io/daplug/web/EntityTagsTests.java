package io.daplug.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.UnknownTableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EntityTags}.
 */
class EntityTagsTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final EntityTags tags = new EntityTags(TableRegistry.of(List.of(table("orders", "version"),
			table("prices", "modified"), TableDefinition.named("log").hashKey("id").build())), this.converter);

	record Order(String id, @Nullable Long version) {

	}

	record Price(String id, Instant modified) {

	}

	private static TableDefinition table(String name, String key) {
		return TableDefinition.named(name).hashKey("id").idempotence(IdempotenceDefinition.on(key)).build();
	}

	@Test
	void makesATagOfWhateverAnItemIsReadAs() {
		assertThat(this.tags.of("orders", new Order("a", 7L))).isEqualTo("\"7\"");
		assertThat(this.tags.of("orders", Map.of("id", "a", "version", new BigDecimal("7.0")))).isEqualTo("\"7\"");
		assertThat(this.tags.of("orders", JsonMapper.shared().readTree("{\"version\": 7}"))).isEqualTo("\"7\"");
		assertThat(this.tags.of("orders", item(AttributeValue.fromN("7")))).isEqualTo("\"7\"");
	}

	@Test
	void makesATagOfATimestampAsItIsStored() {
		Price price = new Price("tea", Instant.parse("2026-11-27T12:00:00Z"));
		AttributeValue stored = this.converter.toAttributes(price).get("modified");
		assertThat(stored).isNotNull();
		String tag = this.tags.of("prices", price);
		assertThat(tag).isEqualTo("\"2026-11-27T12:00:00.000000000Z\"");
		assertThat(IfMatch.of(tag).expected()).contains(stored.s());
		assertThat(this.tags.of("prices", Map.of("modified", price.modified()))).isEqualTo(tag);
	}

	@Test
	void readsBackTheValueThatIsStored() {
		for (AttributeValue value : List.of(AttributeValue.fromN("7"), AttributeValue.fromS("7"),
				AttributeValue.fromN("0.125"), AttributeValue.fromS("a, \"b\""), AttributeValue.fromS(""))) {
			String tag = this.tags.of("orders", item(value));
			assertThat(IfMatch.of(tag).matches(tag)).isTrue();
			assertThat(IfMatch.of(tag).expected())
				.hasValueSatisfying((expected) -> assertThat(this.converter.toAttribute(expected)).isEqualTo(value));
		}
	}

	@Test
	void makesNoTagOfAnItemWithoutValue() {
		assertThat(this.tags.of("orders", new Order("a", null))).isNull();
		assertThat(this.tags.of("orders", Map.of("id", "a"))).isNull();
		assertThat(this.tags.ofStored("orders", item(AttributeValue.fromNul(true)))).isNull();
	}

	@Test
	void refusesATableThatCannotTellOneStateFromTheNext() {
		assertThatIllegalStateException().isThrownBy(() -> this.tags.of("log", Map.of("id", "a")))
			.withMessageContainingAll("'log'", "'idempotence.key'");
		assertThat(this.tags.ofStored("log", item(AttributeValue.fromN("7")))).isNull();
		assertThatExceptionOfType(UnknownTableException.class).isThrownBy(() -> this.tags.of("order", Map.of()))
			.withMessageContaining("orders");
		assertThat(this.tags.ofStored("order", item(AttributeValue.fromN("7")))).isNull();
	}

	@Test
	void refusesAValueThatIsNoTag() {
		assertThatIllegalStateException().isThrownBy(() -> this.tags.of("orders", Map.of("version", true)))
			.withMessageContainingAll("'orders'", "'version'", "a number or text");
		assertThat(this.tags.ofStored("orders", item(AttributeValue.fromBool(true)))).isNull();
	}

	private Item<Order> item(AttributeValue version) {
		return new Item<>(Map.of("id", AttributeValue.fromS("a"), "version", version), Order.class, this.converter);
	}

}
