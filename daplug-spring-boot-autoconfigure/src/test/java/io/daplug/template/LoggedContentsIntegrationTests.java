package io.daplug.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemTooLargeException;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.batch.BatchResult;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.PageRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that no log line above TRACE and no message of an exception holds what items
 * hold.
 */
@DisplayName("(D28) item contents")
class LoggedContentsIntegrationTests {

	private static final String SECRET = "hunter2";

	private static final ItemKey KEY = ItemKey.of("a");

	/** What runs in this JVM beside the code under test. */
	private static final List<String> SERVER = List.of("software.amazon.dynamodb", "com.almworks", "org.eclipse.jetty",
			"com.amazonaws");

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Logger ours = (Logger) LoggerFactory.getLogger("io.daplug");

	private final Recorder recorder = new Recorder();

	private final StoredTable table = StoredTable
		.of((definition) -> definition.schema("Order").idempotence(StoredTable.COUNTED));

	private final DaplugTemplate template = this.table.template();

	record Number(String id, int note) {

	}

	@BeforeEach
	void record() {
		this.recorder.start();
		this.root.addAppender(this.recorder);
		this.ours.setLevel(Level.DEBUG);
	}

	@AfterEach
	void holdNoSecret() {
		this.root.detachAppender(this.recorder);
		this.ours.setLevel(null);
		assertThat(this.recorder.lines).allSatisfy((line) -> assertThat(line).doesNotContain(SECRET));
	}

	@Test
	void areNotLoggedByWritesAndReads() {
		this.template.insert(item());
		this.template.overwrite(with("version", 1));
		this.template.update(KEY, Map.of("note", SECRET + "!", "version", 2));
		assertThat(this.template.get(KEY)).isPresent();
		assertThat(this.template.query((query) -> query.hashKey("a").filter("note = :n", Map.of(":n", SECRET + "!")))
			.list()).hasSize(1);
		assertThat(this.template.scan((scan) -> scan.filter(Condition.attribute("note").beginsWith(SECRET)).segments(2))
			.list()).hasSize(1);
		assertThat(this.template.query((query) -> query.hashKey("a")).page(PageRequest.of(1)).items()).hasSize(1);
		this.template.batchOverwrite(List.of(Map.of("id", "b", "note", SECRET)));
		this.template.batchDelete(List.of(ItemKey.of("b")));
		this.template.delete(KEY);
	}

	@Test
	void areInNoMessageOfARefusedWrite() {
		this.template.insert(item());
		refused(DuplicateItemException.class, () -> this.template.insert(item()));
		refused(StaleItemException.class, () -> this.template.overwrite(with("version", 7)));
		refused(StaleItemException.class,
				() -> this.template.update(KEY, Map.of("note", SECRET), (options) -> options.expected(7)));
		refused(StaleItemException.class, () -> this.template.delete(KEY, (options) -> options.expected(7)));
		refused(ConditionNotMetException.class, () -> this.template.update(KEY, Map.of("note", SECRET),
				(options) -> options.condition(Condition.attribute("note").isEqualTo(SECRET + "?"))));
		refused(SchemaViolationException.class, () -> this.template.overwrite(with("status", SECRET)));
		refused(SchemaViolationException.class, () -> this.template.overwrite(with("total", SECRET)));
		refused(SchemaViolationException.class,
				() -> this.template.update(KEY, Map.of("tags", Map.of(SECRET, SECRET), "address", SECRET)));
		refused(InvalidItemException.class, () -> this.template.insert(with("deep", List.of(SECRET, Double.NaN))));
		refused(ItemTooLargeException.class, () -> this.template.insert(with("note", SECRET.repeat(60_000))));
		assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> this.template.get(KEY, Number.class))
			.as("Jackson's own message is left to the cause")
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("'/note'").doesNotContain(SECRET));
		refused(InvalidBatchException.class,
				() -> this.template.batchOverwrite(List.of(Map.of("id", "b", "status", SECRET))));
		refused(InvalidPageTokenException.class,
				() -> this.template.query((query) -> query.hashKey("a")).page(PageRequest.of(1).after(SECRET)));
		BatchResult<Map<String, Object>> stale = this.template.batchOverwrite(List.of(with("version", 7)));
		assertThat(stale.failed()).singleElement()
			.satisfies((failure) -> assertThat(messages(failure.cause())).noneMatch((text) -> text.contains(SECRET)));
		refused(IncompleteBatchException.class, stale::requireComplete);
	}

	@Test
	void areInNoMessageWhenDynamoDbRefuses() {
		StoredTable plain = StoredTable.plain();
		LocalDynamoDb.client().deleteTable((delete) -> delete.tableName(plain.definition().tableName()));
		refused(TableNotFoundException.class, () -> plain.template().insert(item()));
		DynamoDbClient throttling = FaultyClient.with((request, server) -> {
			throw FaultyClient.throttled();
		});
		refused(ThrottledException.class, () -> plain.template(throttling).insert(item()));
	}

	@Test
	void areNotLoggedByThrottledBatches() {
		StoredTable plain = StoredTable.plain();
		AtomicInteger requests = new AtomicInteger();
		DynamoDbClient client = FaultyClient.with((request, server) -> {
			if (request instanceof BatchWriteItemRequest && requests.incrementAndGet() <= 2) {
				throw FaultyClient.throttled();
			}
			return server.get();
		});
		assertThat(plain.template(client).batchOverwrite(List.of(item())).complete()).isTrue();
		DynamoDbClient throttling = FaultyClient.with((request, server) -> {
			throw FaultyClient.throttled();
		});
		assertThat(plain.template(throttling)
			.batchOverwrite(List.of(item()), (options) -> options.deadline(Duration.ofMillis(50)))
			.unprocessed()).hasSize(1);
		plain.template(FaultyClient.leavingUnprocessed(new AtomicInteger(1))).batchOverwrite(List.of(item()));
	}

	@Test
	void areNotLoggedWhenListenersAndPublishersFail() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Listener.class)) {
			DaplugTemplate published = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
				.schemas(StoredTable.SCHEMAS)
				.publisher(ChangePublisher.to(context))
				.build();
			published.insert(item());
			published.update(KEY, Map.of("note", SECRET + "!"));
			published.delete(KEY);
		}
		ChangePublisher failing = new ChangePublisher() {

			@Override
			public void publish(List<Announcement> announcements) {
				throw new IllegalStateException("Topic gone for " + announcements);
			}

		};
		for (ChangePublisher publisher : List.of(failing, ChangePublisher.all(List.of(failing, failing)))) {
			DaplugTemplate published = DaplugTemplate.builder(LocalDynamoDb.client(), this.table.definition())
				.schemas(StoredTable.SCHEMAS)
				.publisher(publisher)
				.build();
			published.insert(item());
			published.batchDelete(List.of(KEY));
		}
		assertThat(this.recorder.lines).as("the failures were logged").hasSizeGreaterThan(8);
	}

	private void refused(Class<? extends Exception> type, ThrowingCallable call) {
		assertThatExceptionOfType(type).isThrownBy(call)
			.satisfies((ex) -> assertThat(messages(ex)).noneMatch((text) -> text.contains(SECRET)));
	}

	private static List<String> messages(@Nullable Throwable thrown) {
		return Stream.iterate(thrown, (ex) -> ex != null, Throwable::getCause).map(String::valueOf).toList();
	}

	private static Map<String, Object> item() {
		return Map.of("id", "a", "note", SECRET);
	}

	private static Map<String, Object> with(String name, Object value) {
		return name.equals("note") ? Map.of("id", "a", name, value) : Map.of("id", "a", "note", SECRET, name, value);
	}

	static class Listener {

		@EventListener
		void on(Object change) throws Exception {
			if (change instanceof ItemChange<?>) {
				throw new Exception("Mail server down for " + change);
			}
		}

	}

	/**
	 * Keeps each line above TRACE with the messages of its exceptions.
	 */
	private static final class Recorder extends AppenderBase<ILoggingEvent> {

		private final List<String> lines = new ArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.DEBUG)
					&& SERVER.stream().noneMatch((server) -> event.getLoggerName().startsWith(server))) {
				StringBuilder line = new StringBuilder(event.getLoggerName()).append(event.getFormattedMessage());
				for (IThrowableProxy ex = event.getThrowableProxy(); ex != null; ex = ex.getCause()) {
					line.append(ex.getMessage());
				}
				this.lines.add(line.toString());
			}
		}

	}

}
