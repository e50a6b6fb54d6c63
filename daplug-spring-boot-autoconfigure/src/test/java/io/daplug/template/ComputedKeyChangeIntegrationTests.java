package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.fixture.MutableClock;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.merge.MergeStrategy;
import io.daplug.table.TimestampAttribute;
import io.daplug.table.TimestampForm;
import io.daplug.table.TimestampsDefinition;
import io.daplug.table.Validation;
import io.daplug.template.SharedTable.Device;
import io.daplug.template.SharedTable.State;
import io.daplug.template.model.ItemNotFoundException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for updates and changes of items whose keys are composed of attributes.
 */
class ComputedKeyChangeIntegrationTests {

	private static final ItemKey D1 = ItemKey.of("d1");

	private final SharedTable table = SharedTable.create();

	private final ItemOperations<Device> devices = this.table.devices();

	@BeforeEach
	void storeItem() {
		this.devices.insert(new Device("d1", "ann", State.NEW, 7));
	}

	@Test
	void updatesHaveTheKeysOfIndexesFollow() {
		assertThat(this.devices.update(D1, Map.of("state", "USED"))).isEqualTo(new Device("d1", "ann", State.USED, 7));
		assertKeys("OWNER#ann", "D#USED#007");
		this.devices.update(D1, Map.of("id", "d1", "owner", "bob", "floor", 12));
		assertKeys("OWNER#bob", "D#USED#012");
		this.devices.update(D1, new Device("d1", "eve", State.NEW, 1));
		assertKeys("OWNER#eve", "D#NEW#001");
		this.devices.update((query) -> query.hashKey("d1"), Map.of("floor", 2));
		assertKeys("OWNER#eve", "D#NEW#002");
	}

	@Test
	void updatesThatRemoveAPartRemoveTheKeyOfTheIndex() {
		Map<String, @Nullable Object> patch = new HashMap<>();
		patch.put("owner", null);
		this.devices.update(D1, patch, (options) -> options.merge(MergeStrategy.jsonMergePatch()));
		assertThat(stored()).doesNotContainKeys("gpk").containsEntry("gsk", text("D#NEW#007"));
	}

	@Test
	void updatesDoNotChangeTheKeyOfTheTable() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.devices.update(D1, Map.of("id", "d2")))
			.withMessage(
					"The update would change the key 'pk' of an item of table 'things', which is composed of [id]; keys never change, so delete the item and insert the other");
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> this.devices.update(ItemKey.of("d2"), Map.of("floor", 1)));
		assertThat(stored()).containsEntry("id", text("d1"));
	}

	@Test
	void updatesHoldTheSchemaAgainstTheItemWithoutItsKeys() {
		DaplugTemplate template = this.table.template((table) -> table.schema("Strict")
			.computedKey("pk", KeyTemplate.parse("S#{id}"))
			.computedKey("sk", KeyTemplate.constant(text("A"))));
		template.insert(Map.of("id", "s1", "total", 1));
		assertThat(template.update(ItemKey.of("s1"), Map.of("total", 2))).containsOnlyKeys("id", "total");
		assertThat(template.change(ItemKey.of("s1"), (change) -> change.set("total", 3),
				(options) -> options.validation(Validation.WHOLE)))
			.containsOnlyKeys("id", "total");
	}

	@Test
	void changesThatTellAllPartsSetTheKeyOfTheIndex() {
		assertThat(change((change) -> change.set("state", "USED").set("floor", 8)))
			.isEqualTo(new Device("d1", "ann", State.USED, 8));
		assertKeys("OWNER#ann", "D#USED#008");
		change((change) -> change.set("owner", "bob"));
		assertKeys("OWNER#bob", "D#USED#008");
		change((change) -> change.set("note", "of no key"));
		assertKeys("OWNER#bob", "D#USED#008");
	}

	@Test
	void changesThatRemoveAPartRemoveTheKeyOfTheIndex() {
		change((change) -> change.remove("owner").remove("state"));
		assertThat(stored()).doesNotContainKeys("gpk", "gsk");
	}

	@Test
	void changesThatTellAPartAreRefused() {
		for (Consumer<UpdateExpression.Builder> part : List.<Consumer<UpdateExpression.Builder>>of(
				(change) -> change.set("state", "USED"), (change) -> change.add("floor", 1),
				(change) -> change.set("state", "USED").add("floor", 1),
				(change) -> change.set("state", "USED").setIfAbsent("floor", 1))) {
			assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(() -> change(part))
				.withMessageContaining(
						"does not tell what becomes of 'gsk', a key of an index, which is composed of [state, floor]: set all of these, or call 'update', which reads the item");
		}
		assertKeys("OWNER#ann", "D#NEW#007");
	}

	@Test
	void partsThatAreSetIfAbsentAreRefused() {
		Map<String, AttributeValue> older = Map.of("pk", text("D#d2"), "sk", text("A"), "id", text("d2"), "owner",
				text("ann"));
		this.table.put(older);
		ItemKey key = ItemKey.of("d2");
		for (ThrowingCallable call : List.<ThrowingCallable>of(
				() -> this.devices.change(key, (change) -> change.setIfAbsent("owner", "bob")),
				() -> this.devices.upsert(key, (change) -> change.setIfAbsent("owner", "bob")), () -> this.devices
					.upsert(new Device("d2", "bob", State.NEW, 1), (options) -> options.setIfAbsent("owner")))) {
			assertThatExceptionOfType(InvalidExpressionException.class).isThrownBy(call)
				.withMessageContaining("does not tell what becomes of 'gpk', a key of an index")
				.withMessageContaining("call 'update', which reads the item");
		}
		assertThat(this.table.stored("D#d2", "A")).isEqualTo(older);
	}

	@Test
	void changesOfKeysAreRefused() {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> change((change) -> change.set("id", "x")))
			.withMessageContaining("The change names 'id' of table 'things', of which the key 'pk' is composed");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> change((change) -> change.set("gpk", "x")))
			.withMessageContaining("'gpk' is composed of other attributes, and follows them");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> change((change) -> change.set("pk", "x")))
			.withMessageContaining("The change names the key 'pk'");
	}

	@Test
	void upsertsByChangesCreateWholeItems() {
		ItemKey key = ItemKey.of("d9");
		Consumer<UpdateExpression.Builder> change = (
				steps) -> steps.set("owner", "ann").set("state", "NEW").set("floor", 3);
		assertThat(this.devices.upsert(key, change)).isEqualTo(new Device("d9", "ann", State.NEW, 3));
		assertThat(this.table.stored("D#d9", "A")).containsEntry("id", text("d9"))
			.containsEntry("gpk", text("OWNER#ann"))
			.containsEntry("gsk", text("D#NEW#003"));
		assertThat(this.devices.upsert(D1, change)).isEqualTo(new Device("d1", "ann", State.NEW, 3));
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.devices.upsert(ItemKey.of(Map.of("pk", "D#d8", "sk", "A")), change))
			.withMessageContaining("its key must be given by [id], of which it is composed");
		this.devices.change(ItemKey.of(Map.of("pk", "D#d1", "sk", "A")), change);
	}

	@Test
	void upsertsOfRecordsThatLackAPartRemoveItAndTheKeyOfTheIndex() {
		ItemOperations<Job> jobs = this.table
			.template((table) -> table.itemType(Job.class)
				.computedKey("pk", KeyTemplate.parse("J#{id}"))
				.computedKey("sk", KeyTemplate.constant(text("A")))
				.computedKey("gpk", KeyTemplate.parse("J#{state}#{owner}"))
				.computedKey("gsk", KeyTemplate.parse("J#{id}")))
			.as(Job.class);
		assertThat(jobs.upsert(new Job("1", "OPEN", null))).isEqualTo(new Job("1", "OPEN", null));
		assertThat(this.table.stored("J#1", "A")).doesNotContainKey("gpk").containsEntry("gsk", text("J#1"));
		assertThat(jobs.upsert(new Job("1", "OPEN", "ann"))).isEqualTo(new Job("1", "OPEN", "ann"));
		assertThat(this.table.stored("J#1", "A")).containsEntry("gpk", text("J#OPEN#ann"));
		assertThat(jobs.upsert(new Job("1", "DONE", null))).isEqualTo(new Job("1", "DONE", null));
		assertThat(this.table.stored("J#1", "A")).containsOnlyKeys("pk", "sk", "id", "state", "gsk");
	}

	@Test
	void changesAndUpdatesOfGuardedItemsWork() {
		DaplugTemplate template = this.table.template((table) -> {
			SharedTable.deviceKeys().accept(table);
			table.idempotence(IdempotenceDefinition.on("version").with(GeneratedValue.COUNTER));
		});
		ItemKey key = ItemKey.of("g1");
		template.insert(Map.of("id", "g1", "owner", "ann", "state", "NEW", "floor", 1));
		template.update(key, Map.of("owner", "bob"));
		template.change(key, (change) -> change.set("owner", "eve"));
		template.upsert(key, (change) -> change.set("owner", "kim"));
		template.overwrite(Map.of("id", "g1", "owner", "lea", "state", "USED", "floor", 1, "version", 4));
		assertThat(this.table.stored("D#g1", "A")).containsEntry("gpk", text("OWNER#lea"))
			.containsEntry("version", number(5));
		assertThat(template.delete(key)).isPresent();
	}

	@Test
	void keysOfIndexesFollowTheTimesOfWrites() {
		MutableClock clock = new MutableClock(Instant.parse("2026-11-27T12:00:00Z"));
		DaplugTemplate template = this.table.template((table) -> table.timestamps(times())
			.computedKey("pk", KeyTemplate.parse("T#{id}"))
			.computedKey("sk", KeyTemplate.constant(text("A")))
			.computedKey("gpk", KeyTemplate.constant(text("TIMES")))
			.computedKey("gsk", KeyTemplate.parse("T#{modified}")), (builder) -> builder.clock(clock));
		template.insert(Map.of("id", "t1"));
		assertThat(this.table.stored("T#t1", "A")).containsEntry("gsk", text("T#" + clock.instant().toEpochMilli()));
		clock.advance(Duration.ofSeconds(1));
		template.change(ItemKey.of("t1"), (change) -> change.set("note", "n"));
		assertThat(this.table.stored("T#t1", "A")).containsEntry("gsk", text("T#" + clock.instant().toEpochMilli()))
			.containsEntry("gpk", text("TIMES"));
		clock.advance(Duration.ofSeconds(1));
		template.update(ItemKey.of("t1"), Map.of("note", "m"));
		assertThat(this.table.stored("T#t1", "A")).containsEntry("gsk", text("T#" + clock.instant().toEpochMilli()));
	}

	@Test
	void refusesDefinitionsThatCannotWork() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.table
				.definition((table) -> table.computedKey("pk", KeyTemplate.parse("T#{modified}")).timestamps(times())))
			.withMessageContaining("must not be composed of 'modified', which writes set anew");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.table
				.definition((table) -> table.computedKey("pk", KeyTemplate.parse("T#{id}")).hashPrefix("x#")))
			.withMessageContaining("computed key 'pk' of table 'things' must not have a prefix");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.table.definition((table) -> table.computedKey("other", KeyTemplate.parse("T#{id}"))))
			.withMessageContaining("'other' of table 'things' is no key");
		assertThatIllegalStateException()
			.isThrownBy(
					() -> this.table.definition((table) -> table.computedKey("gpk", KeyTemplate.constant(number(0)))))
			.withMessageContaining("must not be '0', which is N: the key is declared as S");
	}

	private static TimestampsDefinition times() {
		return new TimestampsDefinition(null, new TimestampAttribute("modified", TimestampForm.MILLISECONDS));
	}

	private record Job(String id, @Nullable String state, @Nullable String owner) {

	}

	private Device change(Consumer<UpdateExpression.Builder> change) {
		return this.devices.change(D1, change);
	}

	private @Nullable Map<String, AttributeValue> stored() {
		return this.table.stored("D#d1", "A");
	}

	private void assertKeys(String gpk, String gsk) {
		assertThat(stored()).containsEntry("gpk", text(gpk)).containsEntry("gsk", text(gsk));
	}

}
