package io.daplug.sample;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the requests to DynamoDB counted.
 */
@Configuration(proxyBeanMethods = false)
class RequestCountConfiguration {

	@Bean
	DynamoDbClientCustomizer requestCountCustomizer() {
		return (builder) -> builder.overrideConfiguration(builder.overrideConfiguration()
			.copy((configuration) -> configuration.addExecutionInterceptor(new RequestCount())));
	}

}
