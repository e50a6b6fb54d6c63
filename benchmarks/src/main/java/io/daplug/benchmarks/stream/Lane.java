package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A contender that runs, with a server of its own.
 */
final class Lane implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Contender contender;

	private final StreamServer server = new StreamServer();

	private final CopyClock clock;

	private final AutoCloseable consumer;

	private int version;

	/**
	 * Starts the contender.
	 * @param contender the contender
	 * @param delay how long the network takes for a request that puts copies
	 */
	Lane(Contender contender, Duration delay) {
		this.contender = contender;
		this.clock = new CopyClock(delay);
		this.consumer = contender.start(this.server, this.clock);
	}

	/** What came out of one turn. */
	record Turn(double changesPerSecond, int items, int requests) {

	}

	Contender contender() {
		return this.contender;
	}

	/**
	 * Writes orders, and has them copied when all are written.
	 * @param keys the order of each change
	 */
	Turn run(List<String> keys) throws ExecutionException, InterruptedException {
		this.clock.hold();
		try {
			this.server.write(keys, this.version);
			this.version += keys.size();
		}
		finally {
			this.clock.open();
		}
		awaitCopies();
		return new Turn(keys.size() / this.clock.seconds(), this.clock.items(), this.clock.requests());
	}

	private void awaitCopies() {
		Map<String, String> wanted = this.server.versions(StreamServer.ORDERS);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		boolean done = false;
		while (!done) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("%s wrote %d copies in %s, and is not at the end"
					.formatted(this.contender.text(), this.clock.items(), PATIENCE));
			}
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
			// Reading all copies takes the server's time: only when nothing is written.
			boolean idle = this.clock.items() > 0
					&& System.nanoTime() - this.clock.end() > Duration.ofMillis(700).toNanos();
			done = idle && this.server.versions(StreamServer.COPIES).equals(wanted);
		}
	}

	@Override
	public void close() {
		try {
			this.consumer.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.server.close();
		}
	}

}
