package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.IndexProjection;
import io.daplug.table.KeyAttribute;
import io.daplug.template.VersionedTable.Name;
import io.daplug.template.VersionedTable.Order;
import io.daplug.template.model.PageRequest;
import io.daplug.version.FutureItemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static io.daplug.template.VersionedTable.VERSION;
import static io.daplug.template.VersionedTable.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of reads of items that other releases of the application wrote.
 */
class VersionedReadIntegrationTests {

	private static final ItemTransactionTemplate TRANSACTIONS = new ItemTransactionTemplate();

	private final VersionedTable table = VersionedTable.of((table) -> table.hashPrefix("o#")
		.index(IndexDefinition.of("by-total", KeyAttribute.number("total")).with(IndexProjection.KEYS_ONLY)));

	private final DaplugTemplate template = this.table.release(3);

	/** A way to read the orders a and b. */
	enum Read {

		GET((orders) -> List.of(orders.get(key("a"), Order.class).orElseThrow(),
				orders.get(key("b"), Order.class, (read) -> read.consistentRead(true)).orElseThrow())),

		BATCH_GET((orders) -> orders.batchGet(List.of(key("a"), key("b")), Order.class).requireComplete().items()),

		SCAN((orders) -> orders.scan((scan) -> {
		}, Order.class).list()),

		SEGMENTS((orders) -> orders.scan((scan) -> scan.segments(4), Order.class).list()),

		PAGE((orders) -> orders.scan((scan) -> {
		}, Order.class).page(PageRequest.of(10)).items()),

		QUERY((orders) -> List.of(orders.query((query) -> query.hashKey("a"), Order.class).first().orElseThrow(),
				orders.query((query) -> query.hashKey("b"), Order.class).list().get(0))),

		TRANSACTION((orders) -> {
			TransactionItems items = TRANSACTIONS.get((tx) -> tx.get(orders, key("a")).get(orders, key("b")));
			return List.of(items.get(0, Order.class).orElseThrow(), items.get(1, Order.class).orElseThrow());
		}),

		PROJECTED((orders) -> orders.scan((scan) -> scan.project("id", "customer", "total"), Order.class).list()),

		TYPE((orders) -> orders.scan((scan) -> scan.projectType(), Order.class).list());

		private final Function<DaplugTemplate, List<Order>> reading;

		Read(Function<DaplugTemplate, List<Order>> reading) {
			this.reading = reading;
		}

		List<Order> of(DaplugTemplate orders) {
			return this.reading.apply(orders);
		}

	}

	@BeforeEach
	void oldOrders() {
		this.table.first("o#a", "Ann Lee");
		this.table.second("o#b", "Bob Ray");
	}

	@ParameterizedTest
	@EnumSource
	void bringsItemsToTheCurrentVersion(Read read) {
		assertThat(read.of(this.template)).containsExactlyInAnyOrder(Order.of("a", "Ann", "Lee"),
				Order.of("b", "Bob", "Ray"));
	}

	@ParameterizedTest
	@EnumSource
	void refusesItemsOfALaterVersion(Read read) {
		this.table.put(Map.of("id", text("o#b"), "total", number(5), VERSION, number(4)));
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> read.of(this.template)).satisfies((ex) -> {
			Throwable found = (ex instanceof FutureItemException) ? ex : Objects.requireNonNull(ex.getCause());
			assertThat(found).isInstanceOfSatisfying(FutureItemException.class, (future) -> {
				assertThat(future.table()).isEqualTo("orders");
				assertThat(future.key()).isEqualTo(ItemKey.of("b"));
				assertThat(future.version()).isEqualTo("4");
				assertThat(future.current()).isEqualTo(3);
			})
				.hasMessage(
						"The item ItemKey[b] of table 'orders' has the version 4, and this application knows versions up to 3: a newer release wrote it. Deploy that release, or set 'current' of the table's 'schema-version' and add the upcasters up to it");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "2.5", "1E+30" })
	void refusesWhatIsNoVersion(String version) {
		this.table.put(Map.of("id", text("o#c"), VERSION, AttributeValue.fromN(version)));
		assertThatExceptionOfType(FutureItemException.class).isThrownBy(() -> this.template.get(key("c")));
		this.table.put(Map.of("id", text("o#c"), VERSION, text("3")));
		assertThatExceptionOfType(FutureItemException.class).isThrownBy(() -> this.template.get(key("c")))
			.withMessageContaining("of type S");
	}

	@Test
	void hidesTheVersionUnlessItIsAskedFor() {
		assertThat(this.template.get(key("b")).orElseThrow()).containsOnlyKeys("id", "customer", "total");
		assertThat(this.template.get(key("b"), (read) -> read.project("total", VERSION)).orElseThrow().toString())
			.isEqualTo("{total=5, _v=2}");
		assertThat(this.template.scan((scan) -> scan.project("id", VERSION)).list()).hasSize(2)
			.allMatch((item) -> item.containsKey("id"));
		assertThat(this.template.get(key("a"), (read) -> read.project("id", VERSION)).orElseThrow())
			.containsOnlyKeys("id");
	}

	@Test
	void cutsProjectionsFromTheItemOfTheCurrentVersion() {
		this.table.put(Map.of("id", text("o#c"), "name", text("Cid Fox"), "total", number(5), "lines",
				AttributeValue.fromL(List.of(text("x"), text("y"), text("z")))));
		assertThat(this.template.get(key("c"), (read) -> read.project("customer.last", "lines[0]", "lines[2]", "none"))
			.orElseThrow()).isEqualTo(Map.of("customer", Map.of("last", "Fox"), "lines", List.of("x", "z")));
		assertThat(this.template.get(key("c"), (read) -> read.project("name", "lines[7]", "lines[0].x")))
			.contains(Map.of());
	}

	@Test
	void findsOldItemsByFiltersOnWhatIsStored() {
		assertThat(this.template.scan((scan) -> scan.filter(Condition.attribute("name").exists()), Order.class).list())
			.containsExactly(Order.of("a", "Ann", "Lee"));
		assertThat(this.template.scan((scan) -> scan.filter(Condition.attribute(VERSION).isMissing())).count()).isOne();
	}

	@Test
	void looksAtNoVersionWhereKeysAloneAreRead() {
		this.table.fourth("o#c");
		assertThat(this.template.exists(key("c"))).isTrue();
		assertThat(this.template.scan().count()).isEqualTo(3);
		List<Object> ids = new ArrayList<>();
		this.template.query((query) -> query.index("by-total").hashKey(5))
			.list()
			.forEach((item) -> ids.add(Objects.requireNonNull(item.get("id"))));
		assertThat(ids).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void bringsRawAnswersToTheCurrentVersion() {
		assertThat(this.template.scan().response(Select.ALL_ATTRIBUTES).items())
			.allSatisfy((item) -> assertThat(item).containsKey("customer").doesNotContainKeys("name", VERSION));
	}

	@Test
	void requiresTheVersionInAnIndexThatHoldsParts() {
		VersionedTable partial = VersionedTable.of((table) -> table
			.index(IndexDefinition.of("by-total", KeyAttribute.number("total")).with(IndexProjection.include("name"))));
		assertThatIllegalStateException().isThrownBy(() -> partial.release(3))
			.withMessage(
					"The projection of index 'by-total' of table 'orders' leaves out '_v', which holds the version of an item; include it, or let the index hold all attributes");
	}

	@Test
	void readsPartsOfItemsFromAnIndex() {
		VersionedTable partial = VersionedTable
			.of((table) -> table.index(IndexDefinition.of("by-total", KeyAttribute.number("total"))
				.with(IndexProjection.include("name", "customer", VERSION))));
		partial.first("a", "Ann Lee");
		assertThat(partial.release(3)
			.query((query) -> query.index("by-total").hashKey(5), Order.class)
			.first()
			.orElseThrow()).isEqualTo(new Order("a", new Name("Ann", "Lee"), 5));
	}

}
