package io.daplug.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.expression.RangeKeyCondition;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.SharedTable.Command;
import io.daplug.template.SharedTable.Device;
import io.daplug.template.SharedTable.State;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.expression.RangeKeyCondition.atLeast;
import static io.daplug.expression.RangeKeyCondition.atMost;
import static io.daplug.expression.RangeKeyCondition.beginsWith;
import static io.daplug.expression.RangeKeyCondition.between;
import static io.daplug.expression.RangeKeyCondition.equalTo;
import static io.daplug.expression.RangeKeyCondition.greaterThan;
import static io.daplug.expression.RangeKeyCondition.lessThan;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for queries and scans of tables whose keys are composed of other attributes.
 */
class ComputedQueryIntegrationTests {

	private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

	private static final SharedTable TABLE = SharedTable.create();

	private static final ItemOperations<Command> COMMANDS = TABLE.commands();

	private static final ItemOperations<Device> DEVICES = TABLE.devices();

	/** A cell, whose range key has several parts. */
	record Cell(String id, String row, int column, String more) {

	}

	private static final ItemOperations<Cell> CELLS = TABLE
		.template((table) -> table.itemType(Cell.class)
			.computedKey("pk", KeyTemplate.parse("D#{id}"))
			.computedKey("sk", KeyTemplate.parse("CELL#{row}#{column:3}#{more}")))
		.as(Cell.class);

	@BeforeAll
	static void storeItems() {
		for (int i = 0; i < 6; i++) {
			COMMANDS.insert(new Command("d1", NOON.plusSeconds(i), "c" + i, (i < 4) ? "ann" : null));
		}
		COMMANDS.insert(new Command("d2", NOON, "other", "ann"));
		DEVICES.insert(new Device("d1", "ann", State.NEW, 1));
		DEVICES.insert(new Device("d2", "ann", State.USED, 2));
		for (String row : List.of("a", "aa", "b")) {
			for (int column : List.of(2, 10, 100)) {
				CELLS.insert(new Cell("d1", row, column, "x"));
			}
		}
		for (String foreign : List.of("B", "C", "C!", "CC#2026", "C$", "D#1", "Z")) {
			TABLE.put(Map.of("pk", text("D#d1"), "sk", text(foreign), "gpk", text("OWNER#ann"), "gsk", text(foreign)));
		}
		TABLE.put(Map.of("pk", text("E#d1"), "sk", text("A"), "id", text("foreign")));
	}

	@Test
	void findsTheItemsOfTheTypeAlone() {
		assertThat(names((query) -> query.hashKey("d1"))).containsExactly("c0", "c1", "c2", "c3", "c4", "c5");
		assertThat(names((query) -> query.hashKey("d1").descending().limit(2))).containsExactly("c5", "c4");
		assertThat(names((query) -> query.hashKey("d3"))).isEmpty();
		assertThat(DEVICES.query((query) -> query.hashKey("d1")).list())
			.containsExactly(new Device("d1", "ann", State.NEW, 1));
		assertThat(COMMANDS.query((query) -> query.hashKey("d1")).count()).isEqualTo(6);
		assertThat(COMMANDS.query((query) -> query.hashKey("d1").descending()).first())
			.hasValueSatisfying((command) -> assertThat(command.name()).isEqualTo("c5"));
	}

	@Test
	void findsRangesThatKeepWithinTheType() {
		Instant third = NOON.plusSeconds(3);
		assertThat(ranged(equalTo(third))).containsExactly("c3");
		assertThat(ranged(lessThan(third))).containsExactly("c0", "c1", "c2");
		assertThat(ranged(atMost(third))).containsExactly("c0", "c1", "c2", "c3");
		assertThat(ranged(greaterThan(third))).containsExactly("c4", "c5");
		assertThat(ranged(atLeast(third))).containsExactly("c3", "c4", "c5");
		assertThat(ranged(between(NOON.plusSeconds(1), third))).containsExactly("c1", "c2", "c3");
		assertThat(ranged(beginsWith("2026-11-27T12:00:04"))).containsExactly("c4");
		assertThat(ranged(beginsWith("2026"))).hasSize(6);
		assertThat(ranged(greaterThan(NOON.plusSeconds(9)))).isEmpty();
		assertThat(ranged(lessThan(NOON))).isEmpty();
		assertThat(names((query) -> query.hashKey("d1").rangePrefix("2026-11-27T12:00:05"))).containsExactly("c5");
	}

	@Test
	void findsRangesOfThePartsFromTheLeft() {
		assertThat(cells(equalTo("a"))).containsExactly("a2", "a10", "a100");
		assertThat(cells(beginsWith("a"))).containsExactly("a2", "a10", "a100", "aa2", "aa10", "aa100");
		assertThat(cells(greaterThan("a"))).containsExactly("aa2", "aa10", "aa100", "b2", "b10", "b100");
		assertThat(cells(lessThan("b"))).containsExactly("a2", "a10", "a100", "aa2", "aa10", "aa100");
		assertThat(cells(atMost("a"))).containsExactly("a2", "a10", "a100");
		assertThat(cells(between("a", "aa"))).containsExactly("a2", "a10", "a100", "aa2", "aa10", "aa100");
		assertThat(cells(equalTo("a"), greaterThan(2))).containsExactly("a10", "a100");
		assertThat(cells(equalTo("a"), between(2, 10))).containsExactly("a2", "a10");
		assertThat(cells(equalTo("a"), equalTo(10), equalTo("x"))).containsExactly("a10");
		assertThat(cells(equalTo("a"), equalTo(10), lessThan("x"))).isEmpty();
		assertThat(cells(equalTo("a"), equalTo(10), greaterThan("w"))).containsExactly("a10");
	}

	@Test
	void findsByAConditionThatNamesTheParts() {
		assertThat(names((query) -> query.keyCondition("deviceId = :device AND #at > :at", Map.of("#at", "at"),
				Map.of(":device", "d1", ":at", NOON.plusSeconds(4)))))
			.containsExactly("c5");
		assertThat(names((query) -> query.keyCondition(attribute("deviceId").isEqualTo("d2"))))
			.containsExactly("other");
	}

	@Test
	void refusesWhatNoKeyIsComposedOf() {
		assertRefused((query) -> query.hashKey("d1", "d2"),
				"'hashKey' has 2 values, but the hash key of table 'things' is composed of [deviceId]");
		assertRefused((query) -> query.hashKey("d1").rangeKey(equalTo(NOON), equalTo(1)),
				"'rangeKey' has 2 conditions, but the range key of table 'things' is composed of [at]");
		assertRefused((query) -> query.keyCondition(attribute("pk").isEqualTo("D#d1")),
				"must compare [deviceId, at] with values, of which its keys are composed");
		assertRefused((query) -> query.keyCondition(attribute("at").isEqualTo(NOON)),
				"must ask for one value of 'deviceId', of which its hash key is composed");
		assertRefused((query) -> query.hashKey("d1").rangeKey(between(NOON, NOON.minusSeconds(1))),
				"Nothing is between the bounds that the query sets for 'at'");
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> cells(greaterThan("a"), equalTo(1)))
			.withMessageContaining("must ask for one value of what is before it in the range key");
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> ranged(lessThan("yesterday")))
			.withMessageContaining("'at' is no date-time");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> DEVICES.query((query) -> query.hashKey("d1").rangeKey(equalTo("A"))).list())
			.withMessageContaining("'rangeKey' has 1 conditions");
	}

	@Test
	void filtersWithinTheType() {
		assertThat(names((query) -> query.hashKey("d1").filter(attribute("name").isAtLeast("c4"))))
			.containsExactly("c4", "c5");
	}

	@Test
	void queriesAnIndexForItemsOfTheTypeAlone() {
		assertThat(names((query) -> query.index(SharedTable.BY_OWNER).hashKey("ann"))).containsExactlyInAnyOrder("c0",
				"other", "c1", "c2", "c3");
		assertThat(names(
				(query) -> query.index(SharedTable.BY_OWNER).hashKey("ann").rangeKey(greaterThan(NOON.plusSeconds(1)))))
			.containsExactly("c2", "c3");
		assertThat(DEVICES.query((query) -> query.index(SharedTable.BY_OWNER).hashKey("ann")).list())
			.extracting(Device::id)
			.containsExactly("d1", "d2");
		assertThat(
				DEVICES.query((query) -> query.index(SharedTable.BY_OWNER).hashKey("ann").rangeKey(equalTo(State.USED)))
					.list())
			.extracting(Device::id)
			.containsExactly("d2");
		assertThat(DEVICES.query((query) -> query.index(SharedTable.BY_OWNER).hashKey("ann")).count()).isEqualTo(2);
	}

	@Test
	void leavesOutOtherItemsWhereNeitherKeysNorFiltersCan() {
		StoredTable table = StoredTable.of((definition) -> definition.hashKey("pk")
			.rangeKey("sk")
			.index(new IndexDefinition("by-floor", List.of(KeyAttribute.text("owner")),
					List.of(KeyAttribute.number("floor"), KeyAttribute.text("sk"))))
			.computedKey("pk", KeyTemplate.parse("D#{id}"))
			.computedKey("sk", KeyTemplate.parse("D#{state}")));
		ItemOperations<Device> devices = table.template().as(Device.class);
		Device device = devices.insert(new Device("d1", "ann", State.NEW, 1));
		table.put(Map.of("pk", text("D#d1"), "sk", text("X"), "owner", text("ann"), "floor", number(1)));
		assertThat(devices.query((query) -> query.index("by-floor").hashKey("ann")).list()).containsExactly(device);
		assertThat(devices.query((query) -> query.index("by-floor").hashKey("ann")).count()).isEqualTo(1);
		assertThat(devices.query((query) -> query.index("by-floor").hashKey("ann").rangeKey(equalTo(1), equalTo("NEW")))
			.list()).containsExactly(device);
	}

	@Test
	void scansItemsOfTheTypeAlone() {
		assertThat(COMMANDS.scan().list()).hasSize(7);
		assertThat(COMMANDS.scan().count()).isEqualTo(7);
		assertThat(COMMANDS.scan((scan) -> scan.segments(3)).list()).hasSize(7);
		assertThat(DEVICES.scan((scan) -> scan.filter(attribute("floor").isEqualTo(2))).list()).extracting(Device::id)
			.containsExactly("d2");
		assertThat(DEVICES.scan((scan) -> scan.index(SharedTable.BY_OWNER)).list()).hasSize(2);
		assertThat(COMMANDS.scan((scan) -> scan.limit(3)).list()).hasSize(3);
	}

	@Test
	void readsAnIndexWithOneHashKeyByAQuery() {
		SharedTable table = SharedTable.create();
		DaplugTemplate things = table.template((keys) -> keys.computedKey("pk", KeyTemplate.parse("T#{id}"))
			.computedKey("sk", KeyTemplate.constant(text("A")))
			.computedKey("gpk", KeyTemplate.constant(text("ALL")))
			.computedKey("gsk", KeyTemplate.parse("T#{id}")));
		List.of("b", "c", "a").forEach((id) -> things.insert(Map.of("id", id)));
		assertThat(things.as(Map.class).read((query) -> query.index(SharedTable.BY_OWNER).descending()))
			.extracting((thing) -> thing.get("id"))
			.containsExactly("c", "b", "a");
	}

	@Test
	void readsPagesWithinTheType() {
		assertThat(pages((query) -> query.hashKey("d1"))).containsExactly("c0,c1,c2,c3", "c4,c5");
		assertThat(pages((query) -> query.index(SharedTable.BY_OWNER).hashKey("ann").rangeKey(atLeast(NOON))))
			.hasSize(2);
		List<Device> devices = new ArrayList<>();
		Page<Device> page = DEVICES.scan().page(PageRequest.of(1));
		devices.addAll(page.items());
		while (page.nextToken() != null) {
			page = DEVICES.scan().page(new PageRequest(1, page.nextToken()));
			devices.addAll(page.items());
		}
		assertThat(devices).extracting(Device::id).containsExactlyInAnyOrder("d1", "d2");
	}

	@Test
	void beginsAfterAnItem() {
		assertThat(names((query) -> query.hashKey("d1").startAfter(ItemKey.of("d1", NOON.plusSeconds(3)))))
			.containsExactly("c4", "c5");
		assertThat(
				names((query) -> query.hashKey("d1").startAfter(Map.of("deviceId", "d1", "at", NOON.plusSeconds(4)))))
			.containsExactly("c5");
		assertThat(names((query) -> query.index(SharedTable.BY_OWNER)
			.hashKey("ann")
			.startAfter(Map.of("deviceId", "d1", "at", NOON.plusSeconds(2), "owner", "ann")))).containsExactly("c3");
	}

	@Test
	void answersWithTheKeyAtWhichTheNextRequestBegins() {
		QueryResponse first = COMMANDS.query((query) -> query.hashKey("d1").limit(4)).response();
		assertThat(first.items()).hasSize(4)
			.allSatisfy((item) -> assertThat(item).containsKeys("deviceId", "at").doesNotContainKeys("pk", "sk"));
		assertThat(first.lastEvaluatedKey()).containsOnlyKeys("pk", "sk");
		assertThat(names((query) -> query.hashKey("d1").startAfter(first.lastEvaluatedKey()))).containsExactly("c4",
				"c5");
		assertThat(COMMANDS.query((query) -> query.hashKey("d1")).response(Select.COUNT).count()).isEqualTo(6);
	}

	@Test
	void projectsWithoutTheKeys() {
		DaplugTemplate template = TABLE.template(SharedTable.commandKeys());
		assertThat(template.query((query) -> query.hashKey("d2").project("name")).list())
			.containsExactly(Map.of("name", "other"));
		assertThat(template.query((query) -> query.hashKey("d2").project("name")).page(PageRequest.of(1)).items())
			.containsExactly(Map.of("name", "other"));
	}

	private static List<String> names(Consumer<QueryOptions.Builder> query) {
		return COMMANDS.query(query).stream().map(Command::name).toList();
	}

	private static List<String> ranged(RangeKeyCondition condition) {
		return names((query) -> query.hashKey("d1").rangeKey(condition));
	}

	private static List<String> cells(RangeKeyCondition... conditions) {
		return CELLS.query((query) -> query.hashKey("d1").rangeKey(conditions))
			.stream()
			.map((cell) -> cell.row() + cell.column())
			.toList();
	}

	private static List<String> pages(Consumer<QueryOptions.Builder> query) {
		List<String> pages = new ArrayList<>();
		Page<Command> page = COMMANDS.query(query).page(PageRequest.of(4));
		pages.add(String.join(",", page.items().stream().map(Command::name).toList()));
		while (page.nextToken() != null) {
			page = COMMANDS.query(query).page(new PageRequest(4, page.nextToken()));
			pages.add(String.join(",", page.items().stream().map(Command::name).toList()));
		}
		return pages;
	}

	private static void assertRefused(Consumer<QueryOptions.Builder> query, String problem) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> names(query))
			.withMessageContaining(problem);
	}

}
