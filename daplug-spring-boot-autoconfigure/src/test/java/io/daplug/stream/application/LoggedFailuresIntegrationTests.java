package io.daplug.stream.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.PublishFailed;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.LoggedLines;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.sns.TopicDefinition;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.CreateMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that failures are logged, and what items hold is not.
 */
@Timeout(120)
@DisplayName("(D28) item contents in the failures of listeners")
class LoggedFailuresIntegrationTests {

	private static final String SECRET = "S3CRET";

	private static final Map<String, Object> ITEM = Map.of("id", "a", "note", SECRET, "modified", SECRET);

	private final ApplicationContextRunner runner = ListenerApplication.with("orders", "notes", "stamped")
		.withPropertyValues("daplug.listeners.max-attempts=2", "daplug.tables.stamped.idempotence.key=modified",
				"daplug.tables.stamped.idempotence.strategy=use-latest");

	record Numbered(String id, int note) {

	}

	record Dated(String id, LocalDate note) {

	}

	/** Fails at the change in the way that is asked for, by words that quote the item. */
	private static void fail(String way, ItemChange<?> change) throws Exception {
		String note = String.valueOf(change.newItem().toMap().get("note"));
		switch (way) {
			case "number" -> change.newItem().as(Numbered.class);
			case "date" -> change.newItem().as(Dated.class);
			case "parse" -> Integer.parseInt(note);
			case "time" -> LocalDate.parse(note);
			case "checked" -> throw new Exception("No mail for " + note, new IllegalArgumentException(note));
			case "error" -> throw new AssertionError(note);
			default -> throw new IllegalArgumentException(way);
		}
	}

	record ParkingListener(String way) {

		@DaplugStreamListener(tables = "orders", id = "failing")
		void on(ItemChange<?> change) throws Exception {
			fail(this.way, change);
		}

		@EventListener
		void on(ChangeParked parked) {
			throw new IllegalStateException("Parked " + parked.change().newItem().toMap());
		}

	}

	record EventFailure(String way) {

		@EventListener
		void on(ItemInserted<?> change) throws Exception {
			fail(this.way, change);
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "number", "date", "parse", "time", "checked", "error" })
	void areNotLoggedWhenAChangeIsParked(String way) {
		ChangeParking parking = (parked) -> {
			throw new IllegalStateException("No room for " + parked.change().newItem().toMap());
		};
		logged(this.runner.withBean(ParkingListener.class, () -> new ParkingListener(way))
			.withBean(ChangeParking.class, () -> parking), "orders", 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "number", "date", "parse", "time", "checked", "error" })
	void areNotLoggedWhenAnEventListenerFails(String way) {
		logged(this.runner.withBean(EventFailure.class, () -> new EventFailure(way)), "orders", 1);
	}

	/** Converts what it gets into a record that it does not fit. */
	static class TypedListener {

		@DaplugStreamListener(tables = "orders", id = "typed")
		void on(Numbered item) {
			throw new IllegalStateException(item.toString());
		}

	}

	@Test
	void areNotLoggedWhenAListenersItemDoesNotFit() {
		logged(this.runner.withBean(TypedListener.class), "orders", 1);
	}

	/** Copies orders, whose times nobody can read. */
	record Copying(DaplugTemplate stamped) {

		@DaplugStreamListener(tables = "orders", id = "copying")
		void on(Map<String, Object> item) {
			this.stamped.create(Map.of("id", "a", "modified", "2026-01-01"), CreateMode.OVERWRITE);
			this.stamped.overwrite(item);
		}

	}

	@Test
	void areNotLoggedWhenATimeCannotBeRead() {
		logged(this.runner.withBean("copying", Copying.class), "orders", 1);
	}

	@Test
	void areNotLoggedWhenSnsFails() {
		AtomicInteger told = new AtomicInteger();
		SnsClient refusing = new SnsClient() {

			@Override
			public PublishResponse publish(PublishRequest request) {
				throw SnsException.builder().message("Will not have " + request.message()).statusCode(400).build();
			}

			@Override
			public String serviceName() {
				return "sns";
			}

			@Override
			public void close() {
			}

		};
		TableDefinition table = TableDefinition.named("orders")
			.tableName(LocalDynamoDb.createTable("id", null))
			.hashKey("id")
			.build();
		SnsChangePublisher publisher = SnsChangePublisher.builder(refusing)
			.topic(TopicDefinition.of(table, "arn:aws:sns:eu-central-1:000000000000:orders").build())
			.events((event) -> {
				told.incrementAndGet();
				throw new IllegalStateException(((PublishFailed) event).change().newItem().toMap().toString());
			})
			.build();
		try (LoggedLines lines = LoggedLines.open()) {
			DaplugTemplate.builder(LocalDynamoDb.client(), table).publisher(publisher).build().insert(ITEM);
			assertThat(told).hasValue(1);
			assertThat(failures(lines)).hasSize(2).noneMatch((line) -> line.contains(SECRET));
		}
	}

	private static void logged(ApplicationContextRunner application, String table, int failures) {
		try (LoggedLines lines = LoggedLines.open()) {
			Consumer<DaplugTemplate> write = (template) -> template.insert(ITEM);
			application.run((context) -> {
				assertThat(context).hasNotFailed();
				write.accept(context.getBean(table, DaplugTemplate.class));
				await().until(() -> failures(lines).size() == failures);
			});
			assertThat(lines.lines()).noneMatch((line) -> line.contains(SECRET));
			assertThat(failures(lines)).allMatch((line) -> line.contains("Exception") || line.contains("Error"))
				.hasSize(failures);
		}
	}

	private static List<String> failures(LoggedLines lines) {
		return lines.lines().stream().filter((line) -> line.startsWith("ERROR io.daplug")).toList();
	}

}
