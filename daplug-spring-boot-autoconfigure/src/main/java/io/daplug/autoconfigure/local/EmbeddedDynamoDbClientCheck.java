package io.daplug.autoconfigure.local;

import io.daplug.local.EmbeddedDynamoDb;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Warns of clients that do not talk to the embedded server, such as an application's own:
 * they are left as they are, and may well write to a real account.
 */
final class EmbeddedDynamoDbClientCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(EmbeddedDynamoDbClientCheck.class);

	private final EmbeddedDynamoDb server;

	private final ConfigurableListableBeanFactory beanFactory;

	EmbeddedDynamoDbClientCheck(EmbeddedDynamoDb server, ConfigurableListableBeanFactory beanFactory) {
		this.server = server;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.beanFactory.getBeanNamesForType(DynamoDbClient.class, false, false)) {
			// A client that nobody has asked for is not created just to be checked.
			if (this.beanFactory.containsSingleton(name)
					&& !this.server.serves(this.beanFactory.getBean(name, DynamoDbClient.class))) {
				logger.warn(("The DynamoDbClient bean '%s' is not pointed at the embedded DynamoDB on %s: call "
						+ "EmbeddedDynamoDb.configure(…) with its builder, or set 'daplug.local.enabled' to false")
					.formatted(name, this.server.endpoint()));
			}
		}
	}

}
