package io.daplug.stream;

import java.util.List;
import java.util.Set;

import org.springframework.context.SmartLifecycle;

/**
 * Feeds listeners with the changes of some tables: it hands changes to the
 * {@link StreamListenerRegistry} while it runs. A table is fed by one source, which the
 * {@link ChangeSourceRegistry} sees to.
 * <p>
 * A source that remembers how far it has come does so by the receipts of its changes, and
 * by nothing else. Starting or stopping it twice does no harm.
 */
public interface ChangeSource extends SmartLifecycle {

	/** Starts after the listeners and stops before them. */
	int PHASE = StreamListenerRegistry.PHASE + 1024;

	/**
	 * Returns the source's name, which no other source has.
	 * @return the name
	 */
	String name();

	/**
	 * Returns how often the source hands over each change.
	 * @return the guarantee
	 */
	DeliveryGuarantee guarantee();

	/**
	 * Returns the tables that the source feeds.
	 * @return their logical names; empty for all tables that no other source names
	 */
	Set<String> tables();

	/**
	 * Returns what the source does, for operators. Answers at once.
	 * @return the state; of a source that works table by table, the worst one
	 */
	default SourceProgress.State state() {
		return isRunning() ? SourceProgress.State.RUNNING : SourceProgress.State.STOPPED;
	}

	/**
	 * Returns how far the source has come, for operators. Answers at once, from what is
	 * known in memory.
	 * @return the progress of each table that the source names, whether or not it is
	 * started; empty if it names none
	 */
	default List<SourceProgress> progress() {
		return tables().stream().sorted().map((table) -> SourceProgress.of(table, state())).toList();
	}

	@Override
	default int getPhase() {
		return PHASE;
	}

}
