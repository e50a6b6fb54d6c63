package io.daplug.table.gate;

import org.jspecify.annotations.Nullable;

/**
 * Lets writes to a table through, holds them up for a while, or refuses them. Every way
 * to write a table asks it before a request is sent. Must be fast, and safe for use by
 * many threads.
 */
@FunctionalInterface
public interface WriteGate {

	/** Lets every write through. */
	WriteGate OPEN = (origin) -> Pass.NONE;

	/**
	 * A write that was let through.
	 */
	@FunctionalInterface
	interface Pass extends AutoCloseable {

		/** Nobody waits for the end of the write. */
		Pass NONE = () -> {
		};

		/** Says that the write has ended, however it did. */
		@Override
		void close();

	}

	/**
	 * Asks for a write to be let through.
	 * @param origin what makes the write, if it says so: a mirror does
	 * @return to be closed when the write has ended
	 * @throws TableMovedException if the table must not be written
	 * @throws TableMovingException if it could not be written in time
	 */
	Pass enter(@Nullable String origin);

}
