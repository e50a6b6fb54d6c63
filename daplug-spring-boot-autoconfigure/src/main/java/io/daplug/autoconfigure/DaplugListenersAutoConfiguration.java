package io.daplug.autoconfigure;

import io.daplug.item.ItemConverter;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.ListenerMethodScanner;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.application.ApplicationChangeSource;
import io.daplug.task.Backoff;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for listeners of changes, fed by the application's own writes.
 */
@AutoConfiguration(after = DaplugAutoConfiguration.class)
@ConditionalOnClass(DynamoDbClient.class)
@ConditionalOnBooleanProperty(name = "daplug.enabled", matchIfMissing = true)
public final class DaplugListenersAutoConfiguration {

	DaplugListenersAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	StreamListenerRegistry daplugStreamListenerRegistry(DaplugProperties properties, ApplicationEventPublisher events,
			ObjectProvider<DaplugTemplate> templates, ObjectProvider<DaplugTemplateFactory> factory,
			ObjectProvider<ChangeParking> parkings, TaskExecutorFactory executors) {
		return new StreamListenerRegistry(new ConfiguredTables(properties, templates), options(properties.listeners()),
				events, ConfiguredParking.of(properties.listeners().parkingTable(), properties, factory, parkings),
				executors);
	}

	private static ListenerOptions options(DaplugProperties.Listeners listeners) {
		try {
			return ListenerOptions.defaults()
				.with((options) -> options.concurrency(listeners.concurrency())
					.batchSize(listeners.batchSize())
					.queueCapacity(listeners.queueCapacity())
					.dispatch(listeners.dispatch())
					.maxAttempts(listeners.maxAttempts())
					.backoff(new Backoff(listeners.backoff().initial(), listeners.backoff().max(),
							listeners.backoff().multiplier()))
					.afterPark(listeners.afterPark())
					.shutdownTimeout(listeners.shutdownTimeout()));
		}
		catch (IllegalArgumentException ex) {
			throw new DaplugConfigurationException("daplug.listeners", String.valueOf(ex.getMessage()),
					"Correct the value below 'daplug.listeners'.");
		}
	}

	@Bean
	ListenerMethodScanner daplugListenerMethodScanner(ConfigurableListableBeanFactory beanFactory,
			StreamListenerRegistry registry, ItemConverter converter) {
		return new ListenerMethodScanner(beanFactory, registry, converter);
	}

	@Bean
	@ConditionalOnMissingBean
	ChangeSourceRegistry daplugChangeSourceRegistry() {
		return new ChangeSourceRegistry();
	}

	@Bean
	@ConditionalOnMissingBean
	ApplicationChangeSource daplugApplicationChangeSource(StreamListenerRegistry listeners,
			ChangeSourceRegistry sources) {
		return new ApplicationChangeSource(listeners, sources);
	}

	@Bean
	SmartInitializingSingleton daplugChangeSourceRegistration(ChangeSourceRegistry registry,
			ObjectProvider<ChangeSource> sources) {
		return () -> sources.orderedStream().forEach(registry::register);
	}

}
