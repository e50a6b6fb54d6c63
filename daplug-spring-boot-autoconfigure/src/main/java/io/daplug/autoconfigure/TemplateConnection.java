package io.daplug.autoconfigure;

import io.daplug.dynamodb.ConnectionState;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.DisposableBean;

/**
 * The client of all templates. Depends on it, so that it is closed before the client is,
 * and after all beans that read and write.
 *
 * @param client sends requests
 * @param state whether it may still be asked
 */
record TemplateConnection(DynamoDbClient client, ConnectionState state) implements DisposableBean {

	TemplateConnection(DynamoDbClient client) {
		this(client, new ConnectionState());
	}

	@Override
	public void destroy() {
		this.state.close();
	}

}
