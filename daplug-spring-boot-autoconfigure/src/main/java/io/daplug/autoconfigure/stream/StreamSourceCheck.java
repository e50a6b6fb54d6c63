package io.daplug.autoconfigure.stream;

import java.util.List;
import java.util.Map;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.ClassUtils;

/**
 * Says at start, when all listeners are there, which of them nothing will feed.
 */
final class StreamSourceCheck implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(StreamSourceCheck.class);

	private static final Map<String, String> KCL = Map.of("software.amazon.kinesis.coordinator.Scheduler",
			"software.amazon.kinesis:amazon-kinesis-client",
			"com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory",
			"com.amazonaws:dynamodb-streams-kinesis-adapter");

	private final TableRegistry tables;

	private final StreamListenerRegistry listeners;

	private final @Nullable ClassLoader classLoader;

	private final boolean function;

	private volatile boolean running;

	/**
	 * Creates a check.
	 * @param tables all tables
	 * @param listeners all listeners
	 * @param classLoader finds libraries
	 * @param function whether this is a Lambda function
	 */
	StreamSourceCheck(TableRegistry tables, StreamListenerRegistry listeners, @Nullable ClassLoader classLoader,
			boolean function) {
		this.tables = tables;
		this.listeners = listeners;
		this.classLoader = classLoader;
		this.function = function;
	}

	@Override
	public void start() {
		if (!this.function) {
			heard(StreamSource.KCL).forEach(this::requireLibrary);
		}
		List<String> fed = heard(StreamSource.LAMBDA).stream().map(TableDefinition::name).toList();
		if (!fed.isEmpty() && !this.function) {
			logger.info(("Listeners of the tables %s hear nothing here: 'daplug.tables.*.stream.source' is lambda, and "
					+ "this is no Lambda function")
				.formatted(fed));
		}
		this.running = true;
	}

	private List<TableDefinition> heard(StreamSource source) {
		return this.tables.tables()
			.stream()
			.filter((table) -> table.streamSource() == source && this.listeners.listensTo(table.name()))
			.toList();
	}

	private void requireLibrary(TableDefinition table) {
		List<String> missing = KCL.entrySet()
			.stream()
			.filter((library) -> !ClassUtils.isPresent(library.getKey(), this.classLoader))
			.map(Map.Entry::getValue)
			.sorted()
			.toList();
		if (!missing.isEmpty()) {
			throw new DaplugConfigurationException(PropertyPath.ofTable(table.name(), "stream.source"),
					"is kcl, but the class path lacks what reads streams: %s".formatted(String.join(" and ", missing)),
					"Add the dependencies %s, or set '%s' to another source.".formatted(
							String.join(" and ", KCL.values().stream().sorted().toList()),
							PropertyPath.ofTable(table.name(), "stream.source")));
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** After the listeners, before the sources. */
	@Override
	public int getPhase() {
		return ChangeSource.PHASE - 1;
	}

}
