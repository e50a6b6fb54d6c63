package io.daplug.template;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Closes the stream of a call that is refused before it reads it: whoever hands over a
 * stream need not look for what became of it.
 */
final class StreamedSource {

	private StreamedSource() {
	}

	/**
	 * Does a step of a call that takes a stream.
	 * @param source the stream, which is closed if the step fails
	 * @param step the step
	 * @return what it answers with
	 */
	static <R> R closingOnFailure(Stream<?> source, Supplier<R> step) {
		try {
			return step.get();
		}
		catch (RuntimeException | Error ex) {
			close(source, ex);
			throw ex;
		}
	}

	@SuppressWarnings("ConstantValue") // Callers may pass null all the same.
	private static void close(Stream<?> source, Throwable failure) {
		if (source == null) {
			return;
		}
		try {
			source.close();
		}
		catch (RuntimeException | Error ex) {
			if (ex != failure) {
				failure.addSuppressed(ex);
			}
		}
	}

}
