package io.daplug.template;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.template.SharedTable.Command;
import io.daplug.template.SharedTable.Device;
import io.daplug.template.SharedTable.Setting;
import io.daplug.template.SharedTable.State;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.model.DuplicateItemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for tables whose keys are composed of other attributes: single writes and reads.
 */
class ComputedKeyIntegrationTests {

	private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

	private static final Device DEVICE = new Device("d1", "ann", State.NEW, 7);

	private final SharedTable table = SharedTable.create();

	@Test
	void writesTheKeysThatAreComposed() {
		assertThat(this.table.devices().insert(DEVICE)).isSameAs(DEVICE);
		assertThat(this.table.stored("D#d1", "A"))
			.isEqualTo(Map.of("pk", text("D#d1"), "sk", text("A"), "id", text("d1"), "owner", text("ann"), "state",
					text("NEW"), "floor", number(7), "gpk", text("OWNER#ann"), "gsk", text("D#NEW#007")));
	}

	@Test
	void leavesOutTheKeyOfAnIndexThatLacksAnAttribute() {
		this.table.devices().insert(new Device("d1", null, State.NEW, 7));
		assertThat(this.table.stored("D#d1", "A")).containsKey("gsk").doesNotContainKeys("gpk", "owner");
	}

	@Test
	void readsByTheValuesOfTheAttributes() {
		ItemOperations<Device> devices = this.table.devices();
		devices.insert(DEVICE);
		assertThat(devices.get(ItemKey.of("d1"))).contains(DEVICE);
		assertThat(devices.get(ItemKey.of(Map.of("id", "d1")))).contains(DEVICE);
		assertThat(devices.get(ItemKey.of(Map.of("pk", "D#d1", "sk", "A")))).contains(DEVICE);
		assertThat(devices.exists(ItemKey.of("d1"))).isTrue();
		assertThat(devices.exists(ItemKey.of("d2"))).isFalse();
		assertThat(devices.get(ItemKey.of("d2"))).isEmpty();
	}

	@Test
	void refusesAnEmptyValueThatTheHashKeyEndsWith() {
		ItemOperations<Device> devices = this.table.devices();
		List<ThrowingCallable> writes = List.of(() -> devices.insert(new Device("", "ann", State.NEW, 7)),
				() -> devices.overwrite(new Device("", "ann", State.NEW, 7)),
				() -> devices.upsert(ItemKey.of(Map.of("id", "")), (change) -> change.set("owner", "ann")));
		for (ThrowingCallable write : writes) {
			assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(write)
				.withMessageContaining("'id', which 'pk' ends with, must not be empty");
		}
		assertThat(this.table.stored("D#", "A")).isNull();
	}

	@Test
	void readsByTwoValuesInTheirOrder() {
		ItemOperations<Command> commands = this.table.commands();
		Command command = commands.insert(new Command("d1", NOON, "on", "ann"));
		assertThat(commands.get(ItemKey.of("d1", NOON))).contains(command);
		assertThat(commands.get(ItemKey.of("d1", "2026-11-27T13:00:00+01:00"))).contains(command);
		assertThat(commands.get(ItemKey.of(Map.of("deviceId", "d1", "at", NOON)))).contains(command);
	}

	@Test
	void readsByNamesWhereAKeyHasSeveralParts() {
		ItemOperations<Setting> settings = this.table.settings();
		Setting setting = settings.insert(new Setting("eu", 12, "on"));
		assertThat(this.table.stored("CC#eu#00012", "A")).isNotNull();
		assertThat(settings.get(ItemKey.of(Map.of("number", 12, "region", "eu")))).contains(setting);
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> settings.get(ItemKey.of("eu", 12)))
			.withMessage("Key of 'Setting' in table 'things' is unusable: it is composed of [region, number], "
					+ "so give it by these names");
	}

	@Test
	void refusesKeysOfOtherParts() {
		assertRefused(() -> this.table.devices().get(ItemKey.of("d1", "A")),
				"a range value is given, but [id] alone tells the items apart");
		assertRefused(() -> this.table.commands().get(ItemKey.of("d1")), "'at' is missing");
		assertRefused(() -> this.table.devices().get(ItemKey.of(Map.of("id", "d1", "floor", 7))),
				"'floor' is no part of it; it is composed of [id]");
		assertRefused(() -> this.table.settings().get(ItemKey.of(Map.of("region", "eu"))), "'number' is missing");
		assertRefused(() -> this.table.devices().get(ItemKey.of(Map.of("pk", "CC#eu#00012", "sk", "A"))),
				"'pk' is not composed as 'D#{id}'");
		assertRefused(() -> this.table.devices().get(ItemKey.of(Map.of("pk", "D#d1"))), "'sk' is missing");
		assertRefused(() -> this.table.devices().delete(ItemKey.of(Map.of("pk", "D#d1", "id", "d1"))),
				"'id' is no key of it");
	}

	@Test
	void refusesItemsThatLackAPartOfTheirKey() {
		assertRefused(() -> this.table.template(SharedTable.deviceKeys()).insert(Map.of("owner", "ann")),
				"'id' is missing, of which 'pk' is composed");
		Map<String, @Nullable Object> unset = new HashMap<>();
		unset.put("id", null);
		assertRefused(() -> this.table.template(SharedTable.deviceKeys()).overwrite(unset),
				"'id' is missing, of which 'pk' is composed");
		assertRefused(() -> this.table.settings().insert(new Setting("eu", 100_000, "x")),
				"'number' has 6 digits, and is padded to 5, of which 'pk' is composed");
		assertRefused(() -> this.table.settings().insert(new Setting("eu", -1, "x")),
				"'number' must be a whole number that is not negative, as it is padded with zeros to sort, of which 'pk' is composed");
	}

	@Test
	void bringsBackValuesThatHoldTheSeparator() {
		ItemOperations<Setting> settings = this.table.settings();
		Setting tricky = settings.insert(new Setting("eu#00001%23", 2, "x"));
		settings.insert(new Setting("eu", 1, "other"));
		assertThat(settings.get(ItemKey.of(Map.of("region", "eu#00001%23", "number", 2)))).contains(tricky);
		assertThat(this.table.stored("CC#eu%2300001%2523#00002", "A")).isNotNull();
	}

	@Test
	void keepsTypesApartWhoseKeysBeginAlike() {
		ItemOperations<Setting> longer = this.table.settings();
		ItemOperations<Device> shorter = this.table
			.template((table) -> table.itemType(Device.class)
				.computedKey("pk", KeyTemplate.parse("C#{id}"))
				.computedKey("sk", KeyTemplate.constant(text("A"))))
			.as(Device.class);
		longer.insert(new Setting("eu", 1, "x"));
		shorter.insert(new Device("C#eu#00001", null, null, 0));
		assertThat(longer.get(ItemKey.of(Map.of("region", "eu", "number", 1)))).contains(new Setting("eu", 1, "x"));
		assertRefused(() -> shorter.get(ItemKey.of(Map.of("pk", "CC#eu#00001", "sk", "A"))), "'C#{id}'");
	}

	@Test
	void hidesTheKeysFromReadersOfMapsAndTrees() {
		DaplugTemplate template = this.table.template(SharedTable.deviceKeys());
		assertThat(template.insert(Map.of("id", "d1", "owner", "ann"))).containsOnlyKeys("id", "owner");
		assertThat(template.get(ItemKey.of("d1"))).contains(Map.of("id", "d1", "owner", "ann"));
		assertThat(template.get(ItemKey.of("d1"), JsonNode.class).orElseThrow().propertyNames())
			.containsExactlyInAnyOrder("id", "owner");
		assertThat(template.get(ItemKey.of("d1"), (options) -> options.project("owner")))
			.contains(Map.of("owner", "ann"));
		assertThat(template.overwrite(Map.of("id", "d1", "pk", "mine", "gpk", "mine"))).containsOnlyKeys("id");
		assertThat(this.table.stored("D#d1", "A")).containsOnlyKeys("pk", "sk", "id");
		assertThat(template.delete(ItemKey.of("d1"))).contains(Map.of("id", "d1"));
	}

	@Test
	void hidesTheKeysFromMappersThatKnowNoMoreThanTheType() {
		JsonMapper strict = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
		ItemOperations<Device> devices = this.table
			.template(SharedTable.deviceKeys(), (builder) -> builder.converter(new ItemConverter(strict)))
			.as(Device.class);
		devices.insert(DEVICE);
		assertThat(devices.get(ItemKey.of("d1"))).contains(DEVICE);
		assertThat(devices.query((query) -> query.hashKey("d1")).list()).containsExactly(DEVICE);
		assertThat(devices.update(ItemKey.of("d1"), Map.of("floor", 8)).floor()).isEqualTo(8);
		assertThat(devices.change(ItemKey.of("d1"), (change) -> change.set("owner", "bob")).owner()).isEqualTo("bob");
	}

	@Test
	void insertsOnceAndOverwrites() {
		ItemOperations<Device> devices = this.table.devices();
		devices.insert(DEVICE);
		assertThatExceptionOfType(DuplicateItemException.class).isThrownBy(() -> devices.insert(DEVICE));
		Device other = new Device("d1", "bob", State.USED, 12);
		assertThat(devices.overwrite(other)).isEqualTo(other);
		assertThat(this.table.stored("D#d1", "A")).containsEntry("gpk", text("OWNER#bob"))
			.containsEntry("gsk", text("D#USED#012"));
		assertThat(devices.delete(ItemKey.of("d1"))).contains(other);
		assertThat(devices.delete(ItemKey.of("d1"))).isEmpty();
	}

	@Test
	void upsertsRecords() {
		ItemOperations<Device> devices = this.table.devices();
		assertThat(devices.upsert(DEVICE)).isEqualTo(DEVICE);
		assertThat(devices.upsert(new Device("d1", "bob", State.USED, 8)))
			.isEqualTo(new Device("d1", "bob", State.USED, 8));
		assertThat(this.table.stored("D#d1", "A")).containsEntry("gpk", text("OWNER#bob"))
			.containsEntry("gsk", text("D#USED#008"));
	}

	@Test
	void writesReadsAndDeletesBatches() {
		ItemOperations<Command> commands = this.table.commands();
		List<Command> some = List.of(new Command("d1", NOON, "on", "ann"),
				new Command("d1", NOON.plusSeconds(1), "off", null));
		assertThat(commands.batchInsert(some).written()).containsExactlyElementsOf(some);
		Command again = new Command("d1", NOON, "again", null);
		assertThat(commands.batchOverwrite(List.of(again)).written()).containsExactly(again);
		ItemKey first = ItemKey.of("d1", NOON);
		ItemKey missing = ItemKey.of("d2", NOON);
		BatchGetResult<Command> found = commands
			.batchGet(List.of(first, ItemKey.of("d1", NOON.plusSeconds(1)), missing));
		assertThat(found.items()).containsExactly(again, some.get(1));
		assertThat(found.byKey()).containsEntry(first, again);
		assertThat(found.missing()).containsExactly(missing);
		assertThat(commands.batchDelete(List.of(first)).written()).containsExactly(first);
		assertThat(commands.get(first)).isEmpty();
	}

	@Test
	void refusesPrefixesOfComputedKeys() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.table.devices().get(ItemKey.of("d1"), (options) -> options.prefix("pk", "other#")))
			.withMessageContaining("'prefix' must not be set for 'pk' of table 'things'");
	}

	private static void assertRefused(ThrowingCallable call, String problem) {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(call).withMessageContaining(problem);
	}

}
