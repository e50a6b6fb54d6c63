package io.daplug.event;

import java.util.Optional;
import java.util.function.Function;

import io.daplug.item.Item;

import org.springframework.util.Assert;

/**
 * An item as it is on one side of a change: before it, or after it. There are three
 * cases. The item is {@linkplain Known known}. There is {@linkplain None none}: an item
 * that is inserted was not there before, and one that is removed is not there afterwards.
 * Or it is {@linkplain Unknown unknown}: there is an item, or may be one, and the source
 * of the change does not know it.
 *
 * @param <T> type of the item
 */
public sealed interface ItemImage<T> {

	/**
	 * Returns the image that says that there is no item.
	 * @param <T> type of the item
	 * @return the image
	 */
	@SuppressWarnings("unchecked")
	static <T> ItemImage<T> none() {
		return (ItemImage<T>) None.INSTANCE;
	}

	/**
	 * Returns the image that says that the source of the change does not know the item.
	 * @param <T> type of the item
	 * @return the image
	 */
	@SuppressWarnings("unchecked")
	static <T> ItemImage<T> unknown() {
		return (ItemImage<T>) Unknown.INSTANCE;
	}

	/**
	 * Returns the image of an item that is known.
	 * @param <T> type of the item
	 * @param item the item
	 * @return the image
	 */
	static <T> ItemImage<T> of(Item<T> item) {
		return new Known<>(item);
	}

	/**
	 * Tells whether there is an item that is known.
	 * @return whether {@link #item()} returns it
	 */
	default boolean isKnown() {
		return this instanceof Known<?>;
	}

	/**
	 * Returns the item if it is known.
	 * @return the item; empty if there is none or it is unknown
	 */
	default Optional<Item<T>> known() {
		return (this instanceof Known<T> image) ? Optional.of(image.item()) : Optional.empty();
	}

	/**
	 * Returns the item.
	 * @return the item
	 * @throws IllegalStateException if there is none or it is unknown
	 */
	Item<T> item();

	/**
	 * Returns this image with another item in the place of the known one.
	 * @param <R> type of the other item
	 * @param mapping makes the other item of the known one
	 * @return an image of the other item; this image if there is no item or it is unknown
	 */
	default <R> ItemImage<R> map(Function<? super Item<T>, Item<R>> mapping) {
		if (this instanceof Known<T> image) {
			return of(mapping.apply(image.item()));
		}
		return (this instanceof None<T>) ? none() : unknown();
	}

	/**
	 * There is an item, and it is known.
	 *
	 * @param <T> type of the item
	 * @param item the item, key prefixes removed
	 */
	record Known<T>(Item<T> item) implements ItemImage<T> {

		/**
		 * Creates the image.
		 * @param item the item, key prefixes removed
		 */
		public Known {
			Assert.notNull(item, "'item' must not be null");
		}

	}

	/**
	 * There is no item.
	 *
	 * @param <T> type of the item
	 */
	record None<T>() implements ItemImage<T> {

		private static final None<?> INSTANCE = new None<>();

		@Override
		public Item<T> item() {
			throw new IllegalStateException("There is no item on this side of the change");
		}

	}

	/**
	 * The source of the change does not know the item.
	 *
	 * @param <T> type of the item
	 */
	record Unknown<T>() implements ItemImage<T> {

		private static final Unknown<?> INSTANCE = new Unknown<>();

		@Override
		public Item<T> item() {
			throw new IllegalStateException("The item on this side of the change is unknown to the change's source");
		}

	}

}
