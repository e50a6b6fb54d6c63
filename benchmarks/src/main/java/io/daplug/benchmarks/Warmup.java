package io.daplug.benchmarks;

import java.util.function.Supplier;

/**
 * Calls often enough for the compiler to have seen all, however little of the machine's
 * time it and the caller get. JMH warms up by time.
 */
final class Warmup {

	private static final int CALLS = 30_000;

	private static final int CALLS_OF_LARGE = 6_000;

	private Warmup() {
	}

	static int run(Supplier<?> call, Size size) {
		int answers = 0;
		for (int i = 0; i < ((size == Size.LARGE) ? CALLS_OF_LARGE : CALLS); i++) {
			answers += (call.get() != null) ? 1 : 0;
		}
		return answers;
	}

}
