package io.daplug.sample;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.daplug.item.ItemKey;
import io.daplug.merge.MergeStrategy;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.TransactionFailure;
import io.daplug.template.model.TransactionFailure.Kind;
import io.daplug.web.IfMatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

import static io.daplug.expression.Condition.attribute;

/**
 * Places, finds, changes and removes orders. Requests come as maps, not as orders: the
 * schema sees all of what the client sent, and can name everything that is wrong with it.
 */
@Service
final class OrderService {

	private final DaplugTemplate items;

	private final ItemOperations<Order> orders;

	private final ItemOperations<Stock> stock;

	private final ItemTransactionOperations transactions;

	private final JsonMapper json;

	private final Clock clock = Clock.systemUTC();

	OrderService(@Qualifier("orders") DaplugTemplate items, ItemOperations<Order> orders, ItemOperations<Stock> stock,
			ItemTransactionOperations transactions, JsonMapper json) {
		this.items = items;
		this.orders = orders;
		this.stock = stock;
		this.transactions = transactions;
		this.json = json;
	}

	/**
	 * Stores an order and takes what it asks for from the stock, both or nothing.
	 * @param request the order as the client has it
	 * @return the order as it is stored
	 */
	Order place(Map<String, @Nullable Object> request) {
		Map<String, @Nullable Object> order = new LinkedHashMap<>(request);
		order.put("placedAt", this.clock.instant());
		try {
			return this.transactions.write((tx) -> {
				// Refuses what the schema does not allow: the lines are what they must
				// be.
				tx.insert(this.items, order);
				quantities(order).forEach((sku, quantity) -> tx.change(this.stock, ItemKey.of(sku),
						(change) -> change.add("available", -quantity),
						(options) -> options.condition(attribute("available").isAtLeast(quantity))));
			}).item(0, Order.class);
		}
		catch (ItemTransactionFailedException ex) {
			List<String> missing = ex.failures()
				.stream()
				.filter(OrderService::isSoldOut)
				.map(OrderService::sku)
				.toList();
			if (missing.isEmpty()) {
				throw ex;
			}
			throw new SoldOutException(missing);
		}
	}

	/** A transaction names each article once, however many lines ask for it. */
	private Map<String, Integer> quantities(Map<String, @Nullable Object> order) {
		OrderLine[] lines = this.json.convertValue(order.get("lines"), OrderLine[].class);
		return Stream.of(lines)
			.collect(Collectors.toMap(OrderLine::sku, OrderLine::quantity, Integer::sum, LinkedHashMap::new));
	}

	private static boolean isSoldOut(TransactionFailure failure) {
		return failure.entry().table().equals("stock")
				&& (failure.kind() == Kind.CONDITION || failure.kind() == Kind.MISSING);
	}

	private static String sku(TransactionFailure failure) {
		return String.valueOf(failure.entry().key().hashValue());
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
