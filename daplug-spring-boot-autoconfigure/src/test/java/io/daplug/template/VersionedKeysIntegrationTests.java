package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.VersionedTable.Order;
import io.daplug.tenant.TenantDefinition;
import io.daplug.version.FutureItemException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.UpcastException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static io.daplug.template.VersionedTable.VERSION;
import static io.daplug.template.VersionedTable.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of versions in tables that tenants share, that have unique attributes, or whose
 * keys are composed.
 */
class VersionedKeysIntegrationTests {

	private static VersionedTable tenants() {
		return VersionedTable.of((table) -> table.tenant(TenantDefinition.of(() -> null, "T#{tenant}#")));
	}

	@Test
	void bringsItemsOfATenantToTheCurrentVersion() {
		VersionedTable table = tenants();
		table.first("T#x#a", "Ann Lee");
		table.second("T#y#a", "Bob Ray");
		DaplugTemplate orders = table.release(3);
		assertThat(orders.forTenant("x").get(key("a"), Order.class)).contains(Order.of("a", "Ann", "Lee"));
		assertThat(orders.forTenant("x").scan((scan) -> {
		}, Order.class).list()).containsExactly(Order.of("a", "Ann", "Lee"));
		orders.forTenant("y").change(key("a"), (change) -> change.set("total", 6));
		assertThat(table.stored("T#y#a")).containsEntry(VERSION, number(3)).containsEntry("total", number(6));
		assertThat(table.stored("T#x#a")).containsEntry("name", text("Ann Lee")).doesNotContainKey(VERSION);
		assertThat(table.changes()).singleElement().satisfies((change) -> assertThat(change.tenant()).isEqualTo("y"));
	}

	@Test
	void readsItemsOfAllTenantsInTheCurrentVersion() {
		VersionedTable table = tenants();
		table.first("T#x#a", "Ann Lee");
		table.second("T#y#a", "Bob Ray");
		assertThat(table.release(3).acrossTenants().scan().list()).hasSize(2)
			.allSatisfy((item) -> assertThat(item.item()).containsKey("customer").doesNotContainKeys("name", VERSION));
	}

	@Test
	void refusesAnItemOfATenantByTheKeyThatTheTenantKnows() {
		VersionedTable table = tenants();
		table.fourth("T#x#a");
		table.put(Map.of("id", text("T#x#b")));
		DaplugTemplate orders = table.release(3).forTenant("x");
		assertThatExceptionOfType(FutureItemException.class).isThrownBy(() -> orders.get(key("a")))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key("a")));
		assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> orders.get(key("b")))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo(key("b")));
		assertThatExceptionOfType(FutureItemException.class)
			.isThrownBy(() -> orders.overwrite(Order.of("a", "Ann", "Lee")));
	}

	private static VersionedTable unique() {
		return VersionedTable.of((table) -> table.unique("email"));
	}

	@Test
	void keepsTheClaimsOfItemsThatItBringsToTheCurrentVersion() {
		VersionedTable table = unique();
		table.release(1).insert(Map.of("id", "a", "name", "Ann Lee", "total", 5, "email", "x"));
		DaplugTemplate orders = table.release(3);
		orders.change(key("a"), (change) -> change.set("total", 6));
		assertThat(table.stored("a")).containsEntry(VERSION, number(3)).containsEntry("email", text("x"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> orders.insert(Map.of("id", "b", "email", "x")));
		orders.update(key("a"), Map.of("email", "y"));
		orders.insert(Map.of("id", "b", "email", "x"));
		assertThat(orders.delete(key("a"))).isPresent();
		assertThat(orders.scan().list()).hasSize(1);
	}

	@Test
	void letsNoUpcasterTouchWhatIsUnique() {
		for (SchemaUpcaster fault : List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("email", "z");
			return item;
		}), SchemaUpcaster.of("orders", 1, (item) -> {
			item.remove("email");
			return item;
		}))) {
			VersionedTable table = unique();
			table.release(1).insert(Map.of("id", "a", "email", "x"));
			Map<String, AttributeValue> stored = table.stored("a");
			DaplugTemplate orders = table.release(2, List.of(fault));
			assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> orders.get(key("a")))
				.withMessageContaining("changed 'email', which is part of its key, guards it, or is unique");
			assertThatExceptionOfType(UpcastException.class)
				.isThrownBy(() -> orders.update(key("a"), Map.of("total", 6)));
			assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> orders.delete(key("a")));
			assertThat(table.stored("a")).isEqualTo(stored);
			assertThat(table.items()).as("the item and its claim").hasSize(2);
		}
	}

	private static VersionedTable composed() {
		return VersionedTable.of((table) -> table.computedKey("id", KeyTemplate.parse("SITE#{site}")));
	}

	private static final ItemKey GRAZ = ItemKey.of("graz");

	@Test
	void bringsItemsWithComposedKeysToTheCurrentVersion() {
		VersionedTable table = composed();
		table.put(Map.of("id", text("SITE#graz"), "site", text("graz"), "name", text("Ann Lee")));
		DaplugTemplate sites = table.release(2);
		assertThat(sites.get(GRAZ).orElseThrow()).isEqualTo(Map.of("site", "graz", "customer", "Ann Lee"));
		sites.change(GRAZ, (change) -> change.set("total", 6));
		assertThat(table.stored("SITE#graz")).containsEntry("customer", text("Ann Lee"))
			.containsEntry(VERSION, number(2));
	}

	@Test
	void letsNoUpcasterTouchWhatAKeyIsComposedOf() {
		for (SchemaUpcaster fault : List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("site", "linz");
			return item;
		}), SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("place", item.remove("site"));
			return item;
		}))) {
			VersionedTable table = composed();
			table.put(Map.of("id", text("SITE#graz"), "site", text("graz"), "name", text("Ann Lee")));
			List<Map<String, AttributeValue>> stored = table.items();
			DaplugTemplate sites = table.release(2, List.of(fault));
			assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> sites.get(GRAZ))
				.withMessageContaining("changed 'site'");
			assertThatExceptionOfType(UpcastException.class)
				.isThrownBy(() -> sites.change(GRAZ, (change) -> change.set("total", 6)));
			assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> sites.update(GRAZ, Map.of("total", 6)));
			assertThat(table.items()).isEqualTo(stored);
		}
	}

	@Test
	void letsAnUpcasterAddWhatAKeyIsComposedOf() {
		VersionedTable table = composed();
		table.put(Map.of("id", text("SITE#graz"), "name", text("Ann Lee")));
		DaplugTemplate sites = table.release(2, List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("site", "graz");
			return item;
		})));
		assertThat(sites.get(GRAZ).orElseThrow()).containsEntry("site", "graz");
		sites.change(GRAZ, (change) -> change.set("total", 6));
		assertThat(table.items()).singleElement()
			.satisfies((item) -> assertThat(item).containsEntry("id", text("SITE#graz"))
				.containsEntry("site", text("graz"))
				.containsEntry(VERSION, number(2)));
	}

	@Test
	void letsNoUpcasterAddWhatContradictsTheKey() {
		for (Object site : List.of("linz", Map.of("name", "graz"))) {
			VersionedTable table = composed();
			table.put(Map.of("id", text("SITE#graz"), "name", text("Ann Lee")));
			List<Map<String, AttributeValue>> stored = table.items();
			DaplugTemplate sites = table.release(2, List.of(SchemaUpcaster.of("orders", 1, (item) -> {
				item.put("site", site);
				return item;
			})));
			for (ThrowingCallable call : List.<ThrowingCallable>of(() -> sites.get(GRAZ),
					() -> sites.change(GRAZ, (change) -> change.set("total", 6)),
					() -> sites.update(GRAZ, Map.of("total", 6)),
					() -> sites.upsert(Map.of("site", "graz", "total", 6)),
					() -> sites.update((query) -> query.hashKey("graz"), Map.of("total", 6)))) {
				assertThatExceptionOfType(UpcastException.class).isThrownBy(call)
					.withMessageContaining("from version 1 to version 2 added ")
					.withMessageNotContaining("linz");
			}
			assertThat(table.items()).isEqualTo(stored);
		}
	}

}
