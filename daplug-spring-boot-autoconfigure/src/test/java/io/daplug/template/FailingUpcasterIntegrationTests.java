package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.cache.CacheDefinition;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemModified;
import io.daplug.template.VersionedTable.Order;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.batch.ClearResult;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.WriteAnswerException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.UpcastException;
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
 * Tests of reads and writes of an item, a, that cannot be brought to the current version,
 * beside items, b and c, that can be.
 */
class FailingUpcasterIntegrationTests {

	private static final ItemTransactionTemplate TRANSACTIONS = new ItemTransactionTemplate();

	private static final Map<String, AttributeValue> BAD = Map.of("id", text("a"), "name", text("S3CRET"), "total",
			number(5));

	private final VersionedTable table = VersionedTable.plain();

	/** What an upcaster from version 1 does to the item a, and what is said of that. */
	enum Fault {

		THROWS("failed with java.lang.IllegalStateException", (item) -> {
			throw new IllegalStateException("S3CRET");
		}),

		CANNOT_BE_LINKED("failed with java.lang.NoClassDefFoundError", (item) -> {
			throw new NoClassDefFoundError("S3CRET");
		}),

		RETURNS_NULL("returned null", (item) -> null),

		CHANGES_THE_KEY("changed 'id', which is part of its key, guards it, or is unique", (item) -> {
			item.put("id", "S3CRET");
			return item;
		}),

		TAKES_THE_KEY_AWAY("changed 'id', which is part of its key, guards it, or is unique", (item) -> {
			item.remove("id");
			return item;
		}),

		KEEPS_WHAT_CANNOT_BE_STORED("returned what no item can hold", (item) -> {
			item.put("ratio", Double.NaN);
			return item;
		});

		private final String words;

		private final SchemaUpcaster upcaster;

		@SuppressWarnings("NullAway") // An upcaster that returns null is one of the
										// faults.
		Fault(String words, UnaryOperator<@Nullable Map<String, @Nullable Object>> fault) {
			this.words = words;
			this.upcaster = SchemaUpcaster.of("orders", 1, (item) -> {
				Map<String, @Nullable Object> second = VersionedTable.TO_2.upcast(item);
				return "a".equals(item.get("id")) ? fault.apply(second) : second;
			});
		}

	}

	private DaplugTemplate template(Fault fault) {
		this.table.put(BAD);
		this.table.first("b", "Bob Ray");
		this.table.first("c", "Cid Fox");
		return this.table.release(3, List.of(fault.upcaster, VersionedTable.TO_3));
	}

	/** The exception, or what caused it. */
	private static UpcastException upcast(Throwable thrown) {
		Throwable cause = (thrown instanceof UpcastException) ? thrown : Objects.requireNonNull(thrown.getCause());
		assertThat(cause).isInstanceOf(UpcastException.class);
		return (UpcastException) cause;
	}

	@ParameterizedTest
	@EnumSource
	void namesTheTableTheKeyAndTheStep(Fault fault) {
		DaplugTemplate orders = template(fault);
		assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> orders.get(key("a"))).satisfies((ex) -> {
			assertThat(ex.table()).isEqualTo("orders");
			assertThat(ex.key()).isEqualTo(key("a"));
			assertThat(ex.from()).isEqualTo(1);
		})
			.withMessage(
					"The item ItemKey[a] of table 'orders' has an earlier version of its schema, and the upcaster from version 1 to version 2 "
							+ fault.words)
			.withMessageNotContaining("S3CRET");
	}

	@Test
	void namesTheLastStepWhereThatIsTheOneThatFails() {
		DaplugTemplate orders = this.table.release(3);
		this.table.first("a", "Ann");
		this.table.second("b", "Bob");
		for (String id : List.of("a", "b")) {
			assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> orders.get(key(id)))
				.withMessageContaining(
						"from version 2 to version 3 failed with java.lang.ArrayIndexOutOfBoundsException");
		}
	}

	/** A read that meets the item a. */
	enum Read {

		GET((orders) -> orders.get(key("a"), Order.class)),

		CONSISTENT((orders) -> orders.get(key("a"), (read) -> read.consistentRead(true))),

		PROJECTED((orders) -> orders.get(key("a"), (read) -> read.project("total"))),

		QUERY((orders) -> orders.query((query) -> query.hashKey("a")).list()),

		SCAN((orders) -> orders.scan().list()),

		STREAM((orders) -> orders.scan().stream().forEach((item) -> {
		})),

		SEGMENTS((orders) -> orders.scan((scan) -> scan.segments(4)).list()),

		PAGE((orders) -> orders.scan().page(PageRequest.of(10))),

		BATCH((orders) -> orders.batchGet(List.of(key("a"), key("b"))).requireComplete()),

		TRANSACTION((orders) -> TRANSACTIONS.get((tx) -> tx.get(orders, key("a")).get(orders, key("b"))).get(0));

		private final Consumer<DaplugTemplate> reading;

		Read(Consumer<DaplugTemplate> reading) {
			this.reading = reading;
		}

	}

	@ParameterizedTest
	@EnumSource
	void endsEachReadThatMeetsTheItem(Read read) {
		DaplugTemplate orders = template(Fault.THROWS);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> read.reading.accept(orders))
			.satisfies((ex) -> assertThat(upcast(ex).key()).isEqualTo(key("a")));
		assertThat(this.table.stored("a")).isEqualTo(BAD);
	}

	@Test
	void readsTheOtherItemsOfABatch() {
		for (DaplugTemplate orders : List.of(template(Fault.THROWS), cached())) {
			BatchGetResult<Order> result = orders.batchGet(List.of(key("b"), key("a"), key("c"), key("none")),
					Order.class);
			assertThat(result.items()).containsExactly(Order.of("b", "Bob", "Ray"), Order.of("c", "Cid", "Fox"));
			assertThat(result.missing()).containsExactly(key("none"));
			assertThat(result.failed()).singleElement().satisfies((failure) -> {
				assertThat(failure.entry()).isEqualTo(key("a"));
				assertThat(failure.cause()).isInstanceOf(UpcastException.class);
			});
		}
	}

	private DaplugTemplate cached() {
		VersionedTable cached = VersionedTable.of((definition) -> definition.cache(CacheDefinition.DEFAULTS));
		cached.put(BAD);
		cached.first("b", "Bob Ray");
		cached.first("c", "Cid Fox");
		return cached.release(3, List.of(Fault.THROWS.upcaster, VersionedTable.TO_3));
	}

	@Test
	void failsEachTimeThatTheItemIsTakenFromTheCache() {
		DaplugTemplate orders = cached();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> orders.get(key("a")));
			assertThat(orders.get(key("b"), Order.class)).contains(Order.of("b", "Bob", "Ray"));
		}
	}

	@Test
	void readsKeysAllTheSame() {
		DaplugTemplate orders = template(Fault.THROWS);
		assertThat(orders.exists(key("a"))).isTrue();
		assertThat(orders.scan().count()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void writesNothingOfAPart(PartialWrite part) {
		for (Fault fault : Fault.values()) {
			DaplugTemplate orders = template(fault);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> part.write(orders))
				.satisfies((ex) -> assertThat(upcast(ex).from()).isEqualTo(1));
			assertThat(this.table.stored("a")).isEqualTo(BAD);
		}
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void writesNothingOfATransactionWithSuchAPart() {
		DaplugTemplate orders = template(Fault.THROWS);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> TRANSACTIONS.write((tx) -> tx.overwrite(orders, Order.of("b", "Ben", "Day"))
				.change(orders, key("a"), (change) -> change.set("total", 6))))
			.satisfies((ex) -> assertThat((ex instanceof ItemTransactionFailedException) ? ex.getCause() : ex)
				.isInstanceOf(UpcastException.class));
		assertThat(this.table.stored("b")).containsEntry("name", text("Bob Ray"));
		assertThat(this.table.changes()).isEmpty();
	}

	@Test
	void putsAWholeItemInItsPlace() {
		DaplugTemplate orders = template(Fault.THROWS);
		orders.overwrite(Order.of("a", "Ann", "Lee"));
		assertThat(this.table.stored("a")).isEqualTo(storedOrder("a", "Ann", "Lee"));
		assertThat(this.table.changes()).singleElement()
			.isInstanceOfSatisfying(ItemModified.class,
					(modified) -> assertThat(modified.oldImage()).isInstanceOf(ItemImage.Unknown.class));
	}

	@Test
	void deletesItAndSaysSoWithTheItemAsItWasStored() {
		for (Fault fault : Fault.values()) {
			DaplugTemplate orders = template(fault);
			assertThatExceptionOfType(WriteAnswerException.class).isThrownBy(() -> orders.delete(key("a")))
				.withMessageContaining("'orders' is deleted, and the delete stands")
				.withMessageNotContaining("S3CRET")
				.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOf(UpcastException.class))
				.satisfies((ex) -> assertThat(ex.item().attributes()).isEqualTo(BAD));
			assertThat(this.table.found("a")).isNull();
		}
		assertThat(this.table.changes()).hasSameSizeAs(Fault.values());
	}

	@Test
	void removesItWithOthers() {
		DaplugTemplate orders = template(Fault.THROWS);
		ClearResult cleared = orders.clear((clear) -> clear.hashKey("a"));
		assertThat(cleared.removed()).isEqualTo(1);
		this.table.put(BAD);
		assertThat(orders.batchDelete(List.of(key("a"), key("b"))).requireComplete().written())
			.containsExactlyInAnyOrder(key("a"), key("b"));
		assertThat(this.table.items()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("id", text("c")).doesNotContainKey(VERSION));
	}

}
