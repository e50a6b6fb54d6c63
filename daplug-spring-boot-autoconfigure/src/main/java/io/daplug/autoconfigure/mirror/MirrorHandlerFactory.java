package io.daplug.autoconfigure.mirror;

import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.MirrorTransform;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes the handlers of all mirrors, however these are declared. Templates and listeners
 * are looked up late: they announce to, and are made of, what is made here.
 */
final class MirrorHandlerFactory {

	private final MirrorGraph graph;

	private final MirrorDestinations destinations;

	private final ObjectProvider<StreamListenerRegistry> listeners;

	private final ItemConverter converter;

	private final MirrorRegistry registry = new MirrorRegistry();

	MirrorHandlerFactory(MirrorGraph graph, MirrorDestinations destinations,
			ObjectProvider<StreamListenerRegistry> listeners, ItemConverter converter) {
		this.graph = graph;
		this.destinations = destinations;
		this.listeners = listeners;
		this.converter = converter;
	}

	/** All mirrors that were made. */
	MirrorRegistry registry() {
		return this.registry;
	}

	/** The tables that mirrors may follow and write. */
	TableRegistry tables() {
		return this.destinations.tables();
	}

	/**
	 * Makes the handler of a mirror, whose tables are known.
	 * @throws io.daplug.mirror.MirrorCycleException if it closes a cycle
	 * @throws IllegalStateException if another mirror has its name
	 * @throws io.daplug.autoconfigure.property.DaplugConfigurationException if the table
	 * to write has no template, or would refuse each copy
	 */
	MirrorHandler create(MirrorDefinition mirror, MirrorTransform transform) {
		DaplugTemplate destination = this.destinations.require(mirror);
		this.graph.add(mirror);
		MirrorHandler handler = new MirrorHandler(mirror, tables(), destination, transform, this.converter)
			.listenedTo(() -> this.listeners.getObject().listensTo(mirror.destination()));
		DaplugTemplates known = this.destinations.templates().getObject();
		if (known.tables().contains(mirror.source())) {
			handler = handler.reading(known.get(mirror.source()), tables().require(mirror.source()), this.converter);
		}
		this.registry.add(handler);
		return handler;
	}

}
