package io.daplug.template;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.guard.CopySequence;
import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.SharedTable.Command;
import io.daplug.template.SharedTable.Device;
import io.daplug.template.SharedTable.State;
import io.daplug.template.copy.Copy;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.ItemTransactionFailedException;
import org.junit.jupiter.api.Test;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what else tables do whose keys are composed of attributes: transactions,
 * conditions, unique attributes, copies and changes.
 */
class ComputedKeyTransactionIntegrationTests {

	private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

	private static final Device DEVICE = new Device("d1", "ann", State.NEW, 7);

	private final SharedTable table = SharedTable.create();

	private final ItemOperations<Device> devices = this.table.devices();

	private final ItemOperations<Command> commands = this.table.commands();

	private final ItemTransactionOperations transactions = new ItemTransactionTemplate();

	@Test
	void writesAndReadsItemsOfSeveralTypesInOneTransaction() {
		this.devices.insert(new Device("d2", "bob", State.NEW, 1));
		this.devices.insert(new Device("d3", "bob", State.NEW, 1));
		this.devices.insert(new Device("d4", "bob", State.NEW, 1));
		TransactionResult result = this.transactions.write((transaction) -> transaction.insert(this.devices, DEVICE)
			.overwrite(this.commands, new Command("d1", NOON, "on", null))
			.update(this.devices, ItemKey.of("d2"), Map.of("owner", "eve"))
			.change(this.devices, ItemKey.of("d3"), (change) -> change.set("owner", "kim"))
			.upsert(this.devices, ItemKey.of("d5"), (change) -> change.set("owner", "lea"))
			.upsert(this.devices, new Device("d6", "lea", State.USED, 1))
			.delete(this.devices, ItemKey.of("d4"))
			.check(this.commands, ItemKey.of("d9", NOON), attribute("name").isMissing()));
		assertThat(result.item(0, Device.class)).isEqualTo(DEVICE);
		assertThat(result.item(2)).containsOnlyKeys("id", "owner", "state", "floor");
		assertThat(this.table.stored("D#d2", "A")).containsEntry("gpk", text("OWNER#eve"));
		assertThat(this.table.stored("D#d3", "A")).containsEntry("gpk", text("OWNER#kim"));
		assertThat(this.table.stored("D#d5", "A")).containsEntry("gpk", text("OWNER#lea"))
			.containsEntry("id", text("d5"));
		assertThat(this.table.stored("D#d6", "A")).containsEntry("gsk", text("D#USED#001"));
		assertThat(this.table.stored("D#d4", "A")).isNull();
		TransactionItems items = this.transactions.get((transaction) -> transaction.get(this.devices, ItemKey.of("d1"))
			.get(this.commands, ItemKey.of("d1", NOON))
			.get(this.devices, ItemKey.of("d4")));
		assertThat(items.get(0, Device.class)).contains(DEVICE);
		assertThat(items.get(1))
			.hasValueSatisfying((item) -> assertThat(item).containsOnlyKeys("deviceId", "at", "name"));
		assertThat(items.get(2)).isEmpty();
	}

	@Test
	void refusalsShowTheItemWithoutItsKeys() {
		this.devices.insert(DEVICE);
		assertThatExceptionOfType(ConditionNotMetException.class)
			.isThrownBy(() -> this.devices.delete(ItemKey.of("d1"),
					(options) -> options.condition(attribute("floor").isEqualTo(9))))
			.withMessageContaining("things");
		assertThatExceptionOfType(ItemTransactionFailedException.class)
			.isThrownBy(() -> this.transactions.write((transaction) -> transaction.insert(this.devices, DEVICE)))
			.satisfies((ex) -> assertThat(StoredTable.map(ex.failures().get(0).stored())).containsOnlyKeys("id",
					"owner", "state", "floor"));
	}

	@Test
	void keepsAttributesUniqueBesideComputedKeys() {
		ItemOperations<Device> unique = this.table.template((table) -> {
			SharedTable.deviceKeys().accept(table);
			table.unique("owner");
		}).as(Device.class);
		unique.insert(DEVICE);
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> unique.insert(new Device("d2", "ann", State.NEW, 7)));
		unique.update(ItemKey.of("d1"), Map.of("owner", "bob"));
		unique.insert(new Device("d2", "ann", State.NEW, 7));
		unique.change(ItemKey.of("d2"), (change) -> change.set("owner", "eve"));
		assertThat(unique.overwrite(new Device("d3", "ann", State.NEW, 7)).owner()).isEqualTo("ann");
		assertThat(unique.delete(ItemKey.of("d3"))).isPresent();
		unique.upsert(new Device("d4", "ann", State.NEW, 7));
		assertThat(unique.scan().list()).extracting(Device::id).containsExactlyInAnyOrder("d1", "d2", "d4");
	}

	@Test
	void changesHaveTheStoredKeyAndImages() {
		this.devices.insert(DEVICE);
		this.devices.update(ItemKey.of("d1"), Map.of("floor", 8));
		this.devices.change(ItemKey.of("d1"), (change) -> change.set("owner", "bob"));
		this.devices.delete(ItemKey.of("d1"));
		assertThat(this.table.changes()).hasSize(4).allSatisfy((change) -> {
			assertThat(change.key()).isEqualTo(ItemKey.of(Map.of("pk", "D#d1", "sk", "A")));
			assertThat(change.key().attributes().keySet()).containsExactly("pk", "sk");
			assertThat(change.identity().storedKey()).isEqualTo(ItemKey.of("D#d1", "A"));
		});
		assertThat(this.table.changes()).map(ItemChange::getClass)
			.containsExactly(ItemInserted.class, ItemModified.class, ItemModified.class, ItemRemoved.class);
		assertThat(this.table.changes().get(0).newImage().item().value()).isEqualTo(DEVICE);
		assertThat(this.table.changes().get(1).newImage().item().attributes()).containsEntry("gsk", text("D#NEW#008"))
			.containsEntry("pk", text("D#d1"));
		assertThat(this.table.changes().get(3).oldImage().item().attributes()).containsEntry("gpk", text("OWNER#bob"));
	}

	@Test
	void writesAndRemovesCopies() {
		DaplugTemplate guarded = this.table.template((table) -> {
			SharedTable.deviceKeys().accept(table);
			table.guardedCopies(true);
		});
		Consumer<BatchOptions.Builder> options = (batch) -> {
		};
		guarded.copies().write(List.of(Copy.of(DEVICE, CopySequence.of("label", "1"))), options).requireComplete();
		assertThat(this.table.stored("D#d1", "A")).containsEntry("gsk", text("D#NEW#007")).containsKey("_sequence");
		assertThat(guarded.get(ItemKey.of("d1"), Device.class)).contains(DEVICE);
		guarded.copies()
			.write(List.of(Copy.removed(ItemKey.of("d1"), CopySequence.of("label", "2"), Duration.ofDays(2))), options)
			.requireComplete();
		assertThat(guarded.get(ItemKey.of("d1"))).isEmpty();
		assertThat(this.table.stored("D#d1", "A")).containsKey("_removed");
	}

}
