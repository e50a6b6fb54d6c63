package io.daplug.manual;

import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorOperations;
import io.daplug.table.gate.TableMovedException;
import io.daplug.template.DaplugTemplates;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;

/**
 * The application of the manual that moves a table.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
		DaplugMirrorsAutoConfiguration.class, DaplugLocalAutoConfiguration.class, JacksonAutoConfiguration.class,
		AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
@Import(MovingApplication.Orders.class)
class MovingApplication {

	// tag::moving
	@Service
	static class Orders {

		private final DaplugTemplates templates;

		private final MirrorOperations mirrors;

		Orders(DaplugTemplates templates, MirrorOperations mirrors) {
			this.templates = templates;
			this.mirrors = mirrors;
		}

		void pay(String customer, String order) {
			try {
				write(this.mirrors.active("orders-v2"), customer, order);
			}
			catch (TableMovedException ex) {
				write(ex.activeTable(), customer, order); // they have just changed places
			}
		}

		private void write(String table, String customer, String order) {
			ItemKey key = table.equals("orders") ? ItemKey.of(order) : ItemKey.of(customer, order);
			this.templates.get(table).update(key, Map.of("status", "PAID"));
		}

	}
	// end::moving

}
