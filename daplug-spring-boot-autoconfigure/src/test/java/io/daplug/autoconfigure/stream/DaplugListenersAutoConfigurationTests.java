package io.daplug.autoconfigure.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.stream.AfterPark;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.Dispatch;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerHandlerFactory;
import io.daplug.stream.ListenerMethod;
import io.daplug.stream.ListenerMethodScanner;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.ListenerState;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.application.ApplicationChangeSource;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugListenersAutoConfiguration}, and for listeners that cannot work.
 */
class DaplugListenersAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.parked.hash-key=id");

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
	void refusesTwoSourcesOfOneTable() {
		this.runner
			.withBean("second", ApplicationChangeSource.class,
					() -> new ApplicationChangeSource(mock(StreamListenerRegistry.class), new ChangeSourceRegistry(),
							Set.of("orders")))
			.withBean("third", ChangeSource.class, () -> {
				ChangeSource source = mock(ChangeSource.class);
				given(source.name()).willReturn("streams");
				given(source.tables()).willReturn(Set.of("orders"));
				return source;
			})
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Table 'orders' is fed by the sources of changes 'application' and 'streams'; remove it "
						+ "from one of them"));
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
	@ExtendWith(OutputCaptureExtension.class)
	void saysWhyAnApplicationDoesNotStart(CapturedOutput output) {
		SpringApplication application = new SpringApplication(BrokenApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(InvalidListenerException.class)
			.isThrownBy(() -> application.run("--daplug.tables.orders.hash-key=id"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Listener 'wrong' names the table 'ordes', which is not configured (did you mean 'orders'?).")
			.contains("Correct the name, or add 'daplug.tables.ordes'; configured are [orders].");
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

	@Test
	void namesTheNearestTable() {
		assertThat(analysis(UnknownTable.class))
			.satisfies((analysis) -> assertThat(analysis.getDescription()).isEqualTo(
					"Listener 'wrong' names the table 'ordes', which is not configured (did you mean 'orders'?)."))
			.satisfies((analysis) -> assertThat(analysis.getAction())
				.isEqualTo("Correct the name, or add 'daplug.tables.ordes'; configured are [orders, parked]."));
	}

	@Test
	void refusesAListenerWithoutTable() {
		assertThat(analysis(NoTable.class).getDescription()).isEqualTo("Listener 'wrong' names no table.");
	}

	@Test
	void refusesASignatureThatCannotWork() {
		assertThat(analysis(WrongSignature.class).getDescription()).endsWith(
				"WrongSignature.on' is declared for REMOVE, which has no parameter 1 of type 'Map' (the new item).");
	}

	@Test
	void refusesAFilterThatIsNotValid() {
		assertThat(analysis(WrongFilter.class).getDescription()).isEqualTo("Listener 'wrong' has a filter that is not "
				+ "valid: The expression uses #item, but there are only #change, #newItem and #oldItem.");
	}

	@Test
	void refusesValuesThatCannotBe() {
		assertThat(analysis(WrongNumber.class).getDescription())
			.isEqualTo("Listener 'wrong' has '0' as 'concurrency', which cannot be.");
		assertThat(analysis(WrongWord.class).getDescription())
			.isEqualTo("Listener 'wrong' has 'stop' as 'afterPark', which cannot be.");
	}

	@Test
	void refusesTwoListenersOfOneId() {
		assertThat(analysis(Twice.class).getDescription()).isEqualTo("Listener 'twice' is there twice.");
	}

	@Test
	void refusesPropertiesThatCannotBe() {
		this.runner.withPropertyValues("daplug.listeners.concurrency=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.listeners': 'concurrency' must be 1 or more, but is 0"));
		this.runner.withPropertyValues("daplug.listeners.concurency=3")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Property 'daplug.listeners.concurency': is not known; did you mean 'concurrency'?"));
		this.runner.withPropertyValues("daplug.listeners.backoff.maximum=3s")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("daplug.listeners.backoff.initail=3s")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Property 'daplug.listeners.backoff.initail': is not known; did you mean 'initial'?"));
	}

	@Test
	void refusesParkingTablesThatCannotBe() {
		this.runner.withPropertyValues("daplug.listeners.parking-table=parkd")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.listeners.parking-table': there is no table 'parkd'; did you mean "
						+ "'parked'?"));
		this.runner.withPropertyValues("daplug.listeners.parking-table=parked", "daplug.tables.parked.range-key=line")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.listeners.parking-table': parked changes need a table with a hash key "
						+ "of text and no range key, unlike 'parked'"));
		this.runner.withPropertyValues("daplug.listeners.parking-table=parked", "daplug.tables.parked.hash-key=key")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.listeners.parking-table': the hash key of 'parked' is 'key', an "
						+ "attribute that parked changes have themselves"));
	}

	private FailureAnalysis analysis(Class<?> listener) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.runner.withBean(listener).run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			assertThat(failure).hasStackTraceContaining(InvalidListenerException.class.getName());
			analysis[0] = new InvalidListenerFailureAnalyzer().analyze(failure);
		});
		FailureAnalysis found = analysis[0];
		assertThat(found).isNotNull();
		return found;
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

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class })
	@Import(UnknownTable.class)
	static class BrokenApplication {

		@Bean
		DynamoDbClient client() {
			return mock(DynamoDbClient.class);
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

	static class UnknownTable {

		@DaplugStreamListener(tables = "ordes", id = "wrong")
		void on(ItemChange<?> change) {
		}

	}

	static class NoTable {

		@DaplugStreamListener(id = "wrong")
		void on(ItemChange<?> change) {
		}

	}

	static class WrongSignature {

		@DaplugStreamListener(tables = "orders", operations = ChangeKind.REMOVE)
		void on(Map<String, Object> item) {
		}

	}

	static class WrongFilter {

		@DaplugStreamListener(tables = "orders", id = "wrong", filter = "#item.n > 2")
		void on(ItemChange<?> change) {
		}

	}

	static class WrongNumber {

		@DaplugStreamListener(tables = "orders", id = "wrong", concurrency = "0")
		void on(ItemChange<?> change) {
		}

	}

	static class WrongWord {

		@DaplugStreamListener(tables = "orders", id = "wrong", afterPark = "stop")
		void on(ItemChange<?> change) {
		}

	}

	static class Twice {

		@DaplugStreamListener(tables = "orders", id = "twice")
		void one(ItemChange<?> change) {
		}

		@DaplugStreamListener(tables = "orders", id = "twice")
		void two(ItemChange<?> change) {
		}

	}

}
