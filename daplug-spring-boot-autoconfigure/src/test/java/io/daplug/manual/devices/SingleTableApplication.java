package io.daplug.manual.devices;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.singletable.DaplugSingleTablesAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemInserted;
import io.daplug.manual.devices.DeviceItems.Command;
import io.daplug.manual.devices.DeviceItems.DeviceItem;
import io.daplug.stream.DaplugStreamListener;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * The application of the manual's devices.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugSingleTablesAutoConfiguration.class,
		DaplugListenersAutoConfiguration.class, DaplugLocalAutoConfiguration.class, JacksonAutoConfiguration.class,
		AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
@Import(SingleTableApplication.DeviceChanges.class)
class SingleTableApplication {

	static final List<String> heard = new CopyOnWriteArrayList<>();

	// tag::single-table-listener
	@Component
	static class DeviceChanges {

		@DaplugStreamListener(tables = "devices")
		void sent(ItemInserted<Command> inserted) {
			deliver(inserted.newItem().value());
		}

		@DaplugStreamListener(tables = "devices")
		void any(DeviceItem item) {
			index(item); // a device, a command or a line of a log, as what it is
		}

	}
	// end::single-table-listener

	private static void deliver(Command command) {
		heard.add("deliver " + command.order());
	}

	private static void index(DeviceItem item) {
		heard.add("index " + item.getClass().getSimpleName() + " of " + item.deviceId());
	}

}
