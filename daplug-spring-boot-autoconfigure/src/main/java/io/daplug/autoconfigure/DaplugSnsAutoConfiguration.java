package io.daplug.autoconfigure;

import io.daplug.event.ChangePublisher;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.task.TaskExecutorFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for announcing changes on SNS, by the application's
 * {@code SnsClient}.
 */
@AutoConfiguration(after = DaplugAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration")
@ConditionalOnBooleanProperty(name = "daplug.sns.enabled", matchIfMissing = true)
@ConditionalOnBean(DaplugTemplateFactory.class)
public final class DaplugSnsAutoConfiguration {

	private static final String LIBRARY = "software.amazon.awssdk.services.sns.SnsClient";

	DaplugSnsAutoConfiguration() {
	}

	/**
	 * Announces changes of the tables that have a topic.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = LIBRARY)
	static class PublisherConfiguration {

		@Bean
		@ConditionalOnMissingBean(SnsChangePublisher.class)
		ChangePublisher daplugSnsChangePublisher(DaplugProperties properties, SchemaRegistry schemas,
				ObjectProvider<SnsClient> clients, ObjectProvider<JsonMapper> mapper, ApplicationEventPublisher events,
				TaskExecutorFactory executors) {
			return new SnsChangePublishers(properties, schemas, clients)
				.create(mapper.getIfAvailable(JsonMapper::shared), events, executors);
		}

	}

	/**
	 * Fails the start if there is something to announce: going on would mean that nobody
	 * hears of any change.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(LIBRARY)
	static class MissingLibraryConfiguration {

		@Bean
		SmartInitializingSingleton daplugSnsLibraryCheck(DaplugProperties properties) {
			return () -> properties.tables().forEach((name, table) -> {
				if (table.sns() != null && table.sns().named()) {
					throw new DaplugConfigurationException(TableDefinitions.property(name, "sns"),
							"needs the AWS SDK's library for SNS, which is not on the class path",
							"Add 'io.awspring.cloud:spring-cloud-aws-starter-sns', or remove '%s'."
								.formatted(TableDefinitions.property(name, "sns")));
				}
			});
		}

	}

}
