package io.daplug.autoconfigure.sns;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.event.ChangePublisher;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplates;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for announcing changes on SNS, by the application's
 * {@code SnsClient}.
 */
@AutoConfiguration(after = DaplugAutoConfiguration.class,
		afterName = "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration")
@ConditionalOnBooleanProperty(name = "daplug.sns.enabled", matchIfMissing = true)
@ConditionalOnBean(DaplugTemplates.class)
@EnableConfigurationProperties(DaplugSnsProperties.class)
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
		ChangePublisher daplugSnsChangePublisher(DaplugSnsProperties properties, Environment environment,
				SnsChangePublisherFactory publishers, ObjectProvider<JsonMapper> mapper,
				ApplicationEventPublisher events) {
			return publishers.create(TopicProperties.ofTables(environment), properties,
					mapper.getIfAvailable(JsonMapper::shared), events);
		}

		@Bean
		SnsChangePublisherFactory daplugSnsChangePublisherFactory(TableRegistry tables, SchemaRegistry schemas,
				ObjectProvider<SnsClient> clients, TaskExecutorFactory executors, RealTopics realTopics) {
			return new SnsChangePublisherFactory(tables, schemas, clients, executors, realTopics);
		}

		@Bean
		StreamedTopicRegistrar daplugStreamedTopicRegistrar(ObjectProvider<ChangePublisher> publishers,
				ObjectProvider<StreamListenerRegistry> listeners, TableRegistry tables, SchemaRegistry schemas) {
			return new StreamedTopicRegistrar(publishers, listeners, tables, schemas);
		}

		@Bean
		RealTopics daplugRealTopics(ObjectProvider<EmbeddedDynamoDb> servers, ObjectProvider<DynamoDbClient> clients,
				Environment environment) {
			return new RealTopics(servers, clients, environment);
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
		SmartInitializingSingleton daplugSnsLibraryCheck(Environment environment) {
			return () -> TopicProperties.ofTables(environment).forEach((name, topic) -> {
				if (topic.named()) {
					throw new DaplugConfigurationException(PropertyPath.ofTable(name, "sns"),
							"needs the AWS SDK's library for SNS, which is not on the class path",
							"Add 'io.awspring.cloud:spring-cloud-aws-starter-sns', or remove '%s'."
								.formatted(PropertyPath.ofTable(name, "sns")));
				}
			});
		}

	}

}
