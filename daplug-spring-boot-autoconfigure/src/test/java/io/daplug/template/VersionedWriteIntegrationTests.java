package io.daplug.template;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.ItemImage;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.expression.Condition;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemTooLargeException;
import io.daplug.template.VersionedTable.Name;
import io.daplug.template.VersionedTable.Order;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.version.FutureItemException;
import io.daplug.version.SchemaUpcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static io.daplug.template.VersionedTable.VERSION;
import static io.daplug.template.VersionedTable.key;
import static io.daplug.template.VersionedTable.storedOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of writes of items that other releases of the application wrote.
 */
class VersionedWriteIntegrationTests {

	private static final ItemTransactionTemplate TRANSACTIONS = new ItemTransactionTemplate();

	private final VersionedTable table = VersionedTable.plain();

	private final DaplugTemplate template = this.table.release(3);

	/** A write of the whole order a. */
	enum Whole {

		INSERT((orders) -> orders.insert(Order.of("a", "Ann", "Lee"))),

		OVERWRITE((orders) -> orders.overwrite(Order.of("a", "Ann", "Lee"))),

		UPSERT((orders) -> orders.upsert(Order.of("a", "Ann", "Lee"))),

		BATCH_INSERT((orders) -> orders.batchInsert(List.of(Order.of("a", "Ann", "Lee"))).requireComplete()),

		BATCH_OVERWRITE((orders) -> orders.batchOverwrite(List.of(Order.of("a", "Ann", "Lee"))).requireComplete()),

		UNGUARDED_BATCH((orders) -> orders
			.batchOverwrite(List.of(Order.of("a", "Ann", "Lee")), (options) -> options.guarded(false))
			.requireComplete()),

		MAP((orders) -> orders
			.insert(Map.of("id", "a", "customer", Map.of("first", "Ann", "last", "Lee"), "total", 5, VERSION, 17))),

		CHANGE((orders) -> orders.upsert(key("a"),
				(change) -> change.set("customer", new Name("Ann", "Lee")).set("total", 5))),

		TRANSACTION((orders) -> TRANSACTIONS.write((tx) -> tx.insert(orders, Order.of("a", "Ann", "Lee")))),

		TRANSACTION_UPSERT((orders) -> TRANSACTIONS.write((tx) -> tx.upsert(orders, Order.of("a", "Ann", "Lee"))));

		private final Consumer<DaplugTemplate> write;

		Whole(Consumer<DaplugTemplate> write) {
			this.write = write;
		}

	}

	@ParameterizedTest
	@EnumSource
	void storesTheVersion(Whole whole) {
		whole.write.accept(this.template);
		assertThat(this.table.stored("a")).isEqualTo(storedOrder("a", "Ann", "Lee"));
	}

	@ParameterizedTest
	@EnumSource
	void makesAnOldItemOneOfTheCurrentVersionWithAChangeOfAPart(PartialWrite part) {
		this.table.first("a", "Ann Lee");
		part.write(this.template);
		assertThat(this.template.get(key("a"), Order.class)).contains(new Order("a", new Name("Ann", "Lee"), 6));
		assertThat(this.table.stored("a")).containsEntry(VERSION, number(3)).doesNotContainKey("name");
	}

	@ParameterizedTest
	@EnumSource
	void announcesAnOldItemAsItIsRead(PartialWrite part) {
		this.table.second("a", "Ann Lee");
		part.write(this.template);
		assertThat(this.table.changes()).singleElement().isInstanceOfSatisfying(ItemModified.class, (modified) -> {
			assertThat(order(modified.oldImage())).isIn(null, Order.of("a", "Ann", "Lee"));
			assertThat(order(modified.newImage())).isIn(null, new Order("a", new Name("Ann", "Lee"), 6));
		});
	}

	/** An image as an order; null if it is not known. */
	private static @Nullable Order order(ItemImage<?> image) {
		return image.isKnown() ? image.item().as(Order.class) : null;
	}

	/** A write of the whole order a, or its removal. */
	enum Refused {

		OVERWRITE((orders) -> orders.overwrite(Order.of("a", "Ann", "Lee"))),

		UPSERT((orders) -> orders.upsert(Order.of("a", "Ann", "Lee"))),

		DELETE((orders) -> orders.delete(key("a"))),

		TRANSACTION((orders) -> TRANSACTIONS.write((tx) -> tx.overwrite(orders, Order.of("a", "Ann", "Lee")))),

		TRANSACTION_DELETE((orders) -> TRANSACTIONS.write((tx) -> tx.delete(orders, key("a")))),

		BATCH((orders) -> {
			throw orders.batchOverwrite(List.of(Order.of("a", "Ann", "Lee"))).failed().get(0).cause();
		}),

		BATCH_DELETE((orders) -> {
			throw orders.batchDelete(List.of(key("a"))).failed().get(0).cause();
		});

		private final Consumer<DaplugTemplate> write;

		Refused(Consumer<DaplugTemplate> write) {
			this.write = write;
		}

	}

	@ParameterizedTest
	@EnumSource
	void leavesItemsOfALaterVersionAlone(Refused refused) {
		assertRefused(refused.write);
	}

	@ParameterizedTest
	@EnumSource
	void changesNoPartOfAnItemOfALaterVersion(PartialWrite part) {
		assertRefused(part::write);
	}

	private void assertRefused(Consumer<DaplugTemplate> write) {
		this.table.fourth("a");
		Map<String, AttributeValue> before = this.table.stored("a");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> write.accept(this.template))
			.satisfies((ex) -> assertThat((ex instanceof ItemTransactionFailedException) ? ex.getCause() : ex)
				.isInstanceOf(FutureItemException.class));
		assertThat(this.table.stored("a")).isEqualTo(before);
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void refusesAnInsertOverALaterVersionAsADuplicate() {
		this.table.fourth("a");
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> this.template.insert(Order.of("a", "Ann", "Lee")));
	}

	@Test
	void heedsNoVersionThatAnUpcasterWrites() {
		this.table.first("a", "Ann Lee");
		this.table.first("b", "Bob Ray");
		DaplugTemplate orders = this.table.release(2, List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			item.put(VERSION, 17);
			return item;
		})));
		assertThat(orders.get(key("a")).orElseThrow()).doesNotContainKey(VERSION);
		orders.change(key("a"), (change) -> change.set("total", 6));
		assertThat(orders.rewrite((rewrite) -> {
		}).rewritten()).isOne();
		assertThat(this.table.items()).hasSize(2)
			.allSatisfy((item) -> assertThat(item).containsEntry(VERSION, number(2)));
	}

	@Test
	void storesNoNullThatAnUpcasterMakesOfWhatIsAbsent() {
		this.table.put(Map.of("id", text("a"), "total", number(5)));
		this.table.put(Map.of("id", text("b"), "name", AttributeValue.fromNul(true), "total", number(5)));
		DaplugTemplate orders = this.table.release(2, List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			@Nullable Object name = item.remove("name");
			Map<String, @Nullable Object> second = new HashMap<>(item);
			second.put("receiver", name);
			return Collections.unmodifiableMap(second);
		})));
		assertThat(orders.get(key("a")).orElseThrow()).doesNotContainKey("receiver");
		assertThat(orders.get(key("b")).orElseThrow()).containsEntry("receiver", null);
		assertThat(orders.rewrite((rewrite) -> {
		}).rewritten()).isEqualTo(2);
		assertThat(this.table.items())
			.containsExactlyInAnyOrder(Map.of("id", text("a"), "total", number(5), VERSION, number(2)), Map.of("id",
					text("b"), "receiver", AttributeValue.fromNul(true), "total", number(5), VERSION, number(2)));
	}

	@Test
	void sendsNoItemThatAnUpcasterMadeTooLarge() {
		this.table.first("a", "Ann Lee");
		SchemaUpcaster inflating = SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("padding", "x".repeat(400 * 1024));
			return item;
		});
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate orders = this.table.release(2, requests.client(), List.of(inflating));
			assertThatExceptionOfType(ItemTooLargeException.class)
				.isThrownBy(() -> orders.change(key("a"), (change) -> change.set("total", 6)));
			assertThat(requests.operations()).as("the change, which finds an old item").containsExactly("UpdateItem");
		}
		assertThat(this.table.stored("a")).doesNotContainKey(VERSION);
	}

	@Test
	void letsALaterReleaseWriteWhatAnEarlierOneWrote() {
		this.template.insert(Order.of("a", "Ann", "Lee"));
		this.table.release(4).change(key("a"), (change) -> change.set("total", 7));
		assertThat(this.table.stored("a")).containsEntry(VERSION, number(4));
	}

	@Test
	void answersWithTheOldItemThatWasDeletedAsItIsRead() {
		this.table.first("a", "Ann Lee");
		assertThat(this.template.delete(key("a"), Order.class)).contains(Order.of("a", "Ann", "Lee"));
		assertThat(this.table.changes()).singleElement()
			.isInstanceOfSatisfying(ItemRemoved.class,
					(removed) -> assertThat(order(removed.oldImage())).isEqualTo(Order.of("a", "Ann", "Lee")));
	}

	@Test
	void doesNotAdvanceTheGuardOfAnItemThatItBringsToTheCurrentVersion() {
		VersionedTable guarded = VersionedTable
			.of((table) -> table.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER)));
		guarded.put(Map.of("id", text("a"), "name", text("Ann Lee"), "total", number(5), "version", number(8)));
		DaplugTemplate orders = guarded.release(3);
		orders.change(key("a"), (change) -> change.set("total", 6), (options) -> options.expected(8));
		assertThat(guarded.stored("a")).containsEntry("version", number(9)).containsEntry(VERSION, number(3));
		assertThat(guarded.changes()).hasSize(1);
	}

	@Test
	void holdsConditionsAgainstWhatIsStored() {
		this.table.first("a", "Ann Lee");
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> this.template.overwrite(Order.of("a", "Ann", "Lee"),
					(options) -> options.condition(Condition.attribute("customer").exists())));
		this.template.overwrite(Order.of("a", "Ann", "Lee"),
				(options) -> options.condition(Condition.attribute("name").exists()));
		assertThat(this.table.stored("a")).isEqualTo(storedOrder("a", "Ann", "Lee"));
	}

	@Test
	void sendsBatchesOfItemsWithVersionsUnderConditions() {
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate orders = this.table.release(3, requests.client());
			orders.batchOverwrite(List.of(Order.of("a", "Ann", "Lee"))).requireComplete();
			orders.batchOverwrite(List.of(Order.of("a", "Ann", "Lee")), (options) -> options.guarded(false))
				.requireComplete();
			assertThat(requests.operations()).containsExactly("PutItem", "BatchWriteItem");
		}
	}

	@Test
	void changesAnItemOfTheCurrentVersionByOneRequest() {
		this.template.insert(Order.of("a", "Ann", "Lee"));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate orders = this.table.release(3, requests.client());
			orders.change(key("a"), (change) -> change.set("total", 6));
			this.table.first("b", "Bob Ray");
			orders.change(key("b"), (change) -> change.set("total", 6));
			assertThat(requests.operations()).containsExactly("UpdateItem", "UpdateItem", "UpdateItem", "UpdateItem");
		}
	}

}
