package io.daplug.event;

import java.util.Map;

import io.daplug.item.Item;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The types by which listeners are chosen.
 */
final class ChangeTypes {

	/** As listeners declare it: a raw map is no {@code Map<String, Object>} to Spring. */
	private static final ResolvableType MAP = ResolvableType.forClassWithGenerics(Map.class, String.class,
			Object.class);

	private ChangeTypes() {
	}

	@SuppressWarnings("rawtypes")
	static ResolvableType of(Class<? extends ItemChange> kind, @Nullable Item<?> item) {
		if (item == null) {
			return ResolvableType.forClass(kind);
		}
		return ResolvableType.forClassWithGenerics(kind,
				(item.type() == Map.class) ? MAP : ResolvableType.forClass(item.type()));
	}

}
