package io.daplug.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.daplug.event.ChangeHandler;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.KeyFailureRegistry;

/**
 * Hands on the changes that a filter lets through. A change whose filter fails counts as
 * failed, and so do the later ones of its key: they would overtake it.
 */
final class FilteringChangeHandler implements ChangeHandler {

	private final Predicate<ItemChange<?>> filter;

	private final ChangeHandler handler;

	FilteringChangeHandler(Predicate<ItemChange<?>> filter, ChangeHandler handler) {
		this.filter = filter;
		this.handler = handler;
	}

	@Override
	public void handle(ItemChange<?> change) throws Exception {
		if (this.filter.test(change)) {
			this.handler.handle(change);
		}
	}

	@Override
	public boolean gathers() {
		return this.handler.gathers();
	}

	@Override
	public List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		List<ItemChange<?>> passed = new ArrayList<>();
		List<FailedChange> failed = KeyFailureRegistry.handleEach(changes, (change) -> {
			if (this.filter.test(change)) {
				passed.add(change);
			}
		});
		if (!passed.isEmpty()) {
			failed.addAll(this.handler.handleAll(passed));
		}
		return failed;
	}

}
