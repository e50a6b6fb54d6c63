package io.daplug.stream.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.Things;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.StreamSource;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for events of a table whose items have several types.
 */
class TypedEventTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final TableRegistry tables = TableRegistry
		.of(List.of(Things.table().tableName("orders-eu").streamSource(StreamSource.LAMBDA).build()));

	private final StreamListenerRegistry listeners = new StreamListenerRegistry(
			new ListenedTables(this.tables, CONVERTER), ListenerOptions.defaults(), (event) -> {
			}, ChangeParking.NO_OP, TaskExecutorFactory.simple());

	private final List<Object> given = new ArrayList<>();

	@Test
	void givesItemsOfTheTypeThatTheListenerIsLimitedTo() {
		this.listeners.register(ListenerDefinition.named("commands")
			.tables(List.of("things"))
			.itemType(Things.Command.class)
			.handler((change) -> this.given.add(change.newItem().value()))
			.build());
		handle(record(1, "CD#d1"), record(2, "LD#d1"), record(3, "X#d1"));
		assertThat(this.given).containsExactly(new Things.Command("d1", 5));
	}

	@Test
	void givesEachItemAsWhatItsKeySays() {
		this.listeners.register(ListenerDefinition.named("things")
			.tables(List.of("things"))
			.itemType(Things.Thing.class)
			.handler((change) -> this.given.add(change.newItem().value()))
			.build());
		handle(record(1, "CD#d1"), record(2, "LD#d1"), record(3, "X#d1"));
		assertThat(this.given).containsExactly(new Things.Command("d1", 5), new Things.LogEntry("d1", "on"));
	}

	private void handle(String... records) {
		StreamEventHandler handler = new StreamEventHandler(this.listeners,
				new LambdaTables(this.tables, new StreamChangeReaderFactory(CONVERTER, SchemaRegistry.empty())),
				new LambdaOptions(true, Duration.ZERO));
		assertThat(handler.handle(LambdaEvents.of(List.of(records)), null).getBatchItemFailures()).isEmpty();
	}

	private static String record(int sequence, String hash) {
		return LambdaEvents.record(sequence, """
				"Keys": {"pk": {"S": "%1$s"}, "sk": {"S": "A"}},
				"NewImage": {"pk": {"S": "%1$s"}, "sk": {"S": "A"}, "device": {"S": "d1"}, "speed": {"N": "5"},
				    "text": {"S": "on"}},
				""".formatted(hash));
	}

}
