package io.daplug.autoconfigure.stream.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.autoconfigure.stream.kcl.DaplugKclAutoConfiguration;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.application.ApplicationChangeSource;
import io.daplug.stream.lambda.LambdaChangeSource;
import io.daplug.stream.lambda.StreamEventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugLambdaAutoConfiguration}.
 */
class DaplugLambdaAutoConfigurationTests {

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugLambdaAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.orders.hash-key=id", "daplug.tables.orders.stream.source=lambda",
				"daplug.tables.prices.hash-key=id");

	private final ApplicationContextRunner function = this.service
		.withPropertyValues("daplug.stream.lambda.enabled=true");

	@Test
	void offersAHandlerInAFunction() {
		this.function.run((context) -> assertThat(context).hasSingleBean(StreamEventHandler.class)
			.hasSingleBean(LambdaChangeSource.class));
	}

	@Test
	void letsLambdaAloneFeedTheTablesThatSaySo() {
		this.function.run((context) -> {
			ChangeSourceRegistry sources = context.getBean(ChangeSourceRegistry.class);
			assertThat(sources.source("orders").map(ChangeSource::name)).hasValue("lambda");
			assertThat(context.getBean(LambdaChangeSource.class).isRunning()).isTrue();
			ApplicationChangeSource application = context.getBean(ApplicationChangeSource.class);
			assertThat(sources.feeds(application, "orders")).isFalse();
			assertThat(sources.feeds(application, "prices")).isTrue();
		});
	}

	@Test
	void readsNoStreamInAFunction() {
		ApplicationContextRunner both = this.service
			.withConfiguration(AutoConfigurations.of(DaplugKclAutoConfiguration.class))
			.withPropertyValues("daplug.stream.kcl.application-name=shop");
		both.run((context) -> assertThat(context).hasBean("daplugKclStreams"));
		both.withPropertyValues("daplug.stream.lambda.enabled=true", "daplug.tables.prices.stream.source=kcl")
			.run((context) -> assertThat(context).hasSingleBean(LambdaChangeSource.class)
				.doesNotHaveBean("daplugKclStreams"));
	}

	@Test
	void staysAwayFromAServiceWhoseListenersHearNothingOfSuchTables() {
		this.service.run((context) -> {
			assertThat(context).hasNotFailed()
				.doesNotHaveBean(StreamEventHandler.class)
				.doesNotHaveBean(LambdaChangeSource.class);
			ChangeSourceRegistry sources = context.getBean(ChangeSourceRegistry.class);
			assertThat(sources.feeds(context.getBean(ApplicationChangeSource.class), "orders")).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { RequestHandler.class, DynamodbEvent.class })
	void staysAwayWithoutLambdasLibraries(Class<?> missing) {
		this.function.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LambdaChangeSource.class));
	}

	@Test
	void staysAwayWhenDaplugIsOff() {
		this.function.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LambdaChangeSource.class));
	}

	@Test
	void backsOffBeforeTheBeansOfTheApplication() {
		this.function.run((context) -> {
			StreamEventHandler own = context.getBean(StreamEventHandler.class);
			this.function.withBean("own", StreamEventHandler.class, () -> own)
				.run((other) -> assertThat(other.getBeanNamesForType(StreamEventHandler.class)).containsExactly("own"));
		});
	}

	@Test
	void failsWhereNoTableHasItsChangesFromLambda() {
		this.function.withPropertyValues("daplug.tables.orders.stream.source=kcl")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("daplug.tables.*.stream.source"));
	}

	@Test
	void failsOnAReserveThatIsNegative() {
		this.function.withPropertyValues("daplug.stream.lambda.time-reserve=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("daplug.stream.lambda.time-reserve"));
	}

}
