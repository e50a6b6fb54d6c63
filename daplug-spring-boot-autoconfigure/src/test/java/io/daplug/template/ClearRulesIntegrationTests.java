package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.cache.CacheDefinition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.template.TenantTable.Order;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.ClearResult;
import io.daplug.tenant.MissingTenantException;
import io.daplug.tenant.TenantScope;
import io.daplug.version.SchemaUpcasters;
import org.junit.jupiter.api.Test;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that a clear keeps the rules of tables: of tenants, of versions, of composed keys
 * and of what is kept in memory.
 */
class ClearRulesIntegrationTests {

	private static ClearResult removed(long items) {
		return new ClearResult(items, 0, 0, 0, List.of());
	}

	@Test
	void everythingIsWhatIsTheTenants() throws Exception {
		TenantTable table = TenantTable.create((definition) -> definition.unique("email"));
		DaplugTemplate template = table.template();
		for (String tenant : List.of("a", "b", "a#b")) {
			for (int number = 0; number < 3; number++) {
				template.forTenant(tenant).insert(TenantTable.order(tenant, number));
			}
		}
		assertThat(TenantScope.call("a",
				() -> template.clear((clear) -> clear.index(TenantTable.BY_STATUS).hashKey("open").limit(1))))
			.isEqualTo(removed(1));
		assertThat(template.forTenant("a").clear((clear) -> clear.everything())).isEqualTo(removed(2));
		assertThat(table.of("a")).isEmpty();
		assertThat(template.forTenant("b").clear((clear) -> clear.hashKey("o1"))).isEqualTo(removed(1));
		assertThat(template.forTenant("b").as(Order.class).scan().list()).extracting(Order::total)
			.containsExactlyInAnyOrder(0, 2);
		assertThat(template.forTenant("a#b").scan().count()).isEqualTo(3);
	}

	@Test
	void aCallWithoutATenantClearsNothing() {
		TenantTable table = TenantTable.create();
		table.template().forTenant("a").insert(TenantTable.order("a", 1));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate template = table.stored().quiet(requests.client());
			assertThatExceptionOfType(MissingTenantException.class)
				.isThrownBy(() -> template.clear((clear) -> clear.everything()));
			assertThat(requests.operations()).isEmpty();
		}
		assertThat(table.of("a")).hasSize(1);
	}

	@Test
	void whatALaterReleaseWroteStays() {
		VersionedTable table = VersionedTable.plain();
		table.put(Map.of("id", text("old"), "name", text("Lin")));
		table.put(Map.of("id", text("new"), "customer", text("Lin"), VersionedTable.VERSION, number(2)));
		table.put(Map.of("id", text("later"), "x", text("y"), VersionedTable.VERSION, number(9)));
		DaplugTemplate quiet = DaplugTemplate.builder(LocalDynamoDb.client(), table.definition(2))
			.upcasters(SchemaUpcasters.of(List.of(VersionedTable.TO_2)))
			.build();
		ClearResult result = quiet.clear((clear) -> clear.everything());
		assertThat(result.removed()).isEqualTo(2);
		assertThat(result.failures()).extracting(BatchFailure::entry).containsExactly(ItemKey.of("later"));
		assertThat(table.found("later")).isNotNull();
		assertThat(quiet.clear((clear) -> clear.everything().guarded(false))).isEqualTo(removed(1));
	}

	@Test
	void whatCannotBeReadIsRemovedAllTheSame() {
		VersionedTable table = VersionedTable.plain();
		table.put(Map.of("id", text("a"), "customer", text("Lin"), VersionedTable.VERSION, number(2)));
		assertThat(table.release(3).clear((clear) -> clear.hashKey("a"))).isEqualTo(removed(1));
		table.put(Map.of("id", text("a"), "customer", text("Lin"), VersionedTable.VERSION, number(2)));
		assertThat(table.release(3).clear((clear) -> clear.hashKey("a").filter(attribute("customer").isEqualTo("Lin"))))
			.isEqualTo(removed(1));
	}

	@Test
	void whatIsKeptInMemoryIsForgotten() {
		StoredTable table = StoredTable.of((definition) -> definition.cache(CacheDefinition.DEFAULTS));
		DaplugTemplate template = table.quiet(LocalDynamoDb.client());
		template.insert(Map.of("id", "a"));
		template.insert(Map.of("id", "b"));
		assertThat(template.get(ItemKey.of("a"))).isPresent();
		assertThat(template.get(ItemKey.of("b"))).isPresent();
		template.clear((clear) -> clear.hashKey("a").condition(attribute("id").exists()));
		assertThat(template.get(ItemKey.of("a"))).isEmpty();
		template.clear((clear) -> clear.everything());
		assertThat(template.get(ItemKey.of("b"))).isEmpty();
	}

	@Test
	void keysAreGivenAsTheAttributesThatTheyAreComposedOf() {
		StoredTable table = StoredTable.of((definition) -> definition.rangeKey("sk")
			.computedKey("id", KeyTemplate.parse("SITE#{site}"))
			.computedKey("sk", KeyTemplate.parse("DEVICE#{device}")));
		DaplugTemplate template = table.template();
		for (String site : List.of("graz", "linz")) {
			for (String device : List.of("a-1", "a-2", "b-1")) {
				template.insert(Map.of("site", site, "device", device, "state", "open"));
			}
		}
		table.put(Map.of("id", text("SITE#graz"), "sk", text("OTHER"), "state", text("open")));
		assertThat(template.clear((clear) -> clear.hashKey("graz").rangePrefix("a-"))).isEqualTo(removed(2));
		assertThat(template.clear((clear) -> clear.everything().filter(attribute("state").isEqualTo("open")).limit(1)))
			.isEqualTo(removed(1));
		assertThat(template.clear((clear) -> clear.everything())).isEqualTo(removed(3));
		assertThat(table.items()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("sk", text("OTHER")));
	}

}
