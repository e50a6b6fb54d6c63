package io.daplug.autoconfigure.stream;

import java.time.Clock;
import java.util.Objects;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.application.ApplicationChangeSource;
import io.daplug.stream.method.ListenerMethodScanner;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.TableRegistry;
import io.daplug.task.Backoff;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import io.daplug.version.SchemaUpcasters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for listeners of changes, fed by the application's own writes.
 */
@AutoConfiguration(after = DaplugAutoConfiguration.class)
@ConditionalOnClass(DynamoDbClient.class)
@ConditionalOnBooleanProperty(name = "daplug.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DaplugListenersProperties.class)
public final class DaplugListenersAutoConfiguration {

	DaplugListenersAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	StreamListenerRegistry daplugStreamListenerRegistry(DaplugListenersProperties properties, ListenedTables tables,
			ApplicationEventPublisher events, ChangeParkingFactory parking, TaskExecutorFactory executors) {
		return new StreamListenerRegistry(tables, options(properties), events,
				parking.create(properties.parkingTable(), properties.parkedFor()), executors);
	}

	@Bean
	ListenedTables daplugListenedTables(TableRegistry tables, ItemConverter converter, SchemaUpcasters upcasters) {
		return new ListenedTables(tables, converter, upcasters);
	}

	@Bean
	ChangeParkingFactory daplugChangeParkingFactory(ListenedTables tables, ObjectProvider<ChangeParking> beans,
			ObjectProvider<DynamoDbClient> client) {
		return new ChangeParkingFactory(tables, beans, client);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty("daplug.listeners.parking-table")
	ParkedChangeOperations daplugParkedChanges(DaplugListenersProperties properties, ChangeParkingFactory parking,
			StreamListenerRegistry listeners) {
		String table = Objects.requireNonNull(properties.parkingTable());
		return parking.parking(table, properties.parkedFor()).operations(listeners);
	}

	private static ListenerOptions options(DaplugListenersProperties properties) {
		try {
			return ListenerOptions.defaults()
				.with((options) -> options.concurrency(properties.concurrency())
					.batchSize(properties.batchSize())
					.queueCapacity(properties.queueCapacity())
					.dispatch(properties.dispatch())
					.maxAttempts(properties.maxAttempts())
					.backoff(new Backoff(properties.backoff().initial(), properties.backoff().max(),
							properties.backoff().multiplier()))
					.afterPark(properties.afterPark())
					.shutdownTimeout(properties.shutdownTimeout()));
		}
		catch (IllegalArgumentException ex) {
			throw DaplugConfigurationException.ofOption("daplug.listeners", ex);
		}
	}

	@Bean
	ListenerMethodScanner daplugListenerMethodScanner(ConfigurableListableBeanFactory beanFactory,
			StreamListenerRegistry registry, ListenedTables tables) {
		return new ListenerMethodScanner(beanFactory, registry, tables);
	}

	@Bean
	@ConditionalOnMissingBean
	StreamGapRegistry daplugStreamGapRegistry() {
		return new StreamGapRegistry(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	ChangeSourceRegistry daplugChangeSourceRegistry(TableRegistry tables) {
		return new ChangeSourceRegistry(tables);
	}

	@Bean
	@ConditionalOnMissingBean
	ApplicationChangeSource daplugApplicationChangeSource(StreamListenerRegistry listeners,
			ChangeSourceRegistry sources) {
		return new ApplicationChangeSource(listeners, sources);
	}

	@Bean
	@ConditionalOnMissingBean
	StreamChangeReaderFactory daplugStreamChangeReaderFactory(ItemConverter converter, SchemaRegistry schemas,
			SchemaUpcasters upcasters) {
		return new StreamChangeReaderFactory(converter, schemas, upcasters);
	}

	@Bean
	StreamSourceCheck daplugStreamSourceCheck(TableRegistry tables, StreamListenerRegistry listeners,
			ConfigurableListableBeanFactory beanFactory, Environment environment) {
		return new StreamSourceCheck(tables, listeners, beanFactory.getBeanClassLoader(),
				environment.containsProperty("AWS_LAMBDA_FUNCTION_NAME"));
	}

	@Bean
	CacheFeed daplugCacheFeed(ObjectProvider<DaplugTemplates> templates, StreamListenerRegistry listeners,
			ChangeSourceRegistry sources) {
		return new CacheFeed(templates, listeners, sources);
	}

	@Bean
	SmartInitializingSingleton daplugChangeSourceRegistration(ChangeSourceRegistry registry,
			ObjectProvider<ChangeSource> sources) {
		// The registry may be an ancestor's, which knows its own sources.
		return () -> sources.orderedStream()
			.filter((source) -> !registry.sources().contains(source))
			.forEach(registry::register);
	}

}
