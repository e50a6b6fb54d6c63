package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.daplug.capacity.ReadRules;
import io.daplug.capacity.ScanRule;
import io.daplug.event.ItemChange;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.template.TenantTable.Order;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.tenant.MissingTenantException;
import io.daplug.tenant.TenantScope;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.text;
import static io.daplug.template.TenantTable.BY_STATUS;
import static io.daplug.template.TenantTable.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for tables that tenants share.
 */
class TenantIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("o1", "1");

	private final TenantTable table = TenantTable.create();

	private final DaplugTemplate orders = this.table.template();

	@Test
	void putsTheTenantBeforeTheHashKeysOfTheTableAndOfIndexes() {
		TenantScope.run("a", () -> this.orders.insert(order("a", 1)));
		assertThat(this.table.stored().items()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("id", text("T#a#order#o1"))
				.containsEntry("line", text("1"))
				.containsEntry("status", text("T#a#open")));
	}

	@Test
	void takesTheTenantOutOfItemsAndEvents() {
		Order order = order("a", 1);
		Order inserted = TenantScope.get("a", () -> this.orders.insert(order));
		assertThat(inserted).isEqualTo(order);
		assertThat(TenantScope.get("a", () -> this.orders.get(KEY, Order.class))).contains(order);
		assertThat(TenantScope.get("a", () -> this.orders.query((query) -> query.hashKey("o1"), Order.class).list()))
			.containsExactly(order);
		assertThat(TenantScope.get("a",
				() -> this.orders.query((query) -> query.index(BY_STATUS).hashKey("open"), Order.class).list()))
			.containsExactly(order);
		assertThat(TenantScope.get("a", () -> this.orders.scan((scan) -> scan.index(BY_STATUS), Order.class).list()))
			.containsExactly(order);
		ItemChange<?> change = this.table.changes().get(0);
		assertThat(change.tenant()).isEqualTo("a");
		assertThat(change.key()).isEqualTo(KEY);
		assertThat(change.newItem().toMap()).containsEntry("id", "o1").containsEntry("status", "open");
		assertThat(change.identity().storedKey()).isEqualTo(ItemKey.of(text("T#a#order#o1"), text("1")));
	}

	@Test
	void failsWithoutATenantBeforeAnythingIsSent() {
		CountedRequests requests = new CountedRequests();
		DaplugTemplate counted = this.table.stored().template(requests.client());
		ItemOperations<Order> typed = counted.as(Order.class);
		for (Runnable call : List.<Runnable>of(() -> counted.insert(order("a", 1)), () -> counted.get(KEY),
				() -> typed.get(KEY), () -> counted.scan(), () -> counted.query((query) -> query.hashKey("o1")),
				() -> counted.batchInsert(List.of(order("a", 1))), () -> counted.batchGet(List.of(KEY)),
				() -> counted.batchDelete(List.of(KEY)), () -> counted.delete(KEY), () -> counted.exists(KEY),
				() -> counted.change(KEY, (change) -> change.set("total", 1)),
				() -> counted.read((query) -> query.hashKey("o1")), () -> counted.upsert(order("a", 1)),
				() -> typed.overwrite(order("a", 1)),
				() -> new ItemTransactionTemplate().write((entries) -> entries.delete(counted, KEY)),
				() -> new ItemTransactionTemplate().get((entries) -> entries.get(typed, KEY)))) {
			assertThatExceptionOfType(MissingTenantException.class).isThrownBy(call::run)
				.withMessageContaining("Table 'orders' is shared by tenants");
		}
		assertThat(requests.operations()).isEmpty();
		requests.close();
	}

	@Test
	void readsAsTheTenantThatAskedWhoeverGoesOnReading() {
		TenantScope.run("a", () -> this.orders.insert(order("a", 1)));
		TenantScope.run("b", () -> this.orders.insert(order("b", 1)));
		var scan = TenantScope.get("a", () -> this.orders.scan((options) -> options.segments(4), Order.class));
		assertThat(TenantScope.get("b", scan::list)).containsExactly(order("a", 1));
		assertThat(scan.list()).containsExactly(order("a", 1));
	}

	@Test
	void worksForANamedTenantWhoeverCalls() {
		DaplugTemplate ofB = this.orders.forTenant("b");
		TenantScope.run("a", () -> ofB.insert(order("b", 1)));
		assertThat(ofB.as(Order.class).get(KEY)).contains(order("b", 1));
		assertThat(this.orders.as(Order.class).forTenant("b").get(KEY)).contains(order("b", 1));
		assertThat(this.orders.forTenant("a").get(KEY)).isEmpty();
		assertThat(this.table.changes()).singleElement()
			.satisfies((change) -> assertThat(change.tenant()).isEqualTo("b"));
	}

	@Test
	void namesNoTenantWhereThereAreNone() {
		assertThatIllegalStateException().isThrownBy(() -> StoredTable.plain().template().forTenant("a"))
			.withMessageContaining("Table 'orders' has no tenants");
	}

	@Test
	void keepsTheKeysOfTenantsApartWhoseIdsBeginAlike() {
		List<String> tenants = List.of("a", "a#", "a#order", "a%23", "A", "a ");
		for (String tenant : tenants) {
			this.orders.forTenant(tenant).insert(order(tenant, 1));
		}
		for (String tenant : tenants) {
			assertThat(this.orders.forTenant(tenant).as(Order.class).scan().list()).as(tenant)
				.containsExactly(order(tenant, 1));
		}
	}

	@Test
	void refusesKeysThatNameATenant() {
		TenantScope.run("a", () -> {
			for (String id : List.of("T#b#o1", "T#b#order#o1", "T#a#order#o1")) {
				assertThatExceptionOfType(InvalidKeyException.class).as(id)
					.isThrownBy(() -> this.orders.get(ItemKey.of(id, "1")))
					.withMessageContaining("'id' begins with a tenant");
				assertThatExceptionOfType(InvalidKeyException.class)
					.isThrownBy(() -> this.orders.insert(new Order(id, "1", "open", "x", 1)));
			}
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> this.orders.insert(new Order("o1", "1", "T#b#open", "x", 1)))
				.withMessageContaining("'status' begins with a tenant");
		});
		assertThat(this.table.stored().items()).isEmpty();
	}

	@Test
	void keepsTheTenantBeforePrefixesOfACall() {
		TenantScope.run("a", () -> {
			this.orders.insert(order("a", 1), (options) -> options.prefix("id", "draft#").prefix("status", "s#"));
			assertThat(this.table.stored().items()).singleElement()
				.satisfies((item) -> assertThat(item).containsEntry("id", text("T#a#draft#o1"))
					.containsEntry("status", text("T#a#s#open")));
			assertThat(this.orders.get(KEY, (options) -> options.prefix("id", "draft#"))).isPresent();
			assertThat(this.orders.get(KEY)).isEmpty();
			assertThat(this.orders.scan().list()).singleElement()
				.satisfies((item) -> assertThat(item).containsEntry("id", "draft#o1"));
		});
		assertThat(this.orders.forTenant("b").get(KEY, (options) -> options.prefix("id", ""))).isEmpty();
	}

	@Test
	void pagesThroughTheItemsOfOneTenant() {
		for (String tenant : List.of("a", "b", "c")) {
			this.orders.forTenant(tenant)
				.batchInsert(IntStream.range(0, 20).mapToObj((number) -> order(tenant, number)).toList());
		}
		ItemOperations<Order> ofA = this.orders.as(Order.class).forTenant("a");
		Page<Order> page = ofA.scan().page(PageRequest.of(7));
		List<Order> all = new java.util.ArrayList<>(page.items());
		while (page.nextToken() != null) {
			String token = page.nextToken();
			assertThat(decoded(token)).doesNotContain("T#a", "T#b", "T#c");
			page = ofA.scan().page(PageRequest.of(7).after(token));
			all.addAll(page.items());
		}
		assertThat(all).hasSize(20)
			.containsExactlyInAnyOrderElementsOf(
					IntStream.range(0, 20).mapToObj((number) -> order("a", number)).toList());
		assertThat(ofA.scan().count()).isEqualTo(20);
		assertThat(ofA.scan((scan) -> scan.segments(3).index(BY_STATUS)).count()).isEqualTo(20);
		assertThat(ofA.scan((scan) -> scan.filter(Condition.attribute("total").isLessThan(5)).limit(3)).list())
			.hasSize(3);
	}

	private static String decoded(String token) {
		return new String(java.util.Base64.getUrlDecoder().decode(token), java.nio.charset.StandardCharsets.ISO_8859_1);
	}

	@Test
	void refusesPageTokensOfOtherTenants() {
		for (String tenant : List.of("a", "b")) {
			this.orders.forTenant(tenant)
				.batchInsert(IntStream.range(0, 5).mapToObj((number) -> order(tenant, number)).toList());
		}
		String scan = this.orders.forTenant("b").scan().page(PageRequest.of(2)).nextToken();
		String query = this.orders.forTenant("b")
			.query((options) -> options.index(BY_STATUS).hashKey("open"))
			.page(PageRequest.of(2))
			.nextToken();
		assertThat(scan).isNotNull();
		assertThat(query).isNotNull();
		TenantScope.run("a", () -> {
			assertThatExceptionOfType(InvalidPageTokenException.class)
				.isThrownBy(() -> this.orders.scan().page(PageRequest.of(2).after(scan)));
			assertThatExceptionOfType(InvalidPageTokenException.class)
				.isThrownBy(() -> this.orders.query((options) -> options.index(BY_STATUS).hashKey("open"))
					.page(PageRequest.of(2).after(query)));
		});
	}

	@Test
	void answersNoScanWithKeysOfOthers() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.orders.forTenant("a").scan().response())
			.withMessageContaining("it tells keys of others");
	}

	@Test
	void readsRangesWithinOneTenant() {
		this.orders.forTenant("a").insert(new Order("o1", "2", "open", "x", 1));
		this.orders.forTenant("b").insert(new Order("o1", "3", "open", "y", 1));
		assertThat(this.orders.forTenant("a")
			.query((query) -> query.index(BY_STATUS).hashKey("open").rangeKey(RangeKeyCondition.between("0", "9")),
					Order.class)
			.list()).extracting(Order::email).containsExactly("x");
	}

	@Test
	void letsEachTenantHaveItsOwnUniqueValues() {
		TenantTable unique = TenantTable.create((definition) -> definition.unique("email"));
		DaplugTemplate template = unique.template();
		Order order = new Order("o1", "1", "open", "same@example.com", 1);
		template.forTenant("a").insert(order);
		template.forTenant("b").insert(order);
		assertThat(unique.of("a")).hasSize(2);
		assertThat(unique.of("b")).hasSize(2);
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> template.forTenant("a").insert(new Order("o2", "1", "open", "same@example.com", 1)));
		template.forTenant("a").delete(KEY);
		assertThat(unique.of("a")).isEmpty();
		assertThat(unique.of("b")).hasSize(2);
	}

	@Test
	void hasTheTenantAmongWhatTellsChangesApart() {
		this.orders.forTenant("a").insert(order("a", 1));
		this.orders.forTenant("b").insert(order("b", 1));
		Set<String> ids = this.table.changes().stream().map(ItemChange::changeId).collect(Collectors.toSet());
		assertThat(ids).hasSize(2);
		assertThat(this.table.changes().get(0).identity()).isNotEqualTo(this.table.changes().get(1).identity());
	}

	@Test
	void keepsForeignItemsOutOfReach() {
		this.table.stored().put(Map.of("id", text("order#o9"), "line", text("1"), "status", text("open")));
		DaplugTemplate ofA = this.orders.forTenant("a");
		assertThat(ofA.scan().list()).isEmpty();
		assertThat(ofA.scan().count()).isZero();
		assertThat(ofA.get(ItemKey.of("o9", "1"))).isEmpty();
		assertThat(ofA.query((query) -> query.index(BY_STATUS).hashKey("open")).list()).isEmpty();
	}

	@Test
	void refusesHashKeysThatCannotHaveATenantBeforeThem() {
		assertThatIllegalStateException()
			.isThrownBy(() -> TableDefinition.named("orders")
				.hashKey("id", ScalarAttributeType.N)
				.tenant(TenantTable.TENANTS)
				.build())
			.withMessageContaining("'tenant' of table 'orders' must not be set: the hash key 'id' is no text");
		assertThatIllegalStateException()
			.isThrownBy(() -> TableDefinition.named("orders")
				.hashKey("id")
				.index(IndexDefinition.of("by-total", KeyAttribute.number("total"), KeyAttribute.text("id")))
				.tenant(TenantTable.TENANTS)
				.build())
			.withMessageContaining("the hash key 'total' is no text");
	}

	@Test
	void takesTextAloneAsHashKeys() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.orders.forTenant("a").get(ItemKey.of(7, "1")));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.orders.forTenant("a").insert(Map.of("id", 7, "line", "1")));
		assertThat(LocalDynamoDb.client().scan((scan) -> scan.tableName(this.table.definition().tableName())).items())
			.isEqualTo(List.<Map<String, AttributeValue>>of());
	}

	@Test
	void readsAcrossTenantsByName() {
		for (String tenant : List.of("a", "a#b")) {
			this.orders.forTenant(tenant).insert(order(tenant, 1), (options) -> options.prefix("id", "draft#"));
			this.orders.forTenant(tenant).insert(order(tenant, 2));
		}
		this.table.stored().put(Map.of("id", text("order#o9"), "line", text("1")));
		AcrossTenants<Order> all = this.orders.as(Order.class).acrossTenants();
		assertThat(all.tenants()).containsExactly("a", "a#b");
		assertThat(all.scan().count()).isEqualTo(4);
		assertThat(all.scan((scan) -> scan.segments(3).filter(Condition.attribute("total").isEqualTo(2))).list())
			.containsExactlyInAnyOrder(new TenantItem<>("a", order("a", 2)), new TenantItem<>("a#b", order("a#b", 2)));
		Page<TenantItem<Order>> page = all.scan((scan) -> scan.index(BY_STATUS)).page(PageRequest.of(3));
		String token = page.nextToken();
		assertThat(token).isNotNull();
		assertThat(all.scan((scan) -> scan.index(BY_STATUS)).page(PageRequest.of(3).after(token)).items()).hasSize(1);
		assertThatExceptionOfType(InvalidPageTokenException.class).isThrownBy(() -> this.orders.forTenant("a")
			.scan((scan) -> scan.index(BY_STATUS))
			.page(PageRequest.of(3).after(token)));
	}

	@Test
	void refusesWhatCannotBeAskedAcrossTenants() {
		AcrossTenants<Map<String, Object>> all = this.orders.acrossTenants();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> all.scan((scan) -> scan.project("total")));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> all.scan((scan) -> scan.filter(Condition.attribute("status").isEqualTo("open"))))
			.withMessageContaining("'status'");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> all.scan((scan) -> scan.prefix("id", "draft#")));
		assertThatIllegalStateException().isThrownBy(() -> StoredTable.plain().template().acrossTenants());
	}

	@Test
	void readsNothingAcrossTenantsWhereTheTableMustNotBeScanned() {
		DaplugTemplate unscanned = TenantTable
			.create((definition) -> definition.reads(new ReadRules(ScanRule.REFUSE, null)))
			.template();
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(unscanned::acrossTenants)
			.withMessageContaining("must not be scanned");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> unscanned.as(Order.class).acrossTenants());
	}

	@Test
	void keepsTenantsApartWhoseKeysAreComposedOfAttributes() {
		StoredTable composed = StoredTable.of((table) -> table.hashKey("pk")
			.tenant(TenantTable.TENANTS)
			.index(IndexDefinition.of("by-owner", "gpk", null))
			.computedKey("pk", KeyTemplate.parse("O#{id}"))
			.computedKey("gpk", KeyTemplate.parse("W#{owner}")));
		DaplugTemplate template = composed.template();
		template.forTenant("a").insert(Map.of("id", "1", "owner", "x", "of", "a"));
		template.forTenant("b").insert(Map.of("id", "1", "owner", "x", "of", "b"));
		assertThat(composed.items()).extracting((item) -> item.get("pk"))
			.containsExactlyInAnyOrder(text("T#a#O#1"), text("T#b#O#1"));
		DaplugTemplate ofA = template.forTenant("a");
		Map<String, Object> item = Map.of("id", "1", "owner", "x", "of", "a");
		assertThat(ofA.get(ItemKey.of("1"))).contains(item);
		assertThat(ofA.scan().list()).containsExactly(item);
		assertThat(ofA.query((query) -> query.index("by-owner").hashKey("x")).list()).containsExactly(item);
		assertThat(ofA.change(ItemKey.of("1"), (change) -> change.set("of", "c"))).containsEntry("of", "c");
		assertThat(ofA.clear((clear) -> clear.everything()).removed()).isEqualTo(1);
		assertThat(template.forTenant("b").scan().list()).hasSize(1);
		assertThat(composed.changes()).extracting(ItemChange::tenant).containsExactly("a", "b", "a", "a");
		assertThatIllegalStateException().isThrownBy(template::acrossTenants).withMessageContaining("forTenant");
	}

	@Test
	void endsReadsEarlyWithoutKeysOfOthers() {
		String long100k = "x".repeat(100_000);
		for (int number = 0; number < 30; number++) {
			this.orders.forTenant("b").insert(new Order("secret" + number, "1", "open", long100k, 1));
		}
		assertThatExceptionOfType(ReadBudgetExceededException.class)
			.isThrownBy(() -> this.orders.forTenant("a").scan((scan) -> scan.maxUnits(1)).list())
			.satisfies((ex) -> assertThat(ex.nextToken()).isNull());
		assertThatExceptionOfType(ReadBudgetExceededException.class)
			.isThrownBy(() -> this.orders.forTenant("b").scan((scan) -> scan.maxUnits(1)).list())
			.satisfies((ex) -> assertThat(decoded(Objects.requireNonNull(ex.nextToken()))).doesNotContain("T#"));
	}

}
