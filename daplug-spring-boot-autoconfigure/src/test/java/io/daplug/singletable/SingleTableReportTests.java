package io.daplug.singletable;

import java.util.List;

import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests the report of a table of many types.
 */
class SingleTableReportTests {

	private static final TableDefinition TABLE = TableDefinition.named("devices")
		.tableName("devices-eu-1")
		.hashKey("pk")
		.rangeKey("sk")
		.index(IndexDefinition.of("by-state", KeyAttribute.text("state"), KeyAttribute.text("commandId")))
		.index(IndexDefinition.of("by-owner", KeyAttribute.text("gsi1pk"), KeyAttribute.text("gsi1sk")))
		.build();

	private static final String EXPECTED = """
			# Single table `devices`

			Hash key `pk` (text), range key `sk` (text).

			## Types

			| Type | Class | Hash key | Range key | Schema | Type attribute |
			| --- | --- | --- | --- | --- | --- |
			| `Command` | `io.daplug.singletable.SingleTableReportTests$Command` | `DD#{device}` | `CC#{commandId}` | | |
			| `Device` | `io.daplug.singletable.SingleTableReportTests$Device` | `DD#{deviceId}` | `A` | `Device` | |
			| `Order` | `io.daplug.singletable.SingleTableReportTests$Order` | `{id}` | `ORDER#{region}#{number:8}` | | |

			## Indexes

			| Index | Type | Hash key | Range key |
			| --- | --- | --- | --- |
			| `by-owner` | `Device` | `gsi1pk` = `OWNER#{owner}` | `gsi1sk` = `A` |
			| `by-owner` | `Order` | `gsi1pk` = `OWNER#{buyer}` | `gsi1sk` = `O\\|{id}` |
			| `by-state` | `Command` | `state` | `commandId` |

			## Access patterns

			| Request | Keys | Answers |
			| --- | --- | --- |
			| get | `pk` = `DD#{device}`, `sk` = `CC#{commandId}` | one `Command` |
			| get | `pk` = `DD#{deviceId}`, `sk` = `A` | one `Device` |
			| get | `pk` = `{id}`, `sk` = `ORDER#{region}#{number:8}` | one `Order` |
			| query | `pk` = `DD#{deviceId}` or `DD#{device}` | the collection of `Command`, `Device` |
			| query | `pk` = `DD#{device}`, `sk` begins with `CC#` | each `Command` |
			| query | `pk` = `{id}` | each `Order` |
			| query of index `by-owner` | `gsi1pk` = `OWNER#{buyer}` or `OWNER#{owner}` | the collection of `Device`, `Order` |
			| query of index `by-owner` | `gsi1pk` = `OWNER#{buyer}`, `gsi1sk` begins with `O\\|` | each `Order` |
			| query of index `by-state` | `state` = `{state}` | each `Command` |

			## Prefixes

			| Type | Attribute | Prefix | Written to |
			| --- | --- | --- | --- |
			| `Command` | `commandId` | `CC` | `sk` |
			| `Device` | `deviceId` | `DD` | `pk` |
			| `Order` | `id` | `OI` | |
			""";

	@Test
	void reportNamesTypesKeysIndexesPatternsAndPrefixes() {
		assertThat(report(Command.class, Device.class, Order.class)).isEqualTo(EXPECTED);
	}

	@Test
	void reportIsTheSameInWhateverOrderTypesAreDefined() {
		assertThat(report(Order.class, Device.class, Command.class)).isEqualTo(EXPECTED);
	}

	@Test
	void reportHoldsPrefixes() {
		List<KeyPrefix> held = SingleTableReport.parse(EXPECTED);
		assertThat(held).containsExactly(new KeyPrefix("Command", "commandId", "CC"),
				new KeyPrefix("Device", "deviceId", "DD"), new KeyPrefix("Order", "id", "OI"));
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE,
				(types) -> types.types(Command.class, Device.class, Carton.class).held(held));
		assertThat(definition.prefixes()).contains(new KeyPrefix("Carton", "cId", "CCI"),
				new KeyPrefix("Command", "commandId", "CC"));
	}

	@Test
	void reportIsReadWhateverIsWrittenAroundItAndHoweverLinesEnd() {
		String text = "Our devices, see the wiki.\n\n" + EXPECTED + "\n## Notes\n\n| a | b |\n| --- | --- |\n";
		assertThat(SingleTableReport.parse(text.replace("\n", "\r\n"))).isEqualTo(SingleTableReport.parse(EXPECTED));
	}

	@Test
	void tableWithoutRangeKeyHasGetsAlone() {
		TableDefinition table = TableDefinition.named("plain").hashKey("pk", ScalarAttributeType.S).build();
		String report = SingleTableReport.of(SingleTableDefinition.of(table, (types) -> types.types(Carton.class)))
			.markdown();
		assertThat(report).contains("Hash key `pk` (text).\n", "| get | `pk` = `CC#{cId}` | one `Carton` |\n")
			.doesNotContain("query");
	}

	@Test
	void keysThatAreNoTextAreShownAsTheyAre() {
		TableDefinition table = TableDefinition.named("plain")
			.hashKey("pk", ScalarAttributeType.N)
			.rangeKey("sk", ScalarAttributeType.B)
			.build();
		ItemTypeDefinition type = ItemTypeDefinition.of(Numbered.class,
				(numbered) -> numbered.hashKey(KeyDefinition.Builder::unprefixed));
		String report = SingleTableReport.of(SingleTableDefinition.of(table, (types) -> types.type(type))).markdown();
		assertThat(report).contains("Hash key `pk` (a number), range key `sk` (binary).",
				"| get | `pk` = `{n}`, `sk` = `0x41` | one `Numbered` |", "| `Numbered` | `n` | `NN` | |");
		assertThat(SingleTableReport.parse(report)).containsExactly(new KeyPrefix("Numbered", "n", "NN"));
	}

	@Test
	void namesOfAnyCharactersAreReadBack() {
		ItemTypeDefinition type = ItemTypeDefinition.of(Device.class,
				(device) -> device.name("a|b\\|`c").hashKey((key) -> key.attributes("deviceId")));
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE, (types) -> types.type(type));
		assertThat(SingleTableReport.parse(SingleTableReport.of(definition).markdown()))
			.containsExactly(new KeyPrefix("a|b\\|`c", "deviceId", "AD"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# Nothing", "## Prefixes", "## Prefixes\n\n| Type | Prefix |\n| --- | --- |\n",
			"## Prefix\n\n| Type | Attribute | Prefix | Written to |\n| --- | --- | --- | --- |\n" })
	void textThatIsNoReportIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> SingleTableReport.parse(text))
			.withMessageContaining("no table of prefixes");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			textBlock = """
					| `Device` | `deviceId` | |            ; has the row
					| `Device` | `deviceId`                ; has the row
					| `Device` | | `DX` | `pk` |           ; has the row
					| `Draft` | `did` | `DD` | `pk` |      ; gives the prefix 'DD' to 'deviceId' of 'Device' and to 'did' of 'Draft'
					| `Device` | `deviceId` | `DX` | `pk` |; has two prefixes for 'deviceId' of 'Device'
					""")
	void rowThatCannotBeMeantIsRefused(String row, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> SingleTableReport.parse(EXPECTED + row + "\n"))
			.withMessageContaining(problem);
	}

	private static String report(Class<?>... types) {
		return SingleTableReport.of(SingleTableDefinition.of(TABLE, (definition) -> definition.types(types)))
			.markdown();
	}

	@ItemType(schema = "Device",
			indexes = @IndexKeys(name = "by-owner", hashKey = @Key(value = "owner", prefix = "OWNER")))
	record Device(String deviceId, @Nullable String owner) {
	}

	@ItemType(hashKey = @Key(prefixOf = Device.class), rangeKey = @Key("commandId"))
	record Command(String device, String commandId, String state) {
	}

	@ItemType(hashKey = @Key(prefixed = false), rangeKey = @Key("ORDER#{region}#{number:8}"),
			indexes = @IndexKeys(name = "by-owner", hashKey = @Key(value = "buyer", prefix = "OWNER"),
					rangeKey = @Key(value = "id", prefix = "O", separator = "|")))
	record Order(String id, String region, int number, String buyer) {
	}

	@ItemType
	record Carton(String cId) {
	}

	record Numbered(int n) {
	}

}
