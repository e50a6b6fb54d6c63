package io.daplug.web;

import java.util.function.Consumer;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.web.DaplugWebAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Import;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Tests for problem details, entity tags and pages on Spring WebFlux.
 */
class ReactiveWebIntegrationTests extends WebContract {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugWebAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withUserConfiguration(Api.class)
		.withPropertyValues(properties());

	@Override
	void run(Consumer<WebTestClient> test) {
		this.runner.run((context) -> test.accept(WebTestClient.bindToApplicationContext(context).build()));
	}

	@EnableWebFlux
	@Import(OrderEndpoint.class)
	static class Api implements WebFluxConfigurer {

		@Override
		public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
			configurer.defaultCodecs().maxInMemorySize(1_000_000);
		}

	}

}
