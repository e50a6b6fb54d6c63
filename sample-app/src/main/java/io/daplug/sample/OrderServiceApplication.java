package io.daplug.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The order service. Without a profile it brings its own DynamoDB and sample orders; with
 * the profile {@code streams} its mirrors follow from a stream of that DynamoDB; with the
 * profile {@code aws} it works on a table in an AWS account.
 */
@SpringBootApplication(proxyBeanMethods = false)
class OrderServiceApplication {

	public static void main(String[] args) {
		SpringApplication.run(OrderServiceApplication.class, args);
	}

}
