package io.daplug.stream.application;

import java.util.List;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.stream.StreamListenerRegistry;

/**
 * Hands the changes that this application makes to its listeners, each at most once: what
 * was not handled when the process dies is lost.
 */
public final class ApplicationChangeSource implements ChangePublisher {

	private final StreamListenerRegistry registry;

	/**
	 * Creates a source.
	 * @param registry the listeners
	 */
	public ApplicationChangeSource(StreamListenerRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void publish(List<Announcement> announcements) {
		this.registry.accept(announcements.stream().map(Announcement::change).toList());
	}

	@Override
	public String toString() {
		return "ApplicationChangeSource";
	}

}
