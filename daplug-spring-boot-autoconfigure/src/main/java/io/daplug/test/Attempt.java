package io.daplug.test;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Assertions that may fail, as there are other entries that they may hold for.
 */
final class Attempt {

	private Attempt() {
	}

	/**
	 * Tries assertions.
	 * @param <E> what they are about
	 * @param assertions the assertions
	 * @param entry what to hold them against
	 * @return what the failure says; null if there is none
	 */
	static <E> @Nullable String of(Consumer<? super E> assertions, E entry) {
		try {
			assertions.accept(entry);
			return null;
		}
		catch (AssertionError ex) {
			return String.valueOf(ex.getMessage()).strip();
		}
	}

}
