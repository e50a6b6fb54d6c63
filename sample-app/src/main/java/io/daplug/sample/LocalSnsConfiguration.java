package io.daplug.sample;

import java.io.IOException;

import io.awspring.cloud.autoconfigure.sns.SnsClientCustomizer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sends what goes to SNS to a stand-in, where there is no AWS account.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("sample.local-sns")
class LocalSnsConfiguration {

	@Bean
	LocalSns localSns(ApplicationEventPublisher events) throws IOException {
		return new LocalSns(events);
	}

	@Bean
	SnsClientCustomizer localSnsClientCustomizer(LocalSns sns) {
		return (builder) -> builder.endpointOverride(sns.endpoint());
	}

}
