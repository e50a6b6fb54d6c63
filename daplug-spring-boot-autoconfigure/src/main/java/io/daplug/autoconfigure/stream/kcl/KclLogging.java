package io.daplug.autoconfigure.stream.kcl;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.autoconfigure.LibraryLoggers;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps what the Kinesis Client Library says of itself, and contents of items, out of the
 * application's log, unless the application has given its loggers a level.
 */
final class KclLogging {

	private final LibraryLoggers loggers;

	KclLogging(LoggingSystem system) {
		this.loggers = new LibraryLoggers(system);
	}

	void quiet() {
		Map<String, LogLevel> levels = new LinkedHashMap<>();
		// Several lines a second.
		levels.put("software.amazon.kinesis", LogLevel.WARN);
		levels.put("com.amazonaws.services.dynamodbv2", LogLevel.WARN);
		// Warns at each start that it sets what was set.
		levels.put("com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory", LogLevel.ERROR);
		// Writes whole records when what handles them throws.
		levels.put("software.amazon.kinesis.lifecycle.ProcessTask", LogLevel.OFF);
		this.loggers.quiet(levels);
	}

}
