package io.daplug.autoconfigure.local;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.autoconfigure.LibraryLoggers;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Keeps the embedded server's libraries out of the application's log, unless the
 * application has given their loggers a level.
 */
final class EmbeddedDynamoDbLogging {

	private final LibraryLoggers loggers;

	private final boolean jettyServesTheApplication;

	/**
	 * Creates what quiets the libraries.
	 * @param system the application's logging
	 * @param jettyServesTheApplication whether the lines of Jetty belong to the
	 * application's own web server too, and so are left alone
	 */
	EmbeddedDynamoDbLogging(LoggingSystem system, boolean jettyServesTheApplication) {
		this.loggers = new LibraryLoggers(system);
		this.jettyServesTheApplication = jettyServesTheApplication;
	}

	void quiet() {
		Map<String, LogLevel> levels = new LinkedHashMap<>();
		// Each request that DynamoDB would refuse is logged with its stack trace, though
		// the caller gets the same as an exception.
		levels.put("software.amazon.dynamodb", LogLevel.OFF);
		levels.put("com.almworks.sqlite4java", LogLevel.WARN);
		if (!this.jettyServesTheApplication) {
			levels.put("org.eclipse.jetty", LogLevel.WARN);
		}
		this.loggers.quiet(levels);
	}

}
