package io.daplug.autoconfigure.singletable;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.singletable.devices.Device;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Applications with tables on the shared server.
 */
final class DeviceTables {

	static final String PACKAGE = Device.class.getPackageName();

	private DeviceTables() {
	}

	/** An application with tables that have the keys {@code pk} and {@code sk}. */
	static ApplicationContextRunner with(String... tables) {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class,
					DaplugSingleTablesAutoConfiguration.class, DaplugListenersAutoConfiguration.class))
			.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""));
		for (String table : tables) {
			runner = runner.withPropertyValues("daplug.tables.%s.hash-key=pk".formatted(table),
					"daplug.tables.%s.range-key=sk".formatted(table),
					"daplug.tables.%s.name=%s".formatted(table, LocalDynamoDb.createTable("pk", "sk")));
		}
		return runner;
	}

	/** The same, where "things" keeps the items of devices. */
	static ApplicationContextRunner things() {
		return with("things").withPropertyValues("daplug.single-tables.things.packages=" + PACKAGE);
	}

}
