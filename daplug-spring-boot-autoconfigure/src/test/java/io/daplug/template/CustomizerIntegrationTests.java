package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.daplug.customize.ItemCustomizer;
import io.daplug.customize.ItemCustomizerException;
import io.daplug.customize.ItemCustomizers;
import io.daplug.customize.NamedCustomizer;
import io.daplug.customize.RefusedItemException;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.id.GeneratedId;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.batch.BatchFailure;
import io.daplug.template.batch.InvalidBatchException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for customizers: what they see of items, and what becomes of what they return.
 */
class CustomizerIntegrationTests {

	record User(String id, @Nullable String email, @Nullable String name) {

		User with(String email) {
			return new User(this.id, email, this.name);
		}

	}

	private final StoredTable table = StoredTable.plain();

	private final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

	private DaplugTemplate template(NamedCustomizer<?>... customizers) {
		return template((table) -> {
		}, customizers);
	}

	private DaplugTemplate template(Consumer<TableDefinitionBuilder> definition, NamedCustomizer<?>... customizers) {
		TableDefinitionBuilder builder = TableDefinitionBuilder.like(this.table.definition());
		definition.accept(builder);
		return DaplugTemplate.builder(LocalDynamoDb.client(), builder.build())
			.schemas(StoredTable.SCHEMAS)
			.customizers(ItemCustomizers.of("orders", customizers))
			.publisher(
					(announcements) -> announcements.forEach((announcement) -> this.changes.add(announcement.change())))
			.build();
	}

	private static NamedCustomizer<User> users(UnaryOperator<User> customizer) {
		return new NamedCustomizer<>("users", ItemType.of(User.class), customizer::apply);
	}

	private static NamedCustomizer<Map<String, Object>> maps(Consumer<Map<String, Object>> customizer) {
		return new NamedCustomizer<>("maps", ItemType.MAP, (item) -> {
			customizer.accept(item);
			return item;
		});
	}

	private static NamedCustomizer<User> lowerCase() {
		return users((user) -> (user.email() != null) ? user.with(user.email().toLowerCase(Locale.ROOT)) : user);
	}

	@Test
	void changesARecordBeforeItIsWritten() {
		ItemOperations<User> users = template(lowerCase()).as(User.class);
		assertThat(users.insert(new User("1", "Jo@EXAMPLE.org", null)))
			.isEqualTo(new User("1", "jo@example.org", null));
		assertThat(this.table.stored("1")).isEqualTo(Map.of("id", text("1"), "email", text("jo@example.org")));
		assertThat(this.changes).singleElement()
			.satisfies((change) -> assertThat(change.lastImage().item().attributes()).containsEntry("email",
					text("jo@example.org")));
		User same = new User("1", "jo@example.org", "Jo");
		assertThat(users.overwrite(same)).isSameAs(same);
	}

	@Test
	void hasMapsCustomizedAsTheTypeAndKeepsWhatItDoesNotKnow() {
		DaplugTemplate template = template(lowerCase());
		assertThat(template.insert(Map.of("id", "1", "email", "A", "other", List.of(1)))).containsEntry("email", "a")
			.containsKey("other");
		assertThat(this.table.stored("1")).containsOnlyKeys("id", "email", "other");
	}

	@Test
	void hasRecordsCustomizedAsMaps() {
		ItemOperations<User> users = template(maps((item) -> item.put("kind", "user"))).as(User.class);
		assertThat(users.insert(new User("1", null, "Jo"))).isEqualTo(new User("1", null, "Jo"));
		assertThat(this.table.stored("1")).isEqualTo(Map.of("id", text("1"), "name", text("Jo"), "kind", text("user")));
	}

	@Test
	void leavesTheObjectOfTheCallerAlone() {
		Map<String, Object> given = Map.of("id", "1", "email", "A");
		template(maps((item) -> item.remove("email"))).insert(given);
		assertThat(given).containsEntry("email", "A");
		assertThat(this.table.stored("1")).containsOnlyKeys("id");
	}

	@Test
	void asksCustomizersInTheirOrder() {
		List<@Nullable Object> seen = new ArrayList<>();
		template(lowerCase(), maps((item) -> {
			seen.add(item.get("email"));
			item.put("email", item.get("email") + "!");
		}), users((user) -> {
			seen.add(user.email());
			return user;
		})).insert(Map.of("id", "1", "email", "A"));
		assertThat(seen).containsExactly("a", "a!");
	}

	@Test
	void completesWhatTheSchemaDemandsAndIsHeldAgainstIt() {
		DaplugTemplate template = template((table) -> table.schema("Order"), maps((item) -> item.put("total", 7)));
		template.insert(Map.of("id", "1", "status", "NEW"));
		assertThat(this.table.stored("1")).containsEntry("total", number(7));
	}

	@Test
	void customizesAllItemsThatAreWrittenWhole() {
		DaplugTemplate template = template(lowerCase());
		template.overwrite(Map.of("id", "1", "email", "A"));
		template.upsert(Map.of("id", "2", "email", "B"));
		template.batchInsert(List.of(Map.of("id", "3", "email", "C")));
		template.batchOverwrite(List.of(Map.of("id", "4", "email", "D")));
		template.batchUpsert(List.of(Map.of("id", "8", "email", "H")));
		new ItemTransactionTemplate().write((tx) -> tx.insert(template, Map.of("id", "5", "email", "E"))
			.overwrite(template, Map.of("id", "6", "email", "F"))
			.upsert(template, Map.of("id", "7", "email", "G")));
		for (int i = 1; i <= 8; i++) {
			assertThat(this.table.stored(String.valueOf(i))).as("item %d", i)
				.containsEntry("email", text(String.valueOf((char) ('a' + i - 1))));
		}
	}

	@Test
	void givesAnUpdateTheMergedItem() {
		this.table.put(Map.of("id", text("1"), "email", text("OLD"), "name", text("Jo"), "other", text("x")));
		List<User> seen = new ArrayList<>();
		DaplugTemplate template = template(users((user) -> {
			seen.add(user);
			return user.with(String.valueOf(user.email()).toLowerCase(Locale.ROOT));
		}));
		template.update(ItemKey.of("1"), Map.of("name", "Al"));
		assertThat(seen).containsExactly(new User("1", "OLD", "Al"));
		assertThat(this.table.stored("1"))
			.isEqualTo(Map.of("id", text("1"), "email", text("old"), "name", text("Al"), "other", text("x")));
		new ItemTransactionTemplate().write((tx) -> tx.update(template, ItemKey.of("1"), Map.of("email", "NEW")));
		assertThat(this.table.stored("1")).containsEntry("email", text("new"));
	}

	@Test
	void isNotAskedWhereThereIsNoItemToGive() {
		List<Object> asked = new ArrayList<>();
		DaplugTemplate template = template(maps(asked::add));
		ItemKey key = ItemKey.of("1");
		template.upsert(key, (change) -> change.set("email", "A"));
		template.change(key, (change) -> change.set("email", "B"));
		template.get(key);
		template.delete(key);
		assertThat(asked).isEmpty();
	}

	@Test
	void setsWhatAnUpsertWouldElseAddIfAbsent() {
		DaplugTemplate template = template((table) -> table.generated("code", GeneratedId.ULID),
				maps((item) -> item.put("email", "set")));
		this.table.put(Map.of("id", text("1"), "email", text("stored"), "code", text("kept")));
		template.upsert(Map.of("id", "1"));
		assertThat(this.table.stored("1")).containsEntry("email", text("set")).containsEntry("code", text("kept"));
	}

	@Test
	void writesUnderTheKeyThatACustomizerGives() {
		DaplugTemplate template = template(maps((item) -> item.put("id", "x-" + item.get("id"))));
		assertThat(template.insert(Map.of("id", "1"))).containsEntry("id", "x-1");
		assertThat(this.table.stored("1")).isNull();
		assertThat(this.table.stored("x-1")).isNotNull();
	}

	@Test
	void refusesAnotherKeyForAnUpdate() {
		this.table.put(Map.of("id", text("1"), "email", text("a")));
		for (NamedCustomizer<?> customizer : List.of(maps((item) -> item.put("id", "2")),
				maps((item) -> item.remove("id")), users((user) -> new User("2", "a", null)))) {
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> template(customizer).update(ItemKey.of("1"), Map.of("email", "b")))
				.withMessageContaining("would change the key 'id' of an item of table 'orders'");
		}
		assertThat(this.table.stored("1")).containsEntry("email", text("a"));
		assertThat(this.table.stored("2")).isNull();
	}

	@Test
	void givesAnInvalidKeyNoChance() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> template(maps((item) -> item.remove("id"))).insert(Map.of("id", "1")))
			.withMessageContaining("'id' is missing");
	}

	static Stream<RuntimeException> refusals() {
		return Stream.of(new RefusedItemException("An address needs an @"),
				new DataAccessResourceFailureException("The directory does not answer"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void passesRefusalsOnAsTheyAre(RuntimeException refusal) {
		DaplugTemplate template = template(throwing(refusal));
		this.table.put(Map.of("id", text("2")));
		List<Runnable> writes = List.of(() -> template.insert(Map.of("id", "1")),
				() -> template.overwrite(Map.of("id", "1")), () -> template.upsert(Map.of("id", "1")),
				() -> template.update(ItemKey.of("2"), Map.of("email", "a")),
				() -> new ItemTransactionTemplate().write((tx) -> tx.insert(template, Map.of("id", "1"))));
		for (Runnable write : writes) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(write::run)
				.matches((thrown) -> thrown == refusal || thrown.getCause() == refusal);
		}
		assertThat(this.table.stored("1")).isNull();
		assertThat(this.table.stored("2")).containsOnlyKeys("id");
		assertThat(this.changes).isEmpty();
	}

	private static NamedCustomizer<Map<String, Object>> throwing(RuntimeException thrown) {
		return new NamedCustomizer<>("check", ItemType.MAP, (item) -> {
			throw thrown;
		});
	}

	@Test
	void namesTheCustomizerThatFails() {
		IllegalStateException fault = new IllegalStateException("secret");
		assertThatExceptionOfType(ItemCustomizerException.class)
			.isThrownBy(() -> template(throwing(fault)).insert(Map.of("id", "1")))
			.withCause(fault)
			.withMessage("Customizer 'check' of table 'orders' failed, and the item was not written: it threw "
					+ "java.lang.IllegalStateException; have it throw a RefusedItemException to refuse items");
		assertThat(this.table.stored("1")).isNull();
	}

	@Test
	@SuppressWarnings("NullAway") // What a customizer must not return.
	void refusesACustomizerThatReturnsNothing() {
		ItemCustomizer<Map<String, Object>> nothing = (item) -> null;
		assertThatExceptionOfType(ItemCustomizerException.class)
			.isThrownBy(
					() -> template(new NamedCustomizer<>("nothing", ItemType.MAP, nothing)).insert(Map.of("id", "1")))
			.withMessage("Customizer 'nothing' of table 'orders' returned null, and the item was not written; "
					+ "have it return the item to write");
	}

	record Aged(String id, int age) {

	}

	@Test
	void saysThatAnItemDoesNotFitWhatACustomizerTakes() {
		DaplugTemplate template = template(
				new NamedCustomizer<>("ages", ItemType.of(Aged.class), (aged) -> new Aged(aged.id(), aged.age() + 1)));
		template.upsert(Map.of("id", "1", "age", 3));
		for (Runnable write : List.<Runnable>of(() -> template.upsert(Map.of("id", "1", "email", "a")),
				() -> template.insert(Map.of("id", "2", "age", "old")))) {
			assertThatExceptionOfType(ItemCustomizerException.class).isThrownBy(write::run)
				.withMessageContaining("Customizer 'ages' of table 'orders' takes items as ")
				.withMessageContaining("which cannot hold what is at '/age', and the item was not written")
				.withCauseInstanceOf(ItemConversionException.class);
		}
		assertThat(this.table.stored("1")).isEqualTo(Map.of("id", text("1"), "age", number(4)));
		assertThat(this.table.stored("2")).isNull();
	}

	@Test
	void failsTheEntryOfABatchAndNoOther() {
		DaplugTemplate template = template(maps((item) -> {
			if ("2".equals(item.get("id"))) {
				throw new IllegalArgumentException("no");
			}
			if ("3".equals(item.get("id"))) {
				throw new RefusedItemException("no");
			}
		}));
		List<Map<String, Object>> items = List.of(Map.of("id", "1"), Map.of("id", "2"), Map.of("id", "3"),
				Map.of("id", "4"));
		List<BatchFailure<?>> failed = new CopyOnWriteArrayList<>();
		template.batchOverwrite(items.stream(), (options) -> options.onFailure(failed::add));
		assertThat(failed).extracting((failure) -> failure.cause().getClass().getSimpleName())
			.containsExactlyInAnyOrder("ItemCustomizerException", "RefusedItemException");
		assertThat(this.table.stored("1")).isNotNull();
		assertThat(this.table.stored("4")).isNotNull();
		assertThatExceptionOfType(InvalidBatchException.class).isThrownBy(() -> template.batchOverwrite(items))
			.matches((ex) -> ex.index() == 1)
			.withCauseInstanceOf(ItemCustomizerException.class);
	}

	@Test
	void keepsCountersFromWhatACustomizerSays() {
		DaplugTemplate template = template((table) -> table.idempotence(StoredTable.COUNTED), maps((item) -> {
			item.put("email", "set");
			item.put("version", 99);
		}));
		template.insert(Map.of("id", "1"));
		assertThat(this.table.stored("1")).containsEntry("version", number(1));
	}

}
