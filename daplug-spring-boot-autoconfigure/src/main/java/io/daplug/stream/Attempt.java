package io.daplug.stream;

import java.util.Set;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.KeyFailureRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying to handle some changes together.
 *
 * @param failures the first change of each key that failed
 * @param skipped the changes that the filter kept from the handler, compared as objects
 */
record Attempt(KeyFailureRegistry failures, Set<ItemChange<?>> skipped) {

	/** The first change of a key that failed; null if none did. */
	@Nullable FailedChange failure(ItemIdentity key) {
		return this.failures.first(key);
	}

	boolean isSkipped(ItemChange<?> change) {
		return !this.skipped.isEmpty() && this.skipped.contains(change);
	}

}
