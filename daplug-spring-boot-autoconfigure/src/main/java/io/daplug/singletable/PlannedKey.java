package io.daplug.singletable;

import java.util.List;

/**
 * A key that is composed for the items of a type.
 *
 * @param slot where it is written
 * @param key how it is composed
 * @param attributes the attributes, defaults filled in; a template, or none for a key
 * that is the same in all items
 */
record PlannedKey(KeySlot slot, KeyDefinition key, List<String> attributes) {

	PlannedKey {
		attributes = List.copyOf(attributes);
	}

	/** Whether a prefix is generated, or kept for it. */
	boolean isGenerated() {
		return this.key.isGenerated() && !this.attributes.isEmpty();
	}

}
