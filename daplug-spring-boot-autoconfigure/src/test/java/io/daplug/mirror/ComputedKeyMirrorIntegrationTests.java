package io.daplug.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
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

	private final List<ItemChange<?>> changes = new ArrayList<>();

	private final DaplugTemplate orders = source();

	private DaplugTemplate source() {
		TableDefinition source = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("order_id")
			.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(source);
		return DaplugTemplate.builder(LocalDynamoDb.client(), source)
			.publisher(
					(announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
			.build();
	}

	@Test
	void writesMovesAndRemovesCopies() {
		this.orders.insert(Map.of("order_id", "1", "state", "NEW"));
		this.orders.insert(Map.of("order_id", "2", "state", "NEW"));
		this.orders.update(KEY, Map.of("state", "PAID"));
		assertThat(this.mirror.handleAll(List.copyOf(this.changes))).isEmpty();
		assertThat(this.destination.items()).containsExactlyInAnyOrder(
				Map.of("pk", "STATE#NEW", "sk", "O#2", "order_id", "2", "state", "NEW"),
				Map.of("pk", "STATE#PAID", "sk", "O#1", "order_id", "1", "state", "PAID"));
		this.changes.clear();
		this.orders.delete(KEY);
		assertThat(this.mirror.handleAll(List.copyOf(this.changes))).isEmpty();
		assertThat(this.destination.items()).extracting((item) -> item.get("sk")).containsExactly("O#2");
	}

}
