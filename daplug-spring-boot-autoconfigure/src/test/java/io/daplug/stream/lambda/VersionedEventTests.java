package io.daplug.stream.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.daplug.stream.lambda.LambdaEvents.inserted;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StreamEventHandler} on a table whose items have versions: what was
 * {@code n} in version 1 is {@code number} in version 2.
 */
@ExtendWith(OutputCaptureExtension.class)
class VersionedEventTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private static final SchemaUpcasters UPCASTERS = SchemaUpcasters
		.of(List.of(SchemaUpcaster.of("orders", 1, (item) -> {
			if ("bad".equals(item.get("orderId"))) {
				throw new IllegalStateException("no");
			}
			item.put("number", item.remove("n"));
			return item;
		})));

	private final TableRegistry tables = TableRegistry.of(List.of(TableDefinition.named("orders")
		.tableName("orders-eu")
		.hashKey("orderId")
		.schemaVersion(new SchemaVersionDefinition("_v", 2))
		.streamSource(StreamSource.LAMBDA)
		.build()));

	private final StreamListenerRegistry listeners = new StreamListenerRegistry(
			new ListenedTables(this.tables, CONVERTER, UPCASTERS), ListenerOptions.defaults(), (event) -> {
			}, ChangeParking.NO_OP, TaskExecutorFactory.simple());

	private final List<Map<String, @Nullable Object>> handled = new ArrayList<>();

	@BeforeEach
	void listen() {
		this.listeners.register(ListenerDefinition.named("test")
			.tables(List.of("orders"))
			.handler((change) -> this.handled.add(change.newItem().toMap()))
			.build());
	}

	private List<String> failures(String... records) {
		StreamsEventResponse answer = new StreamEventHandler(this.listeners,
				new LambdaTables(this.tables,
						new StreamChangeReaderFactory(CONVERTER, SchemaRegistry.empty(), UPCASTERS)),
				new LambdaOptions(true, Duration.ZERO))
			.handle(LambdaEvents.of(List.of(records)), null);
		return answer.getBatchItemFailures().stream().map(BatchItemFailure::getItemIdentifier).toList();
	}

	@Test
	void givesListenersItemsOfTheCurrentVersion() {
		assertThat(failures(inserted(1, "a"))).isEmpty();
		assertThat(this.handled).singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("orderId", "number"));
	}

	@Test
	void reportsTheRecordOfAnItemThatCannotBeBroughtToItAndHoldsTheItem(CapturedOutput output) {
		assertThat(failures(inserted(1, "a"), inserted(2, "bad"), inserted(3, "b"), inserted(4, "bad")))
			.containsExactly("2");
		assertThat(this.handled).extracting((item) -> item.get("orderId")).containsExactly("a", "b");
		assertThat(output)
			.contains("the upcaster from version 1 to version 2 failed with java.lang.IllegalStateException");
	}

	@Test
	void reportsTheRecordOfAnItemOfALaterVersionAndHoldsTheItem(CapturedOutput output) {
		String later = inserted(1, "a").replace("\"n\":", "\"_v\": {\"N\": \"3\"}, \"n\":");
		assertThat(failures(later, inserted(2, "b"), inserted(3, "a"))).containsExactly("1");
		assertThat(this.handled).extracting((item) -> item.get("orderId")).containsExactly("b");
		assertThat(output).contains("has the version 3, and this application knows versions up to 2");
	}

}
