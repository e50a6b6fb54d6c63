package io.daplug.customize;

import io.daplug.item.ItemType;

import org.springframework.util.Assert;

/**
 * A customizer with what Java does not tell of it.
 *
 * @param <T> what items are handed over as
 * @param name what messages call it, such as the name of its bean
 * @param type what items are handed over as
 * @param customizer the customizer
 */
public record NamedCustomizer<T>(String name, ItemType<T> type, ItemCustomizer<T> customizer) {

	/**
	 * Creates a customizer with its name.
	 * @param name what messages call it
	 * @param type what items are handed over as
	 * @param customizer the customizer
	 */
	public NamedCustomizer {
		Assert.hasText(name, "'name' of a customizer must not be empty");
		Assert.notNull(type, "'type' of a customizer must not be null");
		Assert.notNull(customizer, "'customizer' must not be null");
	}

	/**
	 * Says whether items are handed over as maps, so that it fits all of them.
	 * @return whether they are
	 */
	public boolean takesMaps() {
		return this.type == ItemType.MAP || this.type.rawClass() == Object.class;
	}

	/** Whether it can get an object as it is: it cannot be changed. */
	boolean takes(Object item) {
		return this.type.type() instanceof Class<?> type && type.isInstance(item) && item instanceof Record;
	}

	@SuppressWarnings("unchecked") // Only what it takes is cast.
	T cast(Object item) {
		return (T) item;
	}

}
