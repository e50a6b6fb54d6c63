package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.key.KeyTemplate;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.batch.RewriteCounts;
import io.daplug.template.batch.RewriteResult;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.StoredAs;
import io.daplug.version.UpcastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static io.daplug.template.VersionedTable.VERSION;
import static io.daplug.template.VersionedTable.key;
import static io.daplug.template.VersionedTable.storedOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of rewrites of tables that have more rules than versions.
 */
class RewriteRulesIntegrationTests {

	private static RewriteResult rewrite(DaplugTemplate orders, int segments) {
		return orders.rewrite((rewrite) -> rewrite.segments(segments));
	}

	private static RewriteCounts counts(long rewritten, long current) {
		return new RewriteCounts(rewritten, current, 0, 0, 0);
	}

	@Test
	void storesWhatAMapperLeftAsItIsRead() {
		StoredTable table = StoredTable.of((definition) -> definition.idempotence(StoredTable.COUNTED));
		Map<String, AttributeValue> left = Map.of("id", text("a"), "active", number(1), "seen", number(1577836800001L),
				"address", text("{\"home\":true}"), "code", number(7), "version", number(3));
		table.put(left);
		SchemaUpcaster toNote = SchemaUpcaster.of("orders", 1, (item) -> {
			assertThat(item).containsEntry("active", true);
			item.put("note", item.remove("code"));
			return item;
		});
		DaplugTemplate accounts = DaplugTemplate
			.builder(LocalDynamoDb.client(),
					TableDefinitionBuilder.like(table.definition())
						.schema("Account")
						.storedAs(StoredAs.DYNAMODB_MAPPER_V1)
						.schemaVersion(new SchemaVersionDefinition(VERSION, 2))
						.build())
			.schemas(SchemaRegistry.load(List.of("classpath:io/daplug/template/mapper.yml"), SchemaLoading.defaults()))
			.upcasters(SchemaUpcasters.of(List.of(toNote)))
			.build();
		Map<String, ?> before = accounts.get(key("a")).orElseThrow();
		assertThat(rewrite(accounts, 1).counts()).isEqualTo(counts(1, 0));
		assertThat(table.stored("a")).containsEntry("active", AttributeValue.fromBool(true))
			.containsEntry("seen", text("2020-01-01T00:00:00.001000000Z"))
			.containsEntry("address", AttributeValue.fromM(Map.of("home", AttributeValue.fromBool(true))))
			.containsEntry("note", text("7"))
			.containsEntry("version", number(3))
			.containsEntry(VERSION, number(2))
			.doesNotContainKey("code");
		assertThat(accounts.get(key("a")).orElseThrow()).isEqualTo(before);
		assertThat(rewrite(accounts, 1).counts()).isEqualTo(counts(0, 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void rewritesItemsWithComposedKeysAndNoOthers(int segments) {
		VersionedTable table = VersionedTable
			.of((definition) -> definition.computedKey("id", KeyTemplate.parse("SITE#{site}").reversible()));
		table.put(Map.of("id", text("SITE#graz"), "site", text("graz"), "name", text("Ann")));
		table.put(Map.of("id", text("SITE#linz"), "name", text("Bob")));
		table.put(Map.of("id", text("SITE#wien"), "site", text("wien"), VERSION, number(2)));
		Map<String, AttributeValue> old = Map.of("id", text("ROOM#1"), "name", text("Cid"));
		Map<String, AttributeValue> current = Map.of("id", text("ROOM#2"), VERSION, number(2));
		table.put(old);
		table.put(current);
		assertThat(rewrite(table.release(2), segments).counts()).isEqualTo(counts(2, 1));
		assertThat(table.stored("SITE#graz")).isEqualTo(
				Map.of("id", text("SITE#graz"), "site", text("graz"), "customer", text("Ann"), VERSION, number(2)));
		assertThat(table.stored("SITE#linz")).containsEntry("site", text("linz"))
			.containsEntry("customer", text("Bob"))
			.containsEntry(VERSION, number(2));
		assertThat(table.items()).hasSize(5).contains(old, current);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void countsItemsOfTheTenantAlone(int segments) {
		VersionedTable table = VersionedTable.of((definition) -> definition.tenant(TenantTable.TENANTS));
		for (String tenant : List.of("a", "b")) {
			IntStream.range(0, 5).forEach((number) -> table.first("T#%s#%d".formatted(tenant, number), "Ann Lee"));
			table.put(storedOrder("T#%s#current".formatted(tenant), "Bob", "Ray"));
		}
		DaplugTemplate orders = table.release(3).forTenant("b");
		assertThat(rewrite(orders, segments).counts()).isEqualTo(counts(5, 1));
		assertThat(rewrite(orders, segments).counts()).isEqualTo(counts(0, 6));
		assertThat(rewrite(table.release(3).forTenant("a"), segments).counts()).isEqualTo(counts(5, 1));
	}

	@Test
	void countsItemsWithThePrefixOfTheTableAlone() {
		VersionedTable table = VersionedTable.of((definition) -> definition.hashPrefix("o#"));
		table.first("o#a", "Ann Lee");
		table.put(storedOrder("o#b", "Bob", "Ray"));
		table.put(storedOrder("c", "Cid", "Fox"));
		assertThat(rewrite(table.release(3), 1).counts()).isEqualTo(counts(1, 1));
		assertThat(table.release(3).rewrite((rewrite) -> rewrite.hashKey("b")).counts()).isEqualTo(counts(0, 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void keepsTheClaimsOfUniqueAttributesAndCountsNone(int segments) {
		VersionedTable table = VersionedTable.of((definition) -> definition.unique("email"));
		DaplugTemplate earlier = table.release(1);
		earlier.insert(Map.of("id", "a", "name", "Ann Lee", "email", "x"));
		earlier.insert(Map.of("id", "b", "name", "Bob Ray", "email", "y"));
		List<Map<String, AttributeValue>> claims = claims(table);
		assertThat(claims).hasSize(2);
		assertThat(rewrite(earlier, segments).counts()).isEqualTo(counts(0, 2));
		DaplugTemplate orders = table.release(3);
		assertThat(rewrite(orders, segments).counts()).isEqualTo(counts(2, 0));
		assertThat(rewrite(orders, segments).counts()).isEqualTo(counts(0, 2));
		assertThat(claims(table)).containsExactlyInAnyOrderElementsOf(claims);
		assertThat(table.stored("a")).containsEntry("email", text("x")).containsEntry(VERSION, number(3));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> orders.insert(Map.of("id", "c", "email", "x")));
	}

	private static List<Map<String, AttributeValue>> claims(VersionedTable table) {
		return table.items()
			.stream()
			.filter((item) -> !List.of("a", "b").contains(Objects.requireNonNull(item.get("id")).s()))
			.toList();
	}

	@Test
	void leavesAnItemWhoseUniqueAttributeAnUpcasterChanges() {
		VersionedTable table = VersionedTable.of((definition) -> definition.unique("email"));
		table.release(1).insert(Map.of("id", "a", "email", "x"));
		List<Map<String, AttributeValue>> before = table.items();
		RewriteResult result = rewrite(table.release(2, List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			item.put("email", "z");
			return item;
		}))), 1);
		assertThat(result.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.cause()).isInstanceOf(UpcastException.class));
		assertThat(result.complete()).isFalse();
		assertThat(table.items()).isEqualTo(before);
	}

}
