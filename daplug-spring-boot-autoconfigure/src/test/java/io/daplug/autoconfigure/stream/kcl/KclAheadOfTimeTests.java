package io.daplug.autoconfigure.stream.kcl;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.WrittenDownApplication;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.kcl.KclChangeSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application that reads streams can be written down ahead of time. Nobody
 * listens, so that nothing is sent.
 */
class KclAheadOfTimeTests {

	private static final WrittenDownApplication APPLICATION = new WrittenDownApplication(Application.class,
			"spring.application.name=shop", "daplug.tables.orders.hash-key=id",
			"daplug.tables.orders.stream.source=kcl");

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugKclAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class Application {

		@Bean
		DynamoDbClient client() {
			return DynamoDbClient.builder()
				.region(Region.US_EAST_1)
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
				.build();
		}

	}

	@Test
	@CompileWithForkedClassLoader
	void runsAsWrittenDown() {
		APPLICATION.run((context) -> {
			ChangeSource source = context.getBean(ChangeSourceRegistry.class).source("orders").orElseThrow();
			assertThat(source).isInstanceOf(KclChangeSource.class);
			assertThat(source.isRunning()).isTrue();
		});
	}

}
