package io.daplug.autoconfigure.health;

import java.time.Clock;
import java.time.Duration;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.health.DaplugHealthIndicator;
import io.daplug.health.ProgressCheck;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health of announcements, sources and listeners, named
 * {@code daplug}.
 */
@AutoConfiguration(after = DaplugListenersAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(StreamListenerRegistry.class)
@ConditionalOnEnabledHealthIndicator("daplug")
@EnableConfigurationProperties(DaplugHealthProperties.class)
public final class DaplugHealthAutoConfiguration {

	DaplugHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "daplugHealthIndicator", "daplugHealthContributor" })
	DaplugHealthIndicator daplugHealthIndicator(DaplugHealthProperties properties, ChangeSourceRegistry sources,
			StreamListenerRegistry listeners, StreamGapRegistry gaps) {
		Duration stallAfter = properties.stallAfter();
		if (stallAfter.isNegative() || stallAfter.isZero()) {
			throw new DaplugConfigurationException("daplug.health.stall-after",
					"must be positive, but is " + stallAfter,
					"Set 'daplug.health.stall-after' to such a value, or remove it.");
		}
		return new DaplugHealthIndicator(new ProgressCheck(sources, listeners, stallAfter), gaps, Clock.systemUTC());
	}

}
