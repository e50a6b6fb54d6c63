package io.daplug.autoconfigure.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.event.ChangeHandler;
import io.daplug.item.ItemKey;
import io.daplug.stream.AfterPark;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.Dispatch;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.ListenerState;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.application.ApplicationChangeSource;
import io.daplug.stream.method.ListenerHandlerFactory;
import io.daplug.stream.method.ListenerMethod;
import io.daplug.stream.method.ListenerMethodScanner;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugListenersAutoConfiguration}.
 */
class DaplugListenersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.parked.hash-key=id",
				"daplug.tables.parked.range-key=entry");

	@Test
	void offersItsBeans() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(StreamListenerRegistry.class)
				.hasSingleBean(ListenerMethodScanner.class)
				.hasSingleBean(ApplicationChangeSource.class);
			assertThat(context.getBean(StreamListenerRegistry.class).isRunning()).isTrue();
		});
	}

	@Test
	void handsChangesOverAsConfigured() {
		this.runner
			.withPropertyValues("daplug.listeners.concurrency=2", "daplug.listeners.batch-size=7",
					"daplug.listeners.queue-capacity=9", "daplug.listeners.dispatch=caller",
					"daplug.listeners.max-attempts=3", "daplug.listeners.backoff.initial=1s",
					"daplug.listeners.backoff.max=5s", "daplug.listeners.backoff.multiplier=3",
					"daplug.listeners.after-park=hold", "daplug.listeners.shutdown-timeout=1m")
			.run((context) -> {
				ListenerOptions options = context.getBean(StreamListenerRegistry.class).defaults();
				assertThat(options.concurrency()).isEqualTo(2);
				assertThat(options.batchSize()).isEqualTo(7);
				assertThat(options.queueCapacity()).isEqualTo(9);
				assertThat(options.dispatch()).isEqualTo(Dispatch.CALLER);
				assertThat(options.maxAttempts()).isEqualTo(3);
				assertThat(options.backoff().initial()).isEqualTo(Duration.ofSeconds(1));
				assertThat(options.backoff().max()).isEqualTo(Duration.ofSeconds(5));
				assertThat(options.backoff().multiplier()).isEqualTo(3);
				assertThat(options.afterPark()).isEqualTo(AfterPark.HOLD);
				assertThat(options.shutdownTimeout()).isEqualTo(Duration.ofMinutes(1));
			});
	}

	@Test
	void hasTheDefaultsOfTheOptions() {
		this.runner.run((context) -> assertThat(context.getBean(StreamListenerRegistry.class).defaults())
			.usingRecursiveComparison()
			.isEqualTo(ListenerOptions.defaults()));
	}

	@Test
	void looksAfterParkedChangesWhereThereIsATableForThem() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ParkedChangeOperations.class));
		this.runner.withPropertyValues("daplug.listeners.parking-table=parked")
			.run((context) -> assertThat(context).hasBean("daplugParkedChanges")
				.hasSingleBean(ParkedChangeOperations.class));
		ParkedChangeOperations own = mock(ParkedChangeOperations.class);
		this.runner.withPropertyValues("daplug.listeners.parking-table=parked")
			.withBean(ParkedChangeOperations.class, () -> own)
			.run((context) -> assertThat(context.getBean(ParkedChangeOperations.class)).isSameAs(own));
	}

	@Test
	void backsOffBeforeTheUsersRegistry() {
		StreamListenerRegistry own = mock(StreamListenerRegistry.class);
		this.runner.withBean(StreamListenerRegistry.class, () -> own)
			.run((context) -> assertThat(context.getBean(StreamListenerRegistry.class)).isSameAs(own));
	}

	@Test
	void listensToATableThatABeanDeclares() {
		TableDefinition archive = TableDefinition.named("archive").hashKey("id").build();
		this.runner.withBean(TableDefinition.class, () -> archive)
			.run((context) -> assertThat(context.getBean(StreamListenerRegistry.class)
				.register(ListenerDefinition.named("mine").tables(List.of("archive")).handler((change) -> {
				}).build())
				.tables()).containsExactly("archive"));
	}

	@Test
	void staysAwayWithoutTheSdk() {
		this.runner.withClassLoader(new FilteredClassLoader(DynamoDbClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StreamListenerRegistry.class));
	}

	@Test
	void registersTheSourcesOfChanges() {
		this.runner.run((context) -> assertThat(context.getBean(ChangeSourceRegistry.class).sources())
			.containsExactly(context.getBean(ApplicationChangeSource.class)));
	}

	@Test
	void staysAwayWhenDisabled() {
		this.runner.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StreamListenerRegistry.class));
	}

	@Test
	void findsListenersOfLazyAndProxiedBeans() {
		this.runner.withUserConfiguration(OddBeans.class)
			.run((context) -> assertThat(context.getBean(StreamListenerRegistry.class).listeners())
				.extracting(ListenerContainer::id)
				.containsExactly("asynchronous", "lazy"));
	}

	@Test
	void startsListenersOfLazyApplications() {
		this.runner.withUserConfiguration(OddBeans.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(StreamListenerRegistry.class).listeners()).hasSize(2)
				.extracting(ListenerContainer::state)
				.containsOnly(ListenerState.RUNNING));
	}

	@Test
	void asksFactoriesForHandlers() {
		this.runner.withBean(Mirrored.class).withBean(Factory.class).run((context) -> {
			Factory factory = context.getBean(Factory.class);
			assertThat(factory.method).isNotNull();
			assertThat(factory.method.id()).isEqualTo("mirrored");
			assertThat(factory.method.tables()).containsExactly("orders");
			assertThat(factory.method.bean()).isSameAs(context.getBean(Mirrored.class));
			assertThat(factory.method.operations()).containsExactly(ChangeKind.INSERT, ChangeKind.MODIFY);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(proxyTargetClass = true)
	static class OddBeans {

		@Bean
		@Lazy
		LazyListener lazyListener() {
			return new LazyListener();
		}

		@Bean
		ProxiedListener proxiedListener() {
			return new ProxiedListener();
		}

	}

	static class LazyListener {

		@DaplugStreamListener(tables = "orders", id = "lazy")
		void on(ItemKey key) {
		}

	}

	static class ProxiedListener {

		@DaplugStreamListener(tables = "orders", id = "asynchronous")
		public void on(ItemKey key) {
		}

		@Async
		public void other() {
		}

	}

	static class Mirrored {

		@DaplugStreamListener(tables = "orders", id = "mirrored")
		Map<String, Object> on(Map<String, Object> item) {
			return item;
		}

	}

	static class Factory implements ListenerHandlerFactory {

		@SuppressWarnings("NullAway.Init")
		private ListenerMethod method;

		@Override
		public ChangeHandler create(ListenerMethod created) {
			this.method = created;
			return (change) -> {
			};
		}

	}

}
