package io.daplug.stream;

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

	@Override
	default int getPhase() {
		return PHASE;
	}

}
