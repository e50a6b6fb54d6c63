package io.daplug.autoconfigure.metrics;

import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.metrics.CacheMeters;
import io.daplug.metrics.DaplugMeters;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplates;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for meters, where the application has a registry of them.
 */
@AutoConfiguration(after = DaplugListenersAutoConfiguration.class,
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, StreamListenerRegistry.class })
public final class DaplugMetricsAutoConfiguration {

	DaplugMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	DaplugMeters daplugMeters(MeterRegistry meters, StreamListenerRegistry listeners, ChangeSourceRegistry sources,
			StreamGapRegistry gaps) {
		return new DaplugMeters(meters, listeners, sources, gaps);
	}

	/**
	 * Meters of what is kept in memory, where there is the library that keeps it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "com.github.benmanes.caffeine.cache.Caffeine")
	static class CacheConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CacheMeters daplugCacheMeters(MeterRegistry meters, ObjectProvider<DaplugTemplates> templates) {
			return new CacheMeters(meters, templates);
		}

	}

}
