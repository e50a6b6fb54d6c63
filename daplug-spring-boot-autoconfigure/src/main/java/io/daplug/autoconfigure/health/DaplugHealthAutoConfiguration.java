package io.daplug.autoconfigure.health;

import java.time.Clock;

import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.health.DaplugHealthIndicator;
import io.daplug.stream.StreamListenerRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health of announcements and listeners, named {@code daplug}.
 */
@AutoConfiguration(after = DaplugListenersAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(StreamListenerRegistry.class)
@ConditionalOnEnabledHealthIndicator("daplug")
public final class DaplugHealthAutoConfiguration {

	DaplugHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "daplugHealthIndicator", "daplugHealthContributor" })
	DaplugHealthIndicator daplugHealthIndicator(StreamListenerRegistry listeners) {
		return new DaplugHealthIndicator(listeners, Clock.systemUTC());
	}

}
