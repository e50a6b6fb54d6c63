package io.daplug.stream.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.stream.OldItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Listeners of all kinds of signatures, good and bad, and what they take.
 */
final class ListenerSignatures {

	private ListenerSignatures() {
	}

	record Order(String id, int n) {

	}

	record Box<T>(String id, T content) {

	}

	static class Bean {

		public @Nullable String id;

		public int n;

	}

	abstract static class GenericListener<T> {

		final List<Object> given = new ArrayList<>();

		public void on(T item) {
			this.given.add(item);
		}

	}

	static class OrderListener extends GenericListener<Order> {

	}

	static class Listeners {

		final List<Object> given = new ArrayList<>();

		void any(ItemChange<?> change) {
			add(change);
		}

		void ofOrders(ItemChange<Order> change) {
			add(change);
		}

		void insertedOnly(ItemInserted<Order> change) {
			add(change);
		}

		void removedOnly(ItemRemoved<?> change) {
			add(change);
		}

		Object order(Order order) {
			add(order);
			return "handled";
		}

		void bean(Bean bean) {
			add(bean);
		}

		void map(Map<String, Object> map) {
			add(map);
		}

		void tree(JsonNode node) {
			add(node);
		}

		void item(Item<Order> item) {
			add(item);
		}

		void all(Order now, @OldItem Order before, ItemKey key, ChangeOrigin origin) {
			add(now, before, key, origin);
		}

		void generic(ItemChange<Box<Order>> change, Box<Order> now, @OldItem Item<Box<Order>> before) {
			add(change.newItem().value(), now, before.value());
		}

		void optional(@Nullable Order now, @OldItem @Nullable Order before) {
			add((now != null) ? now : "null", (before != null) ? before : "null");
		}

		void nothing() {
			add("nothing");
		}

		void throwing(Order order) {
			throw new IllegalArgumentException("as it was thrown");
		}

		void throwingError(Order order) {
			throw new AssertionError("broken");
		}

		void misfit(Misfit order) {
			add(order);
		}

		void twoItems(Order now, Order before) {
			add(now, before);
		}

		void twoOldItems(@OldItem Order first, @OldItem Map<String, Object> second) {
			add(first, second);
		}

		void insertedAndOld(ItemInserted<Order> change, @OldItem Order before) {
			add(change, before);
		}

		void oldKey(@OldItem ItemKey key) {
			add(key);
		}

		void text(String text) {
			add(text);
		}

		void number(int number) {
			add(number);
		}

		void list(List<Order> orders) {
			add(orders);
		}

		void listOfOrders(ItemChange<List<Order>> orders) {
			add(orders);
		}

		void object(Object object) {
			add(object);
		}

		void maybe(Optional<Order> order) {
			add(order);
		}

		CompletableFuture<Order> later(Order order) {
			return CompletableFuture.completedFuture(order);
		}

		private void add(Object... arguments) {
			this.given.addAll(Arrays.asList(arguments));
		}

	}

	record Misfit(String id, Map<String, String> n) {

	}

}
