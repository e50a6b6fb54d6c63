package io.daplug.autoconfigure;

import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorGraph;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplates;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for mirrors: those of the configuration, and listeners with
 * {@link io.daplug.mirror.MirrorTo @MirrorTo}.
 */
@AutoConfiguration(after = { DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class })
@ConditionalOnBean({ DaplugTemplates.class, StreamListenerRegistry.class })
public final class DaplugMirrorsAutoConfiguration {

	DaplugMirrorsAutoConfiguration() {
	}

	@Bean
	MirrorGraph daplugMirrorGraph() {
		return new MirrorGraph();
	}

	@Bean
	MirrorHandlers daplugMirrorHandlers(MirrorGraph graph, ObjectProvider<DaplugTemplates> templates,
			ObjectProvider<StreamListenerRegistry> listeners, ItemConverter converter) {
		return new MirrorHandlers(graph, templates, listeners, converter);
	}

	@Bean
	MirrorMethods daplugMirrorMethods(MirrorHandlers handlers, ConfigurableListableBeanFactory beanFactory,
			SchemaRegistry schemas) {
		return new MirrorMethods(handlers, beanFactory, schemas);
	}

	@Bean
	ConfiguredMirrors daplugConfiguredMirrors(DaplugProperties properties, MirrorHandlers handlers,
			ObjectProvider<StreamListenerRegistry> listeners, SchemaRegistry schemas, ItemConverter converter) {
		return new ConfiguredMirrors(properties, handlers, listeners, schemas, converter);
	}

}
