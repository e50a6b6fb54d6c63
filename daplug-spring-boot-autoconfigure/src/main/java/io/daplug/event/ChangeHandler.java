package io.daplug.event;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Handles changes, wherever they come from. The changes of one item are handed over in
 * their order, by one thread at a time; those of different items by several threads. A
 * change may be handed over more than once.
 */
@FunctionalInterface
public interface ChangeHandler {

	/**
	 * Handles a change.
	 * @param change the change
	 * @throws Exception if it could not be handled; it may be handed over again
	 */
	void handle(ItemChange<?> change) throws Exception;

	/**
	 * Handles a change that comes late: it could not be handled when it was made, and
	 * later changes of the same item may have been handled since. By default as any other
	 * change. A handler that makes something equal to the item must not make it equal to
	 * what the item was.
	 * @param change the change
	 * @throws Exception if it could not be handled; it may be handed over again
	 */
	default void handleLate(ItemChange<?> change) throws Exception {
		handle(change);
	}

	/**
	 * Says whether several changes that are handled together cost hardly more than one,
	 * as those of one request do. Then it pays to wait a moment for more of them while
	 * others are being handled, and each thread takes all that are there. False by
	 * default: the changes are shared among the threads.
	 * @return whether it does; asked each time before changes are taken
	 */
	default boolean gathers() {
		return false;
	}

	/**
	 * Returns the images without which a change cannot be handled. A stream of a table
	 * that does not show them is refused at start.
	 * @return the images that must be known, where a change of that kind has them; none
	 * by default
	 */
	default Set<ImageKind> needs() {
		return Set.of();
	}

	/**
	 * Handles several changes, by default one after the other. After one that fails, the
	 * later changes of the same item are not handled and fail with it. After an
	 * interruption none is handled.
	 * @param changes the changes, those of one key in their order
	 * @return those that failed, in the order in which they came
	 */
	default List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		return KeyFailureRegistry.handleEach(changes, this);
	}

}
