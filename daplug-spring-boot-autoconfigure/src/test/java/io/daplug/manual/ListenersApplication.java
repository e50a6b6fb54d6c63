package io.daplug.manual;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.OldItem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The application of the manual's listeners.
 */
@SuppressWarnings("NullAway")
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
		DaplugLocalAutoConfiguration.class, JacksonAutoConfiguration.class, AwsAutoConfiguration.class,
		CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
		DynamoDbAutoConfiguration.class })
@Import(ListenersApplication.OrderChanges.class)
class ListenersApplication {

	static final List<String> heard = new CopyOnWriteArrayList<>();

	static volatile boolean mended;

	// tag::stream-listener
	@Component
	static class OrderChanges {

		@DaplugStreamListener(tables = "orders", id = "search")
		void index(Order order) {
			search(order); // inserts and modifications: a removal has no new item
		}

		@DaplugStreamListener(tables = "orders", filter = "#newItem.status == 'PAID'")
		void paid(Order now, @OldItem @Nullable Order before) {
			if (before == null || !"PAID".equals(before.status())) {
				ship(now);
			}
		}

		@DaplugStreamListener(tables = "orders", id = "audit", concurrency = "1")
		void audit(ItemChange<Order> change, ItemKey key) {
			record(key, change.origin().operation(), change.origin().time());
		}

		@EventListener
		void parked(ChangeParked parked) {
			alert(parked.listener(), parked.change().key(), parked.cause());
		}

	}
	// end::stream-listener

	private static void search(Order order) {
		if (!mended && order.orderId().startsWith("broken")) {
			throw new IllegalStateException("cannot be indexed");
		}
		heard.add("index " + order.orderId());
	}

	private static void ship(Order order) {
		heard.add("ship " + order.orderId());
	}

	private static void record(Object... parts) {
		heard.add("audit " + parts[1]);
	}

	private static void alert(Object... parts) {
		heard.add("parked " + parts[2]);
	}

}
