package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.DaplugException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemTooLargeException;
import io.daplug.schema.SchemaViolationException;
import io.daplug.schema.UnknownSchemaException;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that bad items and keys end in the documented exception before any request.
 */
class BadInputIntegrationTests {

	private static final StoredTable TABLE = StoredTable.of((definition) -> definition.schema("Order"));

	private static final StoredTable TYPED = StoredTable
		.of((definition) -> definition.hashKey("id", ScalarAttributeType.S)
			.rangeKey("line", ScalarAttributeType.N)
			.hashPrefix("order#")
			.index(IndexDefinition.of("by-customer", "customer", null))
			.index(IndexDefinition.of("by-size", KeyAttribute.number("size"))));

	private final CountedRequests requests = new CountedRequests();

	private final DaplugTemplate template = TABLE.template(this.requests.client());

	private final DaplugTemplate typed = TYPED.template(this.requests.client());

	record Loop(String id, List<Object> children) {

	}

	@AfterEach
	void sendsNothing() {
		assertThat(this.requests.operations()).isEmpty();
		assertThat(TABLE.changes()).isEmpty();
		this.requests.close();
	}

	@Test
	void refusesItemsWithoutUsableKey() {
		refusesKey("'id' is missing", Map.of("total", 1));
		refusesKey("'id' is NULL; a key is text, a number or binary", withNull("id"));
		refusesKey("'id' is empty", Map.of("id", ""));
		refusesKey("'id' is a boolean; a key is text, a number or binary", Map.of("id", true));
		refusesKey("'id' is a map; a key is text, a number or binary", Map.of("id", Map.of()));
		refusesKey("'id' is empty", Map.of("id", new byte[0]));
		refuses(InvalidKeyException.class, () -> this.typed.insert(Map.of("id", "a")), "'line' is missing", "'orders'");
		refuses(InvalidKeyException.class, () -> this.typed.insert(Map.of("id", 7, "line", 1)),
				"'id' is a number, but the table's key is text");
		refuses(InvalidKeyException.class, () -> this.typed.insert(Map.of("id", "a", "line", "1")),
				"'line' is text, but the table's key is a number");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.template.insert(BadInputIntegrationTests.<Map<String, ?>>nothing()))
			.withMessageContaining("'item'");
	}

	@Test
	void refusesUnusableKeys() {
		for (Object key : Arrays.asList(null, "", new byte[0], true, List.of("a"), Double.NaN)) {
			refuses(InvalidKeyException.class, () -> this.template.get(ItemKey.of(key(key))), "hash value");
		}
		refuses(InvalidKeyException.class, () -> this.template.get(ItemKey.of(Map.of())),
				"must have at least one attribute");
		refuses(InvalidKeyException.class, () -> this.template.get(ItemKey.of(withNull("id"))), "'id'", "null");
		refuses(InvalidKeyException.class, () -> this.template.get(ItemKey.of("a", "1")), "no range key");
		refuses(InvalidKeyException.class, () -> this.template.get(ItemKey.of(Map.of("id", "a", "line", 1))),
				"'line' is no key of it");
		refuses(InvalidKeyException.class, () -> this.typed.get(ItemKey.of("a")), "'line' is missing");
		refuses(InvalidKeyException.class, () -> this.typed.delete(ItemKey.of(Map.of("id", "a"))), "'line' is missing");
		refuses(InvalidKeyException.class, () -> this.typed.delete(ItemKey.of("a", "1")),
				"'line' is text, but the table's key is a number");
		refuses(InvalidKeyException.class, () -> this.typed.update(ItemKey.of(1, 1), Map.of("total", 1)),
				"'id' is a number, but the table's key is text");
		assertThatIllegalArgumentException().isThrownBy(() -> this.template.get((ItemKey) nothing()))
			.withMessageContaining("'key'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.template.delete((ItemKey) nothing()))
			.withMessageContaining("'key'");
	}

	@Test
	void refusesKeysThatAreTooLong() {
		refuses(InvalidKeyException.class, () -> this.typed.insert(Map.of("id", "x".repeat(2043), "line", 1)),
				"'id' has 2049 bytes with its prefix, and 2048 are allowed");
		refuses(InvalidKeyException.class, () -> this.typed.get(ItemKey.of("ü".repeat(1022), 1)), "2050 bytes");
		refuses(InvalidKeyException.class, () -> this.typed.delete(ItemKey.of("x".repeat(3000), 1)), "3006 bytes");
		refuses(InvalidKeyException.class,
				() -> this.template.insert(Map.of("id", new byte[2049]), (options) -> options.noSchema()),
				"2049 bytes");
		StoredTable ranged = StoredTable.of((definition) -> definition.rangeKey("line"));
		refuses(InvalidKeyException.class,
				() -> ranged.template(this.requests.client()).insert(Map.of("id", "a", "line", "x".repeat(1025))),
				"'line' has 1025 bytes");
	}

	@Test
	@DisplayName("(P5) numbers that DynamoDB cannot hold are refused with their place")
	void refusesNumbersThatDoNotFit() {
		refusesValue("/total", new BigDecimal("123456789012345678901234567890123456789"), "38");
		refusesValue("/total", new BigDecimal("1E+126"), "");
		refusesValue("/total", new BigDecimal("1E-131"), "");
		refusesValue("/total", Double.NaN, "");
		refusesValue("/total", Double.POSITIVE_INFINITY, "");
		refusesValue("/total", Float.NaN, "");
		refuses(InvalidItemException.class,
				() -> this.template.insert(Map.of("id", "a", "deep", Map.of("list", List.of(1, Double.NaN)))),
				"'/deep/list/1'");
		refuses(InvalidItemException.class,
				() -> this.template.query((query) -> query.hashKey("a").filter("total = :t", Map.of(":t", Double.NaN)))
					.list(),
				"");
	}

	@Test
	@DisplayName("(P4) empty sets are refused with their place, mixed ones are the lists that records make of them")
	void refusesSetsThatDoNotExist() {
		refusesValue("/tags", Set.of(), "empty");
		refuses(SchemaViolationException.class, () -> this.template.insert(Map.of("id", "a", "tags", Set.of("x", 1))),
				"/tags/");
	}

	@Test
	@DisplayName("(P7) an item over 400 KB is refused, prefixes and names counted")
	void refusesItemsThatAreTooLarge() {
		refuses(ItemTooLargeException.class, () -> this.template
			.insert(Map.of("id", "a", "note", "x".repeat(401 * 1024)), (options) -> options.noSchema()),
				"409600 bytes");
		int largest = 400 * 1024 - "id".length() - "order#a".length() - "line".length() - 2 - "t".length();
		refuses(ItemTooLargeException.class,
				() -> this.typed.insert(Map.of("id", "a", "line", 1, "t", "x".repeat(largest + 1))), "409601");
	}

	@Test
	@DisplayName("(P3) a NULL, empty or mistyped index key is refused")
	void refusesUnusableIndexKeys() {
		Map<String, @Nullable Object> item = new HashMap<>(Map.of("id", "a", "line", 1));
		item.put("customer", null);
		refuses(InvalidItemException.class, () -> this.typed.insert(item), "'/customer'", "index 'by-customer'", "NUL");
		refuses(InvalidItemException.class, () -> this.typed.overwrite(Map.of("id", "a", "line", 1, "customer", "")),
				"'/customer'", "is empty");
		refuses(InvalidItemException.class, () -> this.typed.insert(Map.of("id", "a", "line", 1, "size", "9")),
				"'/size' is text", "must be a number or absent");
		refuses(InvalidBatchException.class,
				() -> this.typed.batchOverwrite(List.of(Map.of("id", "a", "line", 1, "customer", 7))), "Entry 0",
				"'/customer'");
	}

	@Test
	void refusesAnUnknownSchemaAndOffersTheNearest() {
		refuses(UnknownSchemaException.class,
				() -> this.template.insert(Map.of("id", "a"), (options) -> options.schema("Ordr")), "'Ordr'",
				"Nearest known: 'Order'");
		refuses(UnknownSchemaException.class,
				() -> this.template.update(ItemKey.of("a"), Map.of(), (options) -> options.schema("Ordr")), "'Ordr'");
		refuses(UnknownSchemaException.class,
				() -> this.template.get(ItemKey.of("a"), (options) -> options.schema("Ordr")), "'Ordr'");
		refuses(UnknownSchemaException.class,
				() -> this.template.query((query) -> query.hashKey("a").schema("Ordr")).list(), "'Ordr'");
		refuses(UnknownSchemaException.class,
				() -> this.template.scan((scan) -> scan.schema("Ordr")).page(PageRequest.of(1)), "'Ordr'");
		refuses(UnknownSchemaException.class,
				() -> this.template.scan((scan) -> scan.schema("Ordr").segments(2)).list(), "'Ordr'");
		refuses(UnknownSchemaException.class,
				() -> this.template.batchDelete(List.of(ItemKey.of("a")), (options) -> options.schema("Ordr")),
				"'Ordr'");
		refuses(UnknownSchemaException.class, () -> TABLE.template((definition) -> definition.schema("Ordr")),
				"'Ordr'");
	}

	@Test
	void refusesWhatIsNestedTooDeep() {
		Object deep = "x";
		for (int level = 0; level < 32; level++) {
			deep = (level % 2 == 0) ? List.of(deep) : Map.of("k", deep);
		}
		refusesValue("/deep", deep, "32 levels");
	}

	@Test
	void refusesWhatContainsItself() {
		Map<String, Object> map = new HashMap<>();
		map.put("id", "a");
		map.put("self", map);
		refuses(InvalidItemException.class, () -> this.template.insert(map), "'/self");
		List<Object> list = new ArrayList<>();
		list.add(list);
		refusesValue("/list", list, "");
		Loop loop = new Loop("a", new ArrayList<>());
		loop.children().add(loop);
		refuses(InvalidItemException.class, () -> this.template.insert(loop), "'/children");
	}

	@Test
	void refusesMapsWithoutNames() {
		refuses(InvalidItemException.class,
				() -> this.template.insert(Map.of("id", "a", "m", Collections.singletonMap(null, 2))),
				"'/m' is a Map with a key of type null");
		refuses(InvalidItemException.class, () -> this.template.insert(Map.of("id", "a", "", 1)), "empty name");
		refuses(InvalidItemException.class, () -> this.template.insert("text"), "");
		refuses(InvalidItemException.class, () -> this.template.insert(List.of(1)), "");
	}

	private void refusesKey(String problem, Map<String, ?> item) {
		for (ThrowingCallable call : List.<ThrowingCallable>of(
				() -> this.template.insert(item, (options) -> options.noSchema()),
				() -> this.template.overwrite(item, (options) -> options.noSchema()))) {
			refuses(InvalidKeyException.class, call, "Key of table 'orders' is unusable: " + problem);
		}
		refuses(InvalidBatchException.class,
				() -> this.template.batchOverwrite(List.of(Map.of("id", "ok"), item), (options) -> options.noSchema()),
				"Entry 1 of the batch", problem);
	}

	private void refusesValue(String pointer, Object value, String why) {
		Map<String, Object> item = Map.of("id", "a", pointer.substring(1), value);
		Map<String, Object> patch = Map.of(pointer.substring(1), value);
		for (ThrowingCallable call : List.<ThrowingCallable>of(() -> this.template.insert(item),
				() -> this.template.overwrite(item), () -> this.template.update(ItemKey.of("a"), patch))) {
			refuses(InvalidItemException.class, call, "'" + pointer, why);
		}
	}

	private static void refuses(Class<? extends Exception> type, ThrowingCallable call, String... parts) {
		assertThatExceptionOfType(type).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts))
			.satisfies((ex) -> assertThat(ex).isInstanceOf(DaplugException.class));
	}

	private static Map<String, @Nullable Object> withNull(String name) {
		return Collections.singletonMap(name, null);
	}

	@SuppressWarnings("NullAway")
	private static Object key(@Nullable Object key) {
		return key;
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

}
