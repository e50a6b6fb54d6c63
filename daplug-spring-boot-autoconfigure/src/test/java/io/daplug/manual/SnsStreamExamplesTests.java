package io.daplug.manual;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.SnsStub;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.StreamSource;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The manual's example of messages that come from a stream.
 */
class SnsStreamExamplesTests {

	@Test
	void aListenerOfTheStreamSendsTheMessages() {
		try (SnsStub sns = SnsStub.start()) {
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class,
						DaplugSnsAutoConfiguration.class, DaplugListenersAutoConfiguration.class))
				.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
				.withBean(SnsClient.class, sns::client, (definition) -> definition.setDestroyMethodName(""))
				.withInitializer(new ConfigDataApplicationContextInitializer())
				.withPropertyValues("spring.config.location=classpath:manual/sns-stream.yml")
				.run((context) -> {
					assertThat(context.getBean(StreamListenerRegistry.class).listeners())
						.extracting(ListenerContainer::id)
						.containsExactly("sns:invoices");
					assertThat(context.getBean(SnsChangePublisher.class).streamedTables()).containsExactly("invoices");
					assertThat(context.getBean(DaplugTemplate.class).table()).satisfies((invoices) -> {
						assertThat(invoices.streamSource()).isEqualTo(StreamSource.KCL);
						assertThat(invoices.changeIdAttribute()).isEqualTo("_change");
					});
				});
		}
	}

}
