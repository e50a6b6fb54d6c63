package io.daplug.autoconfigure.aot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets native images evaluate the filters of listeners and mirrors, which call methods of
 * changes and of the values in items.
 */
public final class ExpressionHints implements RuntimeHintsRegistrar {

	private static final List<Class<?>> TYPES = List.of(ItemChange.class, ItemInserted.class, ItemModified.class,
			ItemRemoved.class, ItemKey.class, ItemImage.class, Item.class, ChangeOrigin.class, String.class,
			BigDecimal.class, Boolean.class, Map.class, List.class, Set.class);

	/**
	 * Creates the hints.
	 */
	public ExpressionHints() {
	}

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		TYPES.forEach((type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS));
	}

}
