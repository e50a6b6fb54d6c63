package io.daplug.autoconfigure.mirror;

import java.util.List;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.event.ChangeHandler;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.StreamListenerRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Registers the mirrors of the configuration as listeners, when templates are there and
 * before changes are handled.
 */
final class MirrorRegistrar implements SmartInitializingSingleton {

	private final DaplugMirrorsProperties properties;

	private final MirrorHandlerFactory handlers;

	private final ObjectProvider<StreamListenerRegistry> listeners;

	private final SchemaRegistry schemas;

	private final ItemConverter converter;

	MirrorRegistrar(DaplugMirrorsProperties properties, MirrorHandlerFactory handlers,
			ObjectProvider<StreamListenerRegistry> listeners, SchemaRegistry schemas, ItemConverter converter) {
		this.properties = properties;
		this.handlers = handlers;
		this.listeners = listeners;
		this.schemas = schemas;
		this.converter = converter;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.properties.mirrors().forEach((name, properties) -> {
			MirrorDefinitionMapper mirror = new MirrorDefinitionMapper(name, properties, this.handlers.tables(),
					this.schemas);
			MirrorDefinition definition = mirror.definition();
			this.listeners.getObject()
				.register(ListenerDefinition.named(definition.origin())
					.tables(List.of(definition.source()))
					.handler(handler(definition, mirror))
					.build());
		});
	}

	private ChangeHandler handler(MirrorDefinition definition, MirrorDefinitionMapper mirror) {
		try {
			return this.handlers.create(definition, mirror.mapping(this.converter));
		}
		catch (IllegalStateException ex) {
			throw new DaplugConfigurationException(PropertyPath.append("daplug.mirrors", definition.name()),
					String.valueOf(ex.getMessage()),
					"Give the mirror another name below 'daplug.mirrors', or @MirrorTo another 'name'.");
		}
	}

}
