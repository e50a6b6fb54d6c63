package io.daplug.template.batching;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * What the entries of a batch are answered with. Each is made when it is first looked at:
 * most callers only count them.
 *
 * @param <T> type of the entries
 */
final class AnsweredItems<T> extends AbstractList<T> implements RandomAccess {

	private final List<Supplier<T>> answers;

	private final AtomicReferenceArray<T> items;

	AnsweredItems(List<Supplier<T>> answers) {
		this.answers = List.copyOf(answers);
		this.items = new AtomicReferenceArray<>(answers.size());
	}

	@Override
	public T get(int index) {
		T item = this.items.get(index);
		if (item != null) {
			return item;
		}
		// Whoever is first, everybody sees the same object.
		T made = this.answers.get(index).get();
		return this.items.compareAndSet(index, null, made) ? made : this.items.get(index);
	}

	@Override
	public int size() {
		return this.answers.size();
	}

}
