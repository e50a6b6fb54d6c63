package io.daplug.manual;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.autoconfigure.web.DaplugWebAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The application that the manual's examples are taken from.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DaplugLocalAutoConfiguration.class, DaplugAutoConfiguration.class,
		DaplugSnsAutoConfiguration.class, DaplugWebAutoConfiguration.class, JacksonAutoConfiguration.class,
		AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
@Import(ManualApplication.OrderListener.class)
class ManualApplication {

	static final List<String> heard = new CopyOnWriteArrayList<>();

	// tag::listener
	@Component
	static class OrderListener {

		@EventListener
		void placed(ItemInserted<Order> inserted) {
			welcome(inserted.newItem().value());
		}

		@EventListener(condition = "#change.table() == 'orders'")
		void any(ItemChange<?> change) {
			log(change.changeId(), change.key(), change.origin().operation());
		}

		@EventListener
		void modified(ItemModified<Order> modified) {
			Order now = modified.newItem().value();
			if (modified.oldImage().isKnown() && !now.equals(modified.oldItem().value())) {
				notifyCustomer(now);
			}
		}

	}
	// end::listener

	private static void welcome(Order order) {
		heard.add("placed " + order.orderId());
	}

	private static void log(Object... parts) {
		heard.add("any " + parts[2]);
	}

	private static void notifyCustomer(Order order) {
		heard.add("modified " + order.orderId() + " " + order.status());
	}

}
