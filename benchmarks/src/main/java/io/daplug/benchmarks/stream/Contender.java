package io.daplug.benchmarks.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who copies what a stream holds.
 */
enum Contender {

	PLAIN("plain consumer") {

		@Override
		AutoCloseable start(StreamServer server, CopyClock clock) {
			return new PlainConsumer(server, clock);
		}

	},

	UNGUARDED("mirror, `guard: none`") {

		@Override
		AutoCloseable start(StreamServer server, CopyClock clock) {
			return mirror(server, clock, "none", 25);
		}

	},

	UNGUARDED_LARGE("mirror, `guard: none`, `batch-size: 100`") {

		@Override
		AutoCloseable start(StreamServer server, CopyClock clock) {
			return mirror(server, clock, "none", 100);
		}

	},

	GUARDED("mirror, `guard: sequence`") {

		@Override
		AutoCloseable start(StreamServer server, CopyClock clock) {
			return mirror(server, clock, "sequence", 25);
		}

	},

	GUARDED_LARGE("mirror, `guard: sequence`, `batch-size: 100`") {

		@Override
		AutoCloseable start(StreamServer server, CopyClock clock) {
			return mirror(server, clock, "sequence", 100);
		}

	};

	private final String text;

	Contender(String text) {
		this.text = text;
	}

	/** What it is called in tables. */
	String text() {
		return this.text;
	}

	/** Starts it. */
	abstract AutoCloseable start(StreamServer server, CopyClock clock);

	private static MirrorConsumer mirror(StreamServer server, CopyClock clock, String guard, int batchSize) {
		Map<String, String> settings = new HashMap<>(
				MirrorConsumer.kcl(guard, PlainConsumer.POLL_INTERVAL.toMillis() + "ms"));
		settings.put("listeners.batch-size", Integer.toString(batchSize));
		return new MirrorConsumer(server.client(List.of(clock)), settings);
	}

}
