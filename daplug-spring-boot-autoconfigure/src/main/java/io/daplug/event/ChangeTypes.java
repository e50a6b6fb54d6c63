package io.daplug.event;

import org.springframework.core.ResolvableType;

/**
 * The types by which listeners are chosen.
 */
final class ChangeTypes {

	private ChangeTypes() {
	}

	@SuppressWarnings("rawtypes")
	static ResolvableType of(Class<? extends ItemChange> kind, ItemImage<?> image) {
		if (!image.isKnown()) {
			return ResolvableType.forClass(kind);
		}
		return ResolvableType.forClassWithGenerics(kind, image.item().type().resolvable());
	}

}
