package io.daplug.autoconfigure.stream;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceConflictException;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.application.ApplicationChangeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests that listeners that cannot work end the start, and what the analysis says.
 */
class ListenerMistakeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.parked.hash-key=id",
				"daplug.tables.parked.range-key=entry");

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
	@ExtendWith(OutputCaptureExtension.class)
	void saysWhichSourcesAreInEachOthersWay(CapturedOutput output) {
		SpringApplication application = new SpringApplication(TwoSources.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(ChangeSourceConflictException.class)
			.isThrownBy(() -> application.run("--daplug.tables.orders.hash-key=id"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("There are two sources of changes with the name 'application'")
			.contains("Let each bean of type ChangeSource have a name of its own, and each table one source")
			.doesNotContain("\tat ");
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
				.hasMessage("Property 'daplug.listeners.concurrency': must be 1 or more, but is 0"));
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
		this.runner.withPropertyValues("daplug.listeners.parking-table=orders")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.listeners.parking-table': parked changes need a table with a hash key "
						+ "and a range key of text, unlike 'orders'"));
		this.runner
			.withPropertyValues("daplug.listeners.parking-table=parked", "daplug.tables.parked.range-key-type=number")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("a hash key and a range key of text, unlike 'parked'"));
		this.runner.withPropertyValues("daplug.listeners.parking-table=parked", "daplug.tables.parked.hash-key=key")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Property 'daplug.listeners.parking-table': 'hash-key' of 'parked' is 'key', an "
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
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class })
	@Import(UnknownTable.class)
	static class BrokenApplication {

		@Bean
		DynamoDbClient client() {
			return mock(DynamoDbClient.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class })
	static class TwoSources {

		@Bean
		DynamoDbClient client() {
			return mock(DynamoDbClient.class);
		}

		@Bean
		ChangeSource second() {
			ChangeSource source = mock(ChangeSource.class);
			given(source.name()).willReturn("application");
			given(source.tables()).willReturn(Set.of("orders"));
			return source;
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
