package io.daplug.singletable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.schema.SchemaRegistry;
import io.daplug.singletable.Fleet.Command;
import io.daplug.singletable.Fleet.Device;
import io.daplug.singletable.Fleet.Log;
import io.daplug.singletable.Fleet.Owner;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.RewriteCounts;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import io.daplug.version.UpcastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import tools.jackson.databind.json.JsonMapper;

import static io.daplug.singletable.Fleet.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a table of many types whose items have versions, which are those of the table:
 * in version 1 a device has a {@code make}, which is its {@code model} in version 2.
 */
class VersionedTypesIntegrationTests {

	private static final Device DEVICE = new Device("d#1", "M", null);

	private static final Log LOG = new Log("d#1", 7, "up");

	private static final SchemaUpcasters UPCASTERS = SchemaUpcasters
		.of(List.of(SchemaUpcaster.of("fleet", 1, (item) -> {
			if ("S3CRET".equals(item.get("make"))) {
				throw new IllegalStateException("no");
			}
			if (item.containsKey("make")) {
				item.put("model", item.remove("make"));
			}
			return item;
		})));

	private final Fleet fleet = Fleet.create();

	private final SingleTableDefinition definition = SingleTableDefinition.of(versioned(this.fleet.table()),
			(types) -> types.types(Device.class, Command.class, Log.class, Owner.class));

	private final SingleTableTemplate table = SingleTableTemplate.of(this.definition,
			(table) -> DaplugTemplate.builder(LocalDynamoDb.client(), table).upcasters(UPCASTERS).build());

	private static TableDefinition versioned(TableDefinition table) {
		return TableDefinitionBuilder.like(table).schemaVersion(new SchemaVersionDefinition("_v", 2)).build();
	}

	/** Stores a device and a log of version 1. */
	private Map<String, AttributeValue> putOld(String make) {
		SingleTableTemplate earlier = this.fleet.template();
		earlier.items(Log.class).insert(LOG);
		earlier.items(Device.class).insert(DEVICE);
		Map<String, AttributeValue> device = stored().stream()
			.filter((item) -> item.containsKey("model"))
			.findFirst()
			.orElseThrow();
		Map<String, AttributeValue> old = new LinkedHashMap<>(device);
		old.remove("model");
		old.put("make", text(make));
		this.fleet.put(old);
		return old;
	}

	@Test
	void readsItemsOfEachTypeInTheCurrentVersion() {
		putOld("M");
		assertThat(this.table.items(Device.class).get(ItemKey.of("d#1"))).contains(DEVICE);
		assertThat(this.table.items(Log.class).get(ItemKey.of("d#1", 7))).contains(LOG);
		ItemCollection collection = this.table.collection("d#1");
		assertThat(collection.item(Device.class)).contains(DEVICE);
		assertThat(collection.items(Log.class)).containsExactly(LOG);
	}

	@Test
	void endsTheReadOfACollectionWithAnItemThatCannotBeBroughtToIt() {
		putOld("S3CRET");
		assertThatExceptionOfType(UpcastException.class).isThrownBy(() -> this.table.collection("d#1").list())
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("fleet"));
		assertThat(this.table.items(Log.class).get(ItemKey.of("d#1", 7))).contains(LOG);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void rewritesAndCountsTheItemsOfOneType(int segments) {
		Map<String, AttributeValue> old = putOld("M");
		this.table.items(Device.class).insert(new Device("d#2", "N", null));
		this.fleet.putUnknown("p", "s");
		RewriteCounts devices = this.table.items(Device.class)
			.rewrite((rewrite) -> rewrite.segments(segments))
			.counts();
		assertThat(devices).isEqualTo(new RewriteCounts(1, 1, 0, 0, 0));
		assertThat(stored()).noneMatch((item) -> item.containsKey("make"))
			.filteredOn((item) -> item.containsKey("_v"))
			.hasSize(2)
			.allSatisfy((item) -> assertThat(item).containsKey("model"))
			.anySatisfy(
					(item) -> assertThat(item).containsEntry("pk", old.get("pk")).containsEntry("sk", old.get("sk")));
		RewriteCounts logs = this.table.items(Log.class).rewrite((rewrite) -> rewrite.segments(segments)).counts();
		assertThat(logs).isEqualTo(new RewriteCounts(1, 0, 0, 0, 0));
		assertThat(this.table.items(Log.class).get(ItemKey.of("d#1", 7))).contains(LOG);
		assertThat(stored()).hasSize(4).filteredOn((item) -> item.containsKey("_v")).hasSize(3);
	}

	private List<Map<String, AttributeValue>> stored() {
		String name = this.fleet.table().tableName();
		return LocalDynamoDb.client().scan((scan) -> scan.tableName(name)).items();
	}

	@Test
	void showsRecordsOfAStreamInTheCurrentVersionAndType() {
		Map<String, AttributeValue> old = putOld("M");
		ItemChange<?> change = new StreamChangeReaderFactory(new ItemConverter(JsonMapper.shared()),
				SchemaRegistry.empty(), UPCASTERS)
			.create(this.definition.table())
			.read(Record.builder()
				.eventName(OperationType.INSERT)
				.dynamodb((data) -> data.sequenceNumber("1")
					.streamViewType("NEW_AND_OLD_IMAGES")
					.keys(Map.of("pk", old.get("pk"), "sk", old.get("sk")))
					.newImage(old))
				.build(), "label")
			.orElseThrow();
		assertThat(change.newItem().value()).isEqualTo(DEVICE);
	}

}
