package io.daplug.sample;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.daplug.item.ItemKey;
import io.daplug.merge.MergeStrategy;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.web.IfMatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/**
 * Places, finds, changes and removes orders. Requests come as maps, not as orders: the
 * schema sees all of what the client sent, and can name everything that is wrong with it.
 */
@Service
final class OrderService {

	private final DaplugTemplate items;

	private final ItemOperations<Order> orders;

	private final JsonMapper json;

	private final Clock clock = Clock.systemUTC();

	OrderService(@Qualifier("orders") DaplugTemplate items, ItemOperations<Order> orders, JsonMapper json) {
		this.items = items;
		this.orders = orders;
		this.json = json;
	}

	Order place(Map<String, @Nullable Object> request) {
		Map<String, @Nullable Object> item = new LinkedHashMap<>(request);
		item.putIfAbsent("orderId", UUID.randomUUID().toString());
		item.put("placedAt", this.clock.instant());
		return this.json.convertValue(this.items.insert(item), Order.class);
	}

	Order get(String id) {
		return this.orders.get(ItemKey.of(id)).orElseThrow(() -> notFound(id));
	}

	Page<Order> ofCustomer(String customerId, PageRequest page) {
		return this.orders.query((query) -> query.index("by-customer").hashKey(customerId).descending()).page(page);
	}

	/**
	 * Lays a patch over an order: over the state that the client saw, or over the order
	 * as it is, once more if somebody else was faster.
	 * @param id names the order
	 * @param patch a JSON merge patch
	 * @param ifMatch the state that the client saw, if it says
	 * @return the order as it is then
	 */
	Order change(String id, Map<String, @Nullable Object> patch, IfMatch ifMatch) {
		Map<String, @Nullable Object> changes = new LinkedHashMap<>(patch);
		changes.remove("placedAt");
		return this.orders.update(ItemKey.of(id), changes, (options) -> {
			options.merge(MergeStrategy.jsonMergePatch());
			ifMatch.expected().ifPresentOrElse(options::expected, () -> options.retryStale(3));
		});
	}

	void remove(String id, IfMatch ifMatch) {
		this.orders.delete(ItemKey.of(id), (options) -> ifMatch.expected().ifPresent(options::expected))
			.orElseThrow(() -> notFound(id));
	}

	private static ItemNotFoundException notFound(String id) {
		return new ItemNotFoundException("There is no order '%s'".formatted(id), "orders", null);
	}

}
