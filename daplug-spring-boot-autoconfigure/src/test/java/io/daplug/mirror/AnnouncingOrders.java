package io.daplug.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;

/**
 * A table of orders of a test's own, and what it announced since somebody asked.
 */
final class AnnouncingOrders {

	private final List<ItemChange<?>> changes = new ArrayList<>();

	private final DaplugTemplate template;

	AnnouncingOrders() {
		TableDefinition table = TableDefinition.named("orders")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("order_id")
			.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table);
		this.template = DaplugTemplate.builder(LocalDynamoDb.client(), table)
			.publisher(
					(announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
			.build();
	}

	DaplugTemplate template() {
		return this.template;
	}

	/** What was announced since the last call. */
	List<ItemChange<?>> drain() {
		List<ItemChange<?>> drained = List.copyOf(this.changes);
		this.changes.clear();
		return drained;
	}

}
