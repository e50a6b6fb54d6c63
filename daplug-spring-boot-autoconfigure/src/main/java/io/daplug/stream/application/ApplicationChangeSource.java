package io.daplug.stream.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemType;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.DeliveryGuarantee;
import io.daplug.stream.StreamListenerRegistry;

/**
 * Feeds listeners with the changes that this application makes. Each change is handed
 * over at most once: what was not handled when the process dies is lost.
 * <p>
 * Changes are handed over when they are made, also before the source is started and after
 * it was stopped: the listeners keep or report them.
 */
public final class ApplicationChangeSource implements ChangeSource, ChangePublisher {

	private final StreamListenerRegistry listeners;

	private final ChangeSourceRegistry sources;

	private final Set<String> tables;

	private volatile boolean running;

	/**
	 * Creates a source that feeds all tables that no other source names.
	 * @param listeners where changes go
	 * @param sources knows which source feeds a table
	 */
	public ApplicationChangeSource(StreamListenerRegistry listeners, ChangeSourceRegistry sources) {
		this(listeners, sources, Set.of());
	}

	/**
	 * Creates a source that feeds some tables.
	 * @param listeners where changes go
	 * @param sources knows which source feeds a table
	 * @param tables the logical names of the tables; empty for all tables that no other
	 * source names
	 */
	public ApplicationChangeSource(StreamListenerRegistry listeners, ChangeSourceRegistry sources, Set<String> tables) {
		this.listeners = listeners;
		this.sources = sources;
		this.tables = Set.copyOf(tables);
	}

	@Override
	public String name() {
		return "application";
	}

	@Override
	public DeliveryGuarantee guarantee() {
		return DeliveryGuarantee.AT_MOST_ONCE;
	}

	@Override
	public Set<String> tables() {
		return this.tables;
	}

	@Override
	public boolean hears(String table, ItemType<?> type) {
		return this.listeners.mayListenTo(table) && this.sources.feeds(this, table);
	}

	@Override
	public void publish(List<Announcement> announcements) {
		List<ItemChange<?>> changes = new ArrayList<>(announcements.size());
		for (Announcement announcement : announcements) {
			if (this.sources.feeds(this, announcement.change().table())) {
				changes.add(announcement.change());
			}
		}
		this.listeners.accept(changes);
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public String toString() {
		return "ApplicationChangeSource";
	}

}
