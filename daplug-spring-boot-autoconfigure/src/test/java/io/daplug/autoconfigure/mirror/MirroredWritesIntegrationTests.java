package io.daplug.autoconfigure.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LongPatience;
import io.daplug.item.ItemKey;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Mirrors under many writers and through a shutdown, on a server of their own: it slows
 * down as it fills.
 */
class MirroredWritesIntegrationTests {

	private static final int KEYS = 500;

	private static final int THREADS = 8;

	private static final EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=order_id",
				"daplug.tables.orders.name=t-" + UUID.randomUUID(), "daplug.tables.archive.hash-key=id",
				"daplug.tables.archive.name=t-" + UUID.randomUUID(), "daplug.tables.shelves.hash-key=shelf",
				"daplug.tables.shelves.name=t-" + UUID.randomUUID(), "daplug.mirrors.archive.source=orders",
				"daplug.mirrors.archive.destination=archive", "daplug.mirrors.archive.fields.order_id=id",
				"daplug.mirrors.archive.constants.kind=order", "daplug.mirrors.archive.filter=state != 'S0'");

	@BeforeAll
	static void start() {
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@Test
	@DisplayName("ends with the source's projection, and keeps the order of each key (P36)")
	void endsWithTheProjectionOfTheSource() {
		this.runner.withUserConfiguration(Client.class, Shelving.class, Order.class)
			.withPropertyValues("daplug.listeners.queue-capacity=100")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
				int writes = write(orders, 5000);
				awaitDrained(context);
				List<Map<String, Object>> source = items(context, "orders");
				Order order = context.getBean(Order.class);
				assertThat(order.violations).isEmpty();
				assertThat(order.changes).hasValueLessThanOrEqualTo(writes).hasValueGreaterThan(4000);
				assertThat(source).hasSizeGreaterThan(KEYS / 4);
				assertThat(items(context, "archive")).containsExactlyInAnyOrderElementsOf(source.stream()
					.filter((item) -> !"S0".equals(item.get("state")))
					.map(MirroredWritesIntegrationTests::archived)
					.toList());
				assertThat(items(context, "shelves")).containsExactlyInAnyOrderElementsOf(
						source.stream().map(MirroredWritesIntegrationTests::shelved).toList());
			});
	}

	/** Writes so often that something is written, from many threads to the same keys. */
	private static int write(DaplugTemplate orders, int writes) throws Exception {
		AtomicInteger left = new AtomicInteger(writes);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(thread);
				writers.add(threads.submit(() -> {
					while (left.getAndDecrement() > 0) {
						while (!written(orders, random)) {
							Thread.onSpinWait();
						}
					}
				}));
			}
			for (Future<?> writer : writers) {
				writer.get(5, TimeUnit.MINUTES);
			}
		}
		finally {
			threads.shutdownNow();
		}
		return writes;
	}

	private static boolean written(DaplugTemplate orders, Random random) {
		String id = "o" + random.nextInt(KEYS);
		String state = "S" + random.nextInt(4);
		try {
			switch (random.nextInt(4)) {
				case 0 -> orders.insert(Map.of("order_id", id, "state", state, "n", random.nextInt(1000000)));
				case 1 -> orders.update(ItemKey.of(id), Map.of("state", state, "n", random.nextInt(1000000)));
				case 2 -> orders.overwrite(Map.of("order_id", id, "state", state, "n", random.nextInt(1000000)));
				default -> {
					return orders.delete(ItemKey.of(id)).isPresent();
				}
			}
			return true;
		}
		catch (DuplicateItemException | ItemNotFoundException ex) {
			return false;
		}
	}

	private static Map<String, Object> archived(Map<String, Object> order) {
		Map<String, Object> archived = new HashMap<>(order);
		archived.put("id", Objects.requireNonNull(archived.remove("order_id")));
		archived.put("kind", "order");
		return archived;
	}

	private static Map<String, Object> shelved(Map<String, Object> order) {
		return Map.of("shelf", order.get("state") + "/" + order.get("order_id"), "n",
				Objects.requireNonNull(order.get("n")));
	}

	@Test
	void deliversOrReportsEveryChangeThroughAShutdown() {
		Reports reports = new Reports();
		List<String> mirrored = new ArrayList<>();
		this.runner.withUserConfiguration(Client.class)
			.withBean(ChangePublisher.class, () -> reports)
			.withBean(ChangeParking.class, () -> reports.parked::add)
			.withPropertyValues("daplug.mirrors.archive.announce=false", "daplug.listeners.shutdown-timeout=200ms",
					"daplug.listeners.concurrency=1", "daplug.listeners.batch-size=5")
			.run((context) -> {
				DaplugTemplate orders = context.getBean("orders", DaplugTemplate.class);
				DaplugTemplate archive = context.getBean("archive", DaplugTemplate.class);
				ExecutorService writer = Executors.newSingleThreadExecutor();
				try {
					Future<?> writing = writer.submit(
							() -> orders
								.batchOverwrite(IntStream.range(0, 10_000)
									.mapToObj((id) -> Map.<String, Object>of("order_id", "b" + id, "state", "S1"))
									.toList(), (batch) -> batch.deadline(Duration.ofMinutes(2)))
								.requireComplete());
					LongPatience.await().atMost(2, TimeUnit.MINUTES).until(() -> reports.announced.size() >= 3000);
					context.getSourceApplicationContext().stop();
					writing.get(2, TimeUnit.MINUTES);
				}
				finally {
					writer.shutdownNow();
				}
				archive.scan((scan) -> scan.consistentRead(true))
					.stream()
					.forEach((item) -> mirrored.add(String.valueOf(item.get("id"))));
			});
		Set<String> parked = reports.parked.stream()
			.map((change) -> change.change().key().hashValue().toString())
			.collect(Collectors.toSet());
		assertThat(reports.announced).hasSize(10_000);
		assertThat(mirrored).isNotEmpty();
		assertThat(parked).isNotEmpty();
		Set<String> accounted = ConcurrentHashMap.newKeySet();
		accounted.addAll(mirrored);
		accounted.addAll(parked);
		assertThat(accounted).containsExactlyInAnyOrderElementsOf(reports.announced);
	}

	private static void awaitDrained(ApplicationContext context) {
		StreamListenerRegistry listeners = context.getBean(StreamListenerRegistry.class);
		LongPatience.await()
			.atMost(2, TimeUnit.MINUTES)
			.until(() -> listeners.listeners().stream().allMatch((listener) -> listener.pending() == 0));
	}

	private static List<Map<String, Object>> items(ApplicationContext context, String table) {
		return new ArrayList<>(
				context.getBean(table, DaplugTemplate.class).scan((scan) -> scan.consistentRead(true)).list());
	}

	@Configuration(proxyBeanMethods = false)
	static class Client {

		@Bean
		DynamoDbClient client() {
			DynamoDbClientBuilder builder = DynamoDbClient.builder().region(Region.US_EAST_1);
			server.configure(builder);
			return builder.build();
		}

	}

	/** Copies are filed by the order's state: their keys move with it. */
	@Configuration(proxyBeanMethods = false)
	static class Shelving {

		@DaplugStreamListener("orders")
		@MirrorTo("shelves")
		Map<String, Object> shelve(Map<String, Object> order) {
			return shelved(order);
		}

	}

	/** Sees whether each change of a key begins where the one before ended. */
	@Configuration(proxyBeanMethods = false)
	static class Order {

		private final Map<ItemKey, ItemChange<?>> last = new ConcurrentHashMap<>();

		private final List<String> violations = new CopyOnWriteArrayList<>();

		private final AtomicInteger changes = new AtomicInteger();

		@DaplugStreamListener("orders")
		void on(ItemChange<?> change) {
			this.changes.incrementAndGet();
			ItemChange<?> before = this.last.put(change.key(), change);
			ItemImage<?> known = (before != null) ? before.newImage() : ItemImage.none();
			if (!known.equals(change.oldImage())) {
				this.violations.add("%s does not follow %s".formatted(change, before));
			}
			if (before != null && before.origin().sequence().compareTo(change.origin().sequence()) >= 0) {
				this.violations.add("%s comes after %s".formatted(change, before));
			}
		}

	}

	/** What was written, and what was not handled. */
	static final class Reports implements ChangePublisher {

		private final Set<String> announced = ConcurrentHashMap.newKeySet();

		private final List<ChangeParked> parked = new CopyOnWriteArrayList<>();

		@Override
		public void publish(List<Announcement> announcements) {
			announcements.forEach((announcement) -> {
				ItemChange<?> change = announcement.change();
				@Nullable Object key = (change instanceof ItemRemoved<?>) ? null : change.key().hashValue();
				if (key != null) {
					this.announced.add(key.toString());
				}
			});
		}

	}

}
