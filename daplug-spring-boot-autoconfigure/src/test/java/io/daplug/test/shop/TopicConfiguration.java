package io.daplug.test.shop;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The application's own SNS client, which would talk to a real account.
 */
@Configuration(proxyBeanMethods = false)
public class TopicConfiguration {

	@Bean
	SnsClient topicClient() {
		return SnsClient.builder().region(Region.EU_CENTRAL_1).build();
	}

}
