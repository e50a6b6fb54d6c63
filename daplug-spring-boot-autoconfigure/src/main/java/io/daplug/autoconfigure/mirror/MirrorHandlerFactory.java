package io.daplug.autoconfigure.mirror;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.event.ImageKind;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.MirrorTransform;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Makes the handlers of all mirrors, however these are declared. Templates and listeners
 * are looked up late: they announce to, and are made of, what is made here.
 */
final class MirrorHandlerFactory {

	private final MirrorParts parts;

	private final MirrorDestinations destinations;

	private final ObjectProvider<StreamListenerRegistry> listeners;

	private final ItemConverter converter;

	MirrorHandlerFactory(MirrorParts parts, MirrorDestinations destinations,
			ObjectProvider<StreamListenerRegistry> listeners, ItemConverter converter) {
		this.parts = parts;
		this.destinations = destinations;
		this.listeners = listeners;
		this.converter = converter;
	}

	/** The tables that mirrors may follow and write. */
	TableRegistry tables() {
		return this.destinations.tables();
	}

	/**
	 * Makes the handler of a mirror, whose tables are known.
	 * @throws io.daplug.mirror.MirrorCycleException if it closes a cycle
	 * @throws IllegalStateException if another mirror has its name
	 * @throws DaplugConfigurationException if the table to write has no template, or
	 * would refuse each copy, or if the stream does not show enough
	 */
	MirrorHandler create(MirrorDefinition mirror, MirrorTransform transform) {
		DaplugTemplate destination = this.destinations.require(mirror);
		MirrorHandler handler = new MirrorHandler(mirror, tables(), destination, transform, this.converter);
		requireImages(handler);
		this.parts.graph().add(mirror);
		handler = handler.listenedTo(() -> this.listeners.getObject().listensTo(mirror.destination()))
			.active(this.parts.moves().activity(mirror.name()));
		DaplugTemplates known = this.destinations.templates().getObject();
		if (known.tables().contains(mirror.source())) {
			handler = handler.reading(known.get(mirror.source()), tables().require(mirror.source()), this.converter);
		}
		this.parts.registry().add(handler);
		return handler;
	}

	/** A copy that nobody finds would stay for ever. */
	private void requireImages(MirrorHandler handler) {
		TableDefinition source = tables().require(handler.mirror().source());
		StreamViewType view = source.settings().streamView();
		if (!source.streamSource().readsStream() || view == StreamViewType.NEW_AND_OLD_IMAGES
				|| (view == StreamViewType.NEW_IMAGE && !handler.needs().contains(ImageKind.OLD))) {
			return;
		}
		throw new DaplugConfigurationException(PropertyPath.ofTable(source.name(), "stream.view-type"),
				"mirror '%s' needs items as they are%s, which a stream of '%s' does not show"
					.formatted(handler.mirror().name(), (view == StreamViewType.NEW_IMAGE)
							? " and as they were, as the keys of its copies are not made of the items' keys alone" : "",
							view),
				"Set '%s' to new-and-old-images, and enable such a stream."
					.formatted(PropertyPath.ofTable(source.name(), "stream.view-type")));
	}

}
