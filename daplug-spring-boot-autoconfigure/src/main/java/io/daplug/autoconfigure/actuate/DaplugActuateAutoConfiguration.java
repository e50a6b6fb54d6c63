package io.daplug.autoconfigure.actuate;

import java.time.Clock;

import io.daplug.actuate.DaplugEndpoint;
import io.daplug.actuate.DaplugGapsEndpoint;
import io.daplug.actuate.DaplugMirrorsEndpoint;
import io.daplug.actuate.DaplugMirrorsEndpointWebExtension;
import io.daplug.actuate.DaplugParkedEndpoint;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the endpoints of Spring Boot's Actuator. Each is there only if
 * it is exposed.
 */
@AutoConfiguration(after = { DaplugListenersAutoConfiguration.class, DaplugMirrorsAutoConfiguration.class })
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(StreamListenerRegistry.class)
public final class DaplugActuateAutoConfiguration {

	DaplugActuateAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	DaplugEndpoint daplugEndpoint(TableRegistry tables, ChangeSourceRegistry sources, StreamListenerRegistry listeners,
			ObjectProvider<MirrorGraph> mirrors, StreamGapRegistry gaps) {
		return new DaplugEndpoint(tables, sources, listeners, mirrors.getIfAvailable(MirrorGraph::new), gaps);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	DaplugGapsEndpoint daplugGapsEndpoint(StreamGapRegistry gaps) {
		return new DaplugGapsEndpoint(gaps);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ParkedChangeOperations.class)
	@ConditionalOnAvailableEndpoint
	DaplugParkedEndpoint daplugParkedEndpoint(ParkedChangeOperations operations) {
		return new DaplugParkedEndpoint(operations);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ MirrorOperations.class, MirrorRegistry.class })
	@ConditionalOnAvailableEndpoint
	DaplugMirrorsEndpoint daplugMirrorsEndpoint(MirrorOperations operations, MirrorRegistry registry,
			TaskExecutorFactory executors, ObjectProvider<Clock> clocks) {
		return new DaplugMirrorsEndpoint(operations, registry, executors, clocks.getIfUnique(Clock::systemUTC));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(DaplugMirrorsEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	DaplugMirrorsEndpointWebExtension daplugMirrorsEndpointWebExtension(DaplugMirrorsEndpoint endpoint) {
		return new DaplugMirrorsEndpointWebExtension(endpoint);
	}

}
