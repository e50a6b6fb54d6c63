package io.daplug.mirror;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mirrors to a table whose keys are composed of attributes of the copies.
 */
class ComputedKeyMirrorIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("1");

	private final Destination destination = Destination.of((table) -> table.hashKey("pk")
		.rangeKey("sk")
		.computedKey("pk", KeyTemplate.parse("STATE#{state}"))
		.computedKey("sk", KeyTemplate.parse("O#{order_id}")));

	private final MirrorHandler mirror = this.destination.mirror((change) -> change.newItem().toMap());

	private final AnnouncingOrders source = new AnnouncingOrders();

	private final DaplugTemplate orders = this.source.template();

	@Test
	void writesMovesAndRemovesCopies() {
		this.orders.insert(Map.of("order_id", "1", "state", "NEW"));
		this.orders.insert(Map.of("order_id", "2", "state", "NEW"));
		this.orders.update(KEY, Map.of("state", "PAID"));
		assertThat(this.mirror.handleAll(this.source.drain())).isEmpty();
		assertThat(this.destination.items()).containsExactlyInAnyOrder(
				Map.of("pk", "STATE#NEW", "sk", "O#2", "order_id", "2", "state", "NEW"),
				Map.of("pk", "STATE#PAID", "sk", "O#1", "order_id", "1", "state", "PAID"));
		this.orders.delete(KEY);
		assertThat(this.mirror.handleAll(this.source.drain())).isEmpty();
		assertThat(this.destination.items()).extracting((item) -> item.get("sk")).containsExactly("O#2");
	}

}
