package io.daplug.autoconfigure.singletable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.daplug.autoconfigure.singletable.devices.Command;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.record.StreamChangeReader;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemTransactionTemplate;
import io.daplug.template.WriteTransaction;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemTransactionFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;

import static io.daplug.expression.Condition.attribute;
import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that the keys of changes and failures can be given back to the operations of
 * types whose keys are composed.
 */
@Timeout(60)
class GivenBackKeyIntegrationTests {

	private static final Command START = new Command("d1", 7, "start");

	private static final Command DONE = new Command("d1", 7, "done");

	@Test
	void listenersChangeTheItemsThatTheyHearOf() {
		DeviceTables.things().withBean(Finisher.class).run((context) -> {
			commands(context).insert(START);
			Finisher finisher = context.getBean(Finisher.class);
			await().until(() -> finisher.modified.size() == 1);
			assertThat(finisher.found).containsExactly(Optional.of(START));
			assertThat(finisher.modified).containsExactly(DONE);
			assertOnlyItem(context, DONE);
			things(context).delete(finisher.keys.get(0));
			await().until(() -> finisher.keys.size() == 3);
			assertThat(finisher.keys).allSatisfy((key) -> assertThat(key).isEqualTo(key(START)))
				.allSatisfy((key) -> assertThat(key.attributes().keySet()).containsExactly("pk", "sk"));
			assertThat(items(context)).isEmpty();
		});
	}

	@Test
	void itemsThatRawWritesChangeAreFoundToo() {
		DeviceTables.things().withBean(Finisher.class).run((context) -> {
			things(context).insert(Map.of("pk", "DD#d1", "sk", "CN#7", "deviceId", "d1", "number", 7, "name", "start"));
			Finisher finisher = context.getBean(Finisher.class);
			await().until(() -> finisher.modified.size() == 1);
			assertOnlyItem(context, DONE);
		});
	}

	@Test
	void recordsOfAStreamHaveKeysThatCanBeGivenBack() {
		DeviceTables.things().run((context) -> {
			commands(context).insert(START);
			ItemChange<?> change = streamed(context);
			assertThat(change.key()).isEqualTo(key(START));
			assertThat(change.identity().storedKey()).isEqualTo(ItemKey.of("DD#d1", "CN#7"));
			assertThat(commands(context).get(change.key())).contains(START);
			assertThat(commands(context).change(change.key(), (command) -> command.set("name", "done")))
				.isEqualTo(DONE);
			assertOnlyItem(context, DONE);
			assertThat(commands(context).batchGet(List.of(change.key())).items()).containsExactly(DONE);
			assertThat(commands(context).delete(change.key())).contains(DONE);
			assertThat(items(context)).isEmpty();
		});
	}

	@Test
	void anUpsertThatCouldCreateAnotherItemIsRefused() {
		DeviceTables.things().run((context) -> {
			commands(context).insert(START);
			ItemKey key = streamed(context).key();
			assertThatExceptionOfType(InvalidKeyException.class)
				.isThrownBy(() -> commands(context).upsert(key, (command) -> command.set("name", "done")))
				.withMessageContaining("its key must be given by [deviceId, number]");
			assertOnlyItem(context, START);
		});
	}

	@Test
	void failuresHaveKeysThatCanBeGivenBack() {
		DeviceTables.things().run((context) -> {
			ItemOperations<Command> commands = commands(context);
			ItemKey absent = ItemKey.of("d1", 7);
			ItemKey missing = failed(
					(entry) -> entry.change(commands, absent, (command) -> command.set("name", "done")));
			commands.insert(START);
			assertThat(commands.get(missing)).contains(START);
			assertThat(things(context).get(missing)).isPresent();
			assertThatExceptionOfType(ConditionNotMetException.class)
				.isThrownBy(() -> commands.change(absent, (command) -> command.set("name", "done"),
						(options) -> options.condition(attribute("name").isEqualTo("stop"))))
				.satisfies((ex) -> assertThat(commands.get(ex.key())).contains(START));
			assertThatExceptionOfType(DuplicateItemException.class).isThrownBy(() -> commands.insert(START))
				.satisfies((ex) -> assertThat(commands.get(ex.key())).contains(START));
			ItemKey refused = failed((entry) -> entry.insert(commands, START));
			assertThat(commands.change(refused, (command) -> command.set("name", "done"))).isEqualTo(DONE);
			assertOnlyItem(context, DONE);
		});
	}

	private static ItemKey failed(Consumer<WriteTransaction> transaction) {
		return catchThrowableOfType(ItemTransactionFailedException.class,
				() -> new ItemTransactionTemplate().write(transaction))
			.failures()
			.get(0)
			.entry()
			.key();
	}

	/** The insert of the only item, as the stream of the table tells it. */
	private static ItemChange<?> streamed(ApplicationContext context) {
		Map<String, AttributeValue> stored = Map.of("pk", text("DD#d1"), "sk", text("CN#7"), "deviceId", text("d1"),
				"number", AttributeValue.fromN("7"), "name", text("start"));
		Record record = Record.builder()
			.eventName(OperationType.INSERT)
			.dynamodb((data) -> data.sequenceNumber("111100000000000000001")
				.keys(Map.of("pk", text("DD#d1"), "sk", text("CN#7")))
				.newImage(stored))
			.build();
		return new StreamChangeReader(context.getBean(SingleTableTemplate.class).definition().table(),
				context.getBean(ItemConverter.class))
			.read(record, "2026-11-27T19:00:00.000")
			.orElseThrow();
	}

	private static ItemKey key(Command command) {
		return ItemKey.of(Map.of("pk", "DD#" + command.deviceId(), "sk", "CN#" + command.number()));
	}

	private static void assertOnlyItem(ApplicationContext context, Command command) {
		assertThat(commands(context).get(ItemKey.of(command.deviceId(), command.number()))).contains(command);
		assertThat(items(context)).hasSize(1);
	}

	private static List<Map<String, Object>> items(ApplicationContext context) {
		return things(context).scan().list();
	}

	private static DaplugTemplate things(ApplicationContext context) {
		return context.getBean("things", DaplugTemplate.class);
	}

	@SuppressWarnings("unchecked")
	private static ItemOperations<Command> commands(ApplicationContext context) {
		return (ItemOperations<Command>) context
			.getBeanProvider(ResolvableType.forClassWithGenerics(ItemOperations.class, Command.class))
			.getObject();
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	/** Changes each command that is inserted. */
	static class Finisher {

		final List<Optional<Command>> found = new CopyOnWriteArrayList<>();

		final List<Command> modified = new CopyOnWriteArrayList<>();

		final List<ItemKey> keys = new CopyOnWriteArrayList<>();

		private final ItemOperations<Command> commands;

		Finisher(ItemOperations<Command> commands) {
			this.commands = commands;
		}

		@DaplugStreamListener("things")
		void on(ItemChange<Command> change) {
			this.keys.add(change.key());
			if (change instanceof ItemInserted<Command>) {
				this.found.add(this.commands.get(change.key()));
				this.commands.change(change.key(), (command) -> command.set("name", "done"));
			}
			else if (change instanceof ItemModified<Command>) {
				this.modified.add(change.newItem().value());
			}
		}

	}

}
