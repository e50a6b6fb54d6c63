package io.daplug.sample;

import io.daplug.local.EmbeddedDynamoDb;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * An embedded DynamoDB by itself, for several instances of the order service, which have
 * the profiles {@code streams} and {@code shared}. Its data are gone with it.
 */
final class DynamoDbServer {

	public static void main(String[] args) {
		new SpringApplicationBuilder(DynamoDbServer.class).web(WebApplicationType.NONE)
			.properties("spring.main.keep-alive=true")
			.run(args);
	}

	@Bean(initMethod = "start", destroyMethod = "stop")
	static EmbeddedDynamoDb dynamoDb(@Value("${daplug.local.port:8000}") int port) {
		return EmbeddedDynamoDb.inMemory(port);
	}

}
