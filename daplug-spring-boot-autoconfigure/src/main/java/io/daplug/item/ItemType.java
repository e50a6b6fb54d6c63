package io.daplug.item;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;

/**
 * The Java type that items are read as: a class, or a generic type such as
 * {@code Envelope<Order>}. Immutable; types are equal when their Java types are.
 *
 * @param <T> the type
 */
public final class ItemType<T> {

	/**
	 * Items as maps of their attributes. A raw {@link Map} is this type too.
	 */
	public static final ItemType<Map<String, Object>> MAP = new ItemType<>(
			ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class).getType(), Map.class);

	/** One type for each class, so that none is made for each call. */
	private static final ClassValue<ItemType<?>> CLASSES = new ClassValue<>() {

		@Override
		protected ItemType<?> computeValue(Class<?> type) {
			return (type == Map.class) ? MAP : new ItemType<>(type, type);
		}

	};

	private final Type type;

	private final Class<?> rawClass;

	private final ResolvableType resolvable;

	private ItemType(Type type, Class<?> rawClass) {
		this.type = type;
		this.rawClass = rawClass;
		this.resolvable = ResolvableType.forType(type);
	}

	/**
	 * Returns the type of a class.
	 * @param <T> the class
	 * @param type the class
	 * @return the type
	 */
	@SuppressWarnings("unchecked") // Each class has the type of that class.
	public static <T> ItemType<T> of(Class<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return (ItemType<T>) CLASSES.get(type);
	}

	/**
	 * Returns a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new
	 * ParameterizedTypeReference<Envelope<Order>>() {}}
	 * @return the type
	 * @throws IllegalArgumentException if it is a type variable
	 */
	@SuppressWarnings("unchecked") // The reference holds the type T.
	public static <T> ItemType<T> of(ParameterizedTypeReference<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return (ItemType<T>) of(type.getType());
	}

	/**
	 * Returns a type of which the caller knows no more than Java's reflection does.
	 * @param type the type
	 * @return the type
	 * @throws IllegalArgumentException if it is a type variable or a wildcard
	 */
	public static ItemType<?> of(Type type) {
		Assert.notNull(type, "'type' must not be null");
		if (type instanceof Class<?> plain) {
			return of(plain);
		}
		Assert.isTrue(type instanceof ParameterizedType || type instanceof GenericArrayType,
				() -> "'%s' is no type of items: it is neither a class nor a generic type"
					.formatted(type.getTypeName()));
		if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class
				&& generic.getActualTypeArguments()[0] == String.class
				&& generic.getActualTypeArguments()[1] == Object.class) {
			return MAP;
		}
		return new ItemType<>(type, ResolvableType.forType(type).toClass());
	}

	/**
	 * Returns the type in which an item is given back to whoever gave it.
	 * @param <T> the type that the caller knows
	 * @param item the item
	 * @return {@link #MAP} for a map, {@link JsonNode} for a JSON tree, else the item's
	 * class
	 */
	@SuppressWarnings("unchecked") // The item is of the type that is returned.
	public static <T> ItemType<T> ofItem(T item) {
		Assert.notNull(item, "'item' must not be null");
		if (item instanceof Map<?, ?>) {
			return (ItemType<T>) MAP;
		}
		return (ItemType<T>) of((item instanceof JsonNode) ? JsonNode.class : ConvertedItem.given(item).getClass());
	}

	/**
	 * Returns the type as Java's reflection has it.
	 * @return a class, or a generic type with its arguments
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * Returns the class of the type, without its arguments.
	 * @return the class
	 */
	public Class<?> rawClass() {
		return this.rawClass;
	}

	/**
	 * Returns the type as Spring has it, such as for the type of an event.
	 * @return the type
	 */
	public ResolvableType resolvable() {
		return this.resolvable;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ItemType<?> that && this.type.equals(that.type));
	}

	/** Java and Spring give equal generic types different hash codes. */
	@Override
	public int hashCode() {
		return this.rawClass.hashCode();
	}

	/**
	 * Returns the name of the type.
	 */
	@Override
	public String toString() {
		return this.type.getTypeName();
	}

}
