package io.daplug.autoconfigure.stream;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.cache.ItemCache;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.SettableSource;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tables whose items are kept in memory and changed by others, with and without
 * a source that tells of it.
 */
class CacheFeedIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.cached.name=t-" + UUID.randomUUID(),
				"daplug.tables.cached.hash-key=id", "daplug.tables.cached.hash-prefix=o#",
				"daplug.tables.cached.cache.expire-after=1h");

	@Test
	void forgetsWhatASourceTellsOf() {
		this.runner.withBean(SettableSource.class, () -> new SettableSource("cached")).run((context) -> {
			DaplugTemplate cached = context.getBean(DaplugTemplate.class);
			ItemChange<?> change = changedElsewhere(cached);
			assertThat(total(cached)).as("nobody has told").isEqualTo("1");
			context.getBean(StreamListenerRegistry.class).accept(List.of(change));
			assertThat(total(cached)).isEqualTo("2");
		});
	}

	@Test
	void forgetsWhatASourceTellsOfThatIsRegisteredLater() {
		this.runner.run((context) -> {
			DaplugTemplate cached = context.getBean(DaplugTemplate.class);
			ItemChange<?> change = changedElsewhere(cached);
			context.getBean(ChangeSourceRegistry.class).register(new SettableSource("cached"));
			context.getBean(StreamListenerRegistry.class).accept(List.of(change));
			assertThat(total(cached)).isEqualTo("2");
		});
	}

	@Test
	void forgetsWhatALambdaFunctionIsToldOf() {
		this.runner.withBean(SettableSource.class, () -> new SettableSource("cached")).run((context) -> {
			DaplugTemplate cached = context.getBean(DaplugTemplate.class);
			ItemChange<?> change = changedElsewhere(cached);
			assertThat(context.getBean(StreamListenerRegistry.class).handleBatch(List.of(change))).isEmpty();
			assertThat(total(cached)).isEqualTo("2");
		});
	}

	@Test
	void listenersFindTheItemAsItIs() {
		this.runner.withBean(SettableSource.class, () -> new SettableSource("cached"))
			.withBean(Looking.class)
			.run((context) -> {
				DaplugTemplate cached = context.getBean(DaplugTemplate.class);
				ItemChange<?> change = changedElsewhere(cached);
				context.getBean(StreamListenerRegistry.class).accept(List.of(change));
				await().untilAsserted(() -> assertThat(context.getBean(Looking.class).seen).containsExactly("2"));
			});
	}

	@Test
	void forgetsAllWhereChangesAreLost() {
		this.runner.withBean(SettableSource.class, () -> new SettableSource("cached")).run((context) -> {
			DaplugTemplate cached = context.getBean(DaplugTemplate.class);
			changedElsewhere(cached);
			context.publishEvent(new StreamGap("others", "shard-1", "older than the retention"));
			assertThat(total(cached)).isEqualTo("1");
			context.publishEvent(new StreamGap("cached", "shard-1", "older than the retention"));
			assertThat(total(cached)).isEqualTo("2");
		});
	}

	@Test
	void ownWritesNeedNoSourceAndAreNotAnnouncedForIt() {
		this.runner.run((context) -> {
			DaplugTemplate cached = context.getBean(DaplugTemplate.class);
			cached.insert(Map.of("id", "own", "total", 1));
			cached.get(ItemKey.of("own"));
			cached.update(ItemKey.of("own"), Map.of("total", 2));
			assertThat(String.valueOf(cached.get(ItemKey.of("own")).orElseThrow().get("total"))).isEqualTo("2");
			assertThat(context.getBean(StreamListenerRegistry.class).mayListenTo("cached")).isFalse();
		});
	}

	/** Changes an item that is kept through a client that the application has not. */
	private static ItemChange<?> changedElsewhere(DaplugTemplate cached) {
		cached.overwrite(Map.of("id", "a", "total", 1));
		cached.get(KEY);
		AtomicReference<@Nullable ItemChange<?>> change = new AtomicReference<>();
		try (DynamoDbClient other = LocalDynamoDb.client(new ExecutionInterceptor() {
		})) {
			TableDefinition table = cached.table();
			DaplugTemplate.builder(other, table)
				.cache(ItemCache.NO_OP)
				.publisher((announced) -> change.set(announced.get(0).change()))
				.build()
				.update(KEY, Map.of("total", 2));
		}
		return Objects.requireNonNull(change.get());
	}

	private static String total(DaplugTemplate cached) {
		return String.valueOf(cached.get(KEY).orElseThrow().get("total"));
	}

	static class Looking {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		private final DaplugTemplate cached;

		Looking(DaplugTemplate cached) {
			this.cached = cached;
		}

		@DaplugStreamListener("cached")
		void on(ItemChange<?> change) {
			this.seen.add(total(this.cached));
		}

	}

}
