package io.daplug.autoconfigure.stream.kcl;

import java.util.List;
import java.util.function.Function;

import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.kcl.KclChangeSource;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a source for the tables whose streams are read, if there are any. No source
 * without tables: it would be one for all tables that no other source names.
 */
final class KclStreams implements SmartLifecycle, SmartInitializingSingleton {

	private final ChangeSourceRegistry sources;

	private final @Nullable KclChangeSource source;

	/**
	 * Creates what runs the source.
	 * @param tables all tables
	 * @param sources where the source is registered
	 * @param factory makes the source of its tables
	 */
	KclStreams(TableRegistry tables, ChangeSourceRegistry sources,
			Function<List<TableDefinition>, KclChangeSource> factory) {
		this.sources = sources;
		List<TableDefinition> read = tables.tables()
			.stream()
			.filter((table) -> table.streamSource() == StreamSource.KCL)
			.toList();
		this.source = !read.isEmpty() ? factory.apply(read) : null;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.source != null) {
			this.sources.register(this.source);
		}
	}

	@Override
	public void start() {
		if (this.source != null) {
			this.source.start();
		}
	}

	@Override
	public void stop() {
		if (this.source != null) {
			this.source.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.source != null && this.source.isRunning();
	}

	@Override
	public int getPhase() {
		return ChangeSource.PHASE;
	}

	@Nullable KclChangeSource source() {
		return this.source;
	}

}
