package io.daplug.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The loggers of libraries that an application has not asked for.
 */
public final class LibraryLoggers {

	private final LoggingSystem system;

	/**
	 * Creates the view of an application's loggers.
	 * @param system the application's logging
	 */
	public LibraryLoggers(LoggingSystem system) {
		this.system = system;
	}

	/**
	 * Gives loggers a level, except those that the application has given one.
	 * @param levels the levels by the names of loggers
	 */
	public void quiet(Map<String, LogLevel> levels) {
		levels.forEach((logger, level) -> {
			if (configuredLevel(logger) == null) {
				this.system.setLogLevel(logger, level);
			}
		});
	}

	private @Nullable LogLevel configuredLevel(String logger) {
		LoggerConfiguration configuration = this.system.getLoggerConfiguration(logger);
		return (configuration != null) ? configuration.getConfiguredLevel() : null;
	}

}
