package io.daplug.stream;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;
import org.springframework.util.Assert;

/**
 * The context of a thread that handed a change over, as a {@link TaskDecorator} carries
 * it. One thread at a time calls tasks in it, as often as there are attempts.
 */
final class CarriedContext {

	private final Runnable decorated;

	private @Nullable Runnable task;

	/**
	 * Captures the context of the calling thread.
	 */
	CarriedContext(TaskDecorator decorator) {
		this.decorated = decorator.decorate(this::run);
	}

	private void run() {
		Runnable current = this.task;
		if (current != null) {
			current.run();
		}
	}

	/**
	 * Calls a task in the captured context.
	 * @return the task's result
	 */
	<T> T call(Supplier<T> supplier) {
		AtomicReference<@Nullable T> result = new AtomicReference<>();
		this.task = () -> result.set(supplier.get());
		try {
			this.decorated.run();
		}
		finally {
			this.task = null;
		}
		T value = result.get();
		Assert.state(value != null, "A TaskDecorator did not run its task");
		return value;
	}

}
