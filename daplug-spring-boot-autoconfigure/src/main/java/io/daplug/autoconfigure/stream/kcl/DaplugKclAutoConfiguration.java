package io.daplug.autoconfigure.stream.kcl;

import java.time.Clock;
import java.util.Optional;

import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.kcl.KclChangeSource;
import io.daplug.stream.kcl.KclCompletion;
import io.daplug.stream.kcl.KclSurroundings;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.coordinator.Scheduler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for tables with {@code stream.source: kcl}, whose streams are read
 * with the Kinesis Client Library. Not in a Lambda function, whose process is frozen
 * between two events.
 */
@AutoConfiguration(after = DaplugListenersAutoConfiguration.class)
@ConditionalOnClass({ Scheduler.class, StreamsSchedulerFactory.class })
@ConditionalOnBean(StreamListenerRegistry.class)
@ConditionalOnBooleanProperty(name = "daplug.stream.lambda.enabled", havingValue = false, matchIfMissing = true)
@EnableConfigurationProperties(DaplugKclProperties.class)
public final class DaplugKclAutoConfiguration {

	DaplugKclAutoConfiguration() {
	}

	@Bean
	KclClients daplugKclClients(ObjectProvider<DynamoDbClient> tables, ObjectProvider<DynamoDbStreamsClient> streams,
			ObjectProvider<DynamoDbAsyncClient> leases, ObjectProvider<CloudWatchAsyncClient> cloudWatch,
			DaplugKclProperties properties) {
		return new KclClients(tables, streams, leases, cloudWatch, properties.cloudWatch().enabled());
	}

	@Bean
	KclSettingsMapper daplugKclSettingsMapper(DaplugKclProperties properties, Environment environment,
			ObjectProvider<EmbeddedDynamoDb> embedded, ObjectProvider<LoggingSystem> logging) {
		logging.ifAvailable((system) -> new KclLogging(system).quiet());
		return new KclSettingsMapper(properties, environment.getProperty("spring.application.name"),
				embedded.getIfAvailable() != null);
	}

	@Bean
	KclSourceFactory daplugKclSourceFactory(KclSettingsMapper settings, KclClients clients,
			StreamChangeReaderFactory readers, StreamListenerRegistry listeners, TaskExecutorFactory executors) {
		return (tables, events) -> new KclChangeSource(tables, readers, clients,
				new KclSurroundings(settings.settings(tables), listeners, executors, events, Clock.systemUTC()));
	}

	@Bean
	KclStreams daplugKclStreams(TableRegistry tables, ChangeSourceRegistry sources, KclSourceFactory factory,
			ApplicationEventPublisher events) {
		return new KclStreams(tables, sources, (read) -> factory.create(read, events));
	}

	/**
	 * Must not depend on what it completes: whatever their phases, Spring stops the beans
	 * that depend on another one before that one.
	 */
	@Bean
	SmartLifecycle daplugKclCompletion(ObjectProvider<KclStreams> streams) {
		return new KclCompletion(() -> Optional.ofNullable(streams.getObject().source()));
	}

}
