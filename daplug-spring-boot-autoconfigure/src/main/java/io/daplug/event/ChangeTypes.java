package io.daplug.event;

import java.util.Map;

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
	static ResolvableType of(Class<? extends ItemChange> kind, ItemImage<?> image) {
		if (!image.isKnown()) {
			return ResolvableType.forClass(kind);
		}
		Class<?> type = image.item().type();
		return ResolvableType.forClassWithGenerics(kind, (type == Map.class) ? MAP : ResolvableType.forClass(type));
	}

}
