package io.daplug.autoconfigure;

import java.util.Optional;
import java.util.Set;

import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.MirrorTransform;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplates;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes the handlers of all mirrors, however these are declared. Templates and listeners
 * are looked up late: they announce to, and are made of, what is made here.
 */
final class MirrorHandlers {

	private final MirrorGraph graph;

	private final ObjectProvider<DaplugTemplates> templates;

	private final ObjectProvider<StreamListenerRegistry> listeners;

	private final ItemConverter converter;

	MirrorHandlers(MirrorGraph graph, ObjectProvider<DaplugTemplates> templates,
			ObjectProvider<StreamListenerRegistry> listeners, ItemConverter converter) {
		this.graph = graph;
		this.templates = templates;
		this.listeners = listeners;
		this.converter = converter;
	}

	/** The table of that logical name, if it is configured and has a template. */
	Optional<TableDefinition> table(String name) {
		return tables().contains(name) ? Optional.of(this.templates.getObject().get(name).table()) : Optional.empty();
	}

	/** The logical names of the tables that mirrors may follow and write. */
	Set<String> tables() {
		return this.templates.getObject().tables();
	}

	/**
	 * Makes the handler of a mirror, whose tables are known.
	 * @throws io.daplug.mirror.MirrorCycleException if it closes a cycle
	 * @throws IllegalStateException if another mirror has its name
	 */
	MirrorHandler create(MirrorDefinition mirror, MirrorTransform transform) {
		this.graph.add(mirror);
		DaplugTemplates known = this.templates.getObject();
		return new MirrorHandler(mirror, known.get(mirror.source()).table(), known.get(mirror.destination()), transform,
				this.converter, () -> this.listeners.getObject().listensTo(mirror.destination()));
	}

}
