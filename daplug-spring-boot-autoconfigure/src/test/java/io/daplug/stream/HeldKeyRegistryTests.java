package io.daplug.stream;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemRemoved;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeldKeyRegistry}.
 */
class HeldKeyRegistryTests {

	private static final Set<String> ORDERS = Set.of("orders");

	private static final ItemConverter CONVERTER = new ItemConverter(
			JsonMapper.builder().addModule(new SimpleModule().addSerializer(OrderNumber.class, new ValueSerializer<>() {

				@Override
				public void serialize(OrderNumber number, JsonGenerator json, SerializationContext context) {
					json.writeString(number.letter());
				}

			})).build());

	private final HeldKeyRegistry held = new HeldKeyRegistry(new ListenedTables(
			TableRegistry.of(List.of(TableDefinition.named("orders").hashKey("id").build())), CONVERTER));

	private final ItemChange<?> order = removed("order#a");

	private final ItemChange<?> draft = removed("draft#a");

	@Test
	void holdsOneOfTwoItemsWithTheSameKey() {
		this.held.hold(this.draft, new IllegalStateException("broken"));
		assertThat(this.held.cause(this.draft.identity())).hasMessage("broken");
		assertThat(this.held.cause(this.order.identity())).isNull();
	}

	@Test
	void releasesByTheKeyWithAndWithoutItsPrefix() {
		this.held.hold(this.draft, new IllegalStateException("broken"));
		this.held.hold(this.order, new IllegalStateException("broken"));
		assertThat(this.held.release(ORDERS, ItemKey.of("draft#a"))).isTrue();
		assertThat(this.held.size()).isEqualTo(1);
		assertThat(this.held.release(ORDERS, ItemKey.of("b"))).isFalse();
		assertThat(this.held.release(ORDERS, ItemKey.of("a"))).isTrue();
		assertThat(this.held.size()).isZero();
	}

	@Test
	void releasesByAttributeNamesToo() {
		this.held.hold(this.order, new IllegalStateException("broken"));
		assertThat(this.held.release(ORDERS, ItemKey.of(Map.of("other", "a")))).isFalse();
		assertThat(this.held.release(Set.of("prices"), ItemKey.of("a"))).isFalse();
		assertThat(this.held.release(ORDERS, ItemKey.of(Map.of("id", "a")))).isTrue();
	}

	@Test
	void releasesByTheNamedKeyOfAChange() {
		HeldKeyRegistry things = new HeldKeyRegistry(
				new ListenedTables(TableRegistry.of(List.of(Things.table().build())), CONVERTER));
		ItemKey stored = ItemKey.of("CD#d1", "A");
		ItemChange<?> change = new ItemRemoved<>(new ItemIdentity("things", stored),
				ItemKey.of(Map.of("pk", "CD#d1", "sk", "A")), ItemImage.unknown(), this.order.origin());
		things.hold(change, new IllegalStateException("broken"));
		assertThat(things.release(Set.of("things"), change.key())).isTrue();
		things.hold(change, new IllegalStateException("broken"));
		assertThat(things.release(Set.of("things"), stored)).isTrue();
	}

	@Test
	void releasesByValuesThatTheApplicationWritesItsOwnWay() {
		this.held.hold(this.order, new IllegalStateException("broken"));
		assertThat(this.held.release(ORDERS, ItemKey.of(new OrderNumber("b")))).isFalse();
		assertThat(this.held.release(ORDERS, ItemKey.of(new OrderNumber("a")))).isTrue();
		this.held.hold(this.order, new IllegalStateException("broken"));
		assertThat(this.held.release(ORDERS, ItemKey.of(Map.of("id", new OrderNumber("a"))))).isTrue();
	}

	@Test
	void releasesWhatIsHeldUnderSuchAValue() {
		ItemChange<?> change = new ItemRemoved<>(Changes.identity("orders", "order#a"),
				ItemKey.of(new OrderNumber("a")), ItemImage.unknown(), Changes.removed("a").origin());
		this.held.hold(change, new IllegalStateException("broken"));
		assertThat(this.held.release(ORDERS, ItemKey.of("a"))).isTrue();
	}

	private static ItemChange<?> removed(String storedKey) {
		return new ItemRemoved<>(Changes.identity("orders", storedKey), ItemKey.of("a"), ItemImage.unknown(),
				Changes.removed("a").origin());
	}

	private record OrderNumber(String letter) {

	}

}
