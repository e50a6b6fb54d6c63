package io.daplug.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.daplug.event.ChangeHandler;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;

/**
 * Hands on the changes that a filter lets through. A change whose filter fails has
 * failed, and those of its key that came with it are not handled: they would overtake it.
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
	public List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		List<FailedChange> failed = new ArrayList<>();
		BrokenKeys broken = new BrokenKeys();
		List<ItemChange<?>> passed = new ArrayList<>();
		for (ItemChange<?> change : changes) {
			Exception before = broken.cause(change);
			if (before != null) {
				failed.add(new FailedChange(change, before));
				continue;
			}
			try {
				if (this.filter.test(change)) {
					passed.add(change);
				}
			}
			catch (RuntimeException ex) {
				broken.add(change, ex);
				failed.add(new FailedChange(change, ex));
			}
		}
		if (!passed.isEmpty()) {
			failed.addAll(this.handler.handleAll(passed));
		}
		return failed;
	}

}
