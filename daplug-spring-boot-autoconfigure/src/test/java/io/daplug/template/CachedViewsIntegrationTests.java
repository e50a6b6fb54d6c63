package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.cache.CacheDefinition;
import io.daplug.cache.CaffeineItemCache;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.SharedTable.Device;
import io.daplug.template.SharedTable.Setting;
import io.daplug.tenant.MissingTenantException;
import io.daplug.tenant.TenantScope;
import io.daplug.version.FutureItemException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.StoredAs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.daplug.template.StoredTable.text;
import static io.daplug.template.TenantTable.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for items that are kept in memory once and seen by several: tenants, types that
 * share a table, and releases that know different versions.
 */
class CachedViewsIntegrationTests {

	private static final Consumer<TableDefinitionBuilder> CACHED = (table) -> table.cache(CacheDefinition.DEFAULTS);

	@Test
	void tenantsDoNotMeet() {
		DaplugTemplate orders = TenantTable.create(CACHED).template();
		ItemKey key = ItemKey.of("o1", "1");
		TenantScope.run("a", () -> orders.insert(order("a", 1)));
		assertThat(TenantScope.get("a", () -> orders.get(key, TenantTable.Order.class))).contains(order("a", 1));
		assertThat(TenantScope.get("b", () -> orders.get(key))).isEmpty();
		TenantScope.run("b", () -> orders.insert(order("b", 1)));
		assertThat(TenantScope.get("b", () -> orders.get(key, TenantTable.Order.class))).contains(order("b", 1));
		assertThat(TenantScope.get("a", () -> orders.batchGet(List.of(key), TenantTable.Order.class)).items())
			.containsExactly(order("a", 1));
		TenantScope.run("b", () -> TableCache.of(orders).orElseThrow().evict(key));
	}

	@Test
	void whatIsKeptOfAllTenantsIsWatchedByNobodysCall() {
		TenantTable table = TenantTable.create(CACHED);
		DaplugTemplate orders = table.template();
		ItemKey key = ItemKey.of("o1", "1");
		orders.forTenant("a").insert(order("a", 1));
		orders.forTenant("b").insert(order("b", 1));
		for (String tenant : List.of("a", "b")) {
			orders.forTenant(tenant).get(key);
		}
		TableCache cache = TableCache.of(orders).orElseThrow();
		assertThatExceptionOfType(MissingTenantException.class).isThrownBy(() -> cache.evict(key));
		assertThat(kept(cache)).isEqualTo(2);
		TenantScope.run("a", () -> cache.evict(key));
		assertThat(kept(cache)).isEqualTo(1);
		cache.handle(table.changes().get(1));
		assertThat(kept(cache)).isZero();
	}

	private static long kept(TableCache cache) {
		return ((CaffeineItemCache) cache.cache()).caffeine().asMap().size();
	}

	@Test
	void typesThatShareATableShareWhatIsKept() {
		SharedTable table = SharedTable.create();
		DaplugTemplate devices = table.template(SharedTable.deviceKeys().andThen(CACHED));
		DaplugTemplate settings = table.template(SharedTable.settingKeys().andThen(CACHED));
		Device device = new Device("d1", "o", SharedTable.State.NEW, 3);
		Setting setting = new Setting("eu", 7, "on");
		devices.insert(device);
		settings.insert(setting);
		assertThat(devices.as(Device.class).get(ItemKey.of("d1"))).contains(device);
		assertThat(settings.as(Setting.class).get(ItemKey.of(Map.of("region", "eu", "number", 7)))).contains(setting);
		assertThat(TableCache.of(devices).orElseThrow().cache())
			.isSameAs(TableCache.of(settings).orElseThrow().cache());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void eachReleaseSeesItsOwnVersionOfWhatIsKept(int version) {
		VersionedTable table = VersionedTable.of(CACHED);
		table.first("a", "Ann Lee");
		ItemKey key = ItemKey.of("a");
		table.release(3).get(key);
		DaplugTemplate release = table.release(version);
		for (String[] paths : List.of(new String[] { "customer" }, new String[] { "id", "total" },
				new String[] { "name" }, new String[] { "customer.last" })) {
			assertThat(release.get(key, (options) -> options.project(paths)))
				.isEqualTo(release.get(key, (options) -> options.project(paths).consistentRead(true)));
		}
		Map<String, Object> kept = release.get(key).orElseThrow();
		assertThat(kept).isEqualTo(release.get(key, (options) -> options.consistentRead(true)).orElseThrow());
	}

	private static final Consumer<TableDefinitionBuilder> NO_MORE = (table) -> {
	};

	static Stream<Arguments> tables() {
		Consumer<TableDefinitionBuilder> token = (table) -> table.writeToken("_w");
		Consumer<TableDefinitionBuilder> mapper = (table) -> table.storedAs(StoredAs.DYNAMODB_MAPPER_V1);
		return Stream.of(argumentSet("with nothing else", NO_MORE), argumentSet("with a token", token),
				argumentSet("with another form", mapper), argumentSet("with both", token.andThen(mapper)));
	}

	@ParameterizedTest
	@MethodSource("tables")
	void whatIsKeptIsBroughtToItsVersionOnce(Consumer<TableDefinitionBuilder> more) {
		VersionedTable table = VersionedTable.of(CACHED.andThen(more));
		table.put(Map.of("id", text("a"), "name", text("Ann"), "_w", text("token")));
		AtomicInteger upcasts = new AtomicInteger();
		DaplugTemplate release = table.release(2, List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			upcasts.incrementAndGet();
			return VersionedTable.TO_2.upcast(item);
		})));
		ItemKey key = ItemKey.of("a");
		for (int i = 0; i < 3; i++) {
			Map<String, Object> kept = release.get(key).orElseThrow();
			assertThat(kept).containsEntry("customer", "Ann").doesNotContainKey("name");
			kept.put("customer", "changed by whoever got it");
			assertThat(kept.containsKey("_w")).as("nobody sees a token")
				.isNotEqualTo(release.table().writeToken() != null);
			assertThat(release.batchGet(List.of(key)).items()).hasSize(1)
				.allSatisfy((item) -> assertThat(item).containsEntry("customer", "Ann"));
			assertThat(release.get(key, (options) -> options.project("customer"))).contains(Map.of("customer", "Ann"));
		}
		assertThat(upcasts).hasValue(1);
		table.first("a", "Eve");
		TableCache.of(release).orElseThrow().evict(key);
		assertThat(release.get(key).orElseThrow()).containsEntry("customer", "Eve");
		assertThat(upcasts).hasValue(2);
	}

	@Test
	void anItemOfAFutureVersionIsRefusedEachTime() {
		VersionedTable table = VersionedTable.of(CACHED);
		table.release(3).insert(Map.of("id", "a", "customer", Map.of("first", "Ann", "last", "Lee"), "total", 5));
		DaplugTemplate earlier = table.release(2);
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(FutureItemException.class).isThrownBy(() -> earlier.get(ItemKey.of("a")));
		}
		assertThat(table.release(3).get(ItemKey.of("a"))).isPresent();
	}

}
