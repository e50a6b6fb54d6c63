package io.daplug.autoconfigure.mirror;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorGraph;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplates;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

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
	DaplugMirrorsProperties daplugMirrorsProperties(Environment environment) {
		return PropertyBinder.of(environment).bind("daplug", DaplugMirrorsProperties.class);
	}

	@Bean
	MirrorGraph daplugMirrorGraph() {
		return new MirrorGraph();
	}

	@Bean
	MirrorHandlerFactory daplugMirrorHandlerFactory(MirrorGraph graph, TableRegistry tables,
			ObjectProvider<DaplugTemplates> templates, ObjectProvider<StreamListenerRegistry> listeners,
			ItemConverter converter) {
		return new MirrorHandlerFactory(graph, tables, templates, listeners, converter);
	}

	@Bean
	MirrorMethodHandlerFactory daplugMirrorMethodHandlerFactory(MirrorHandlerFactory handlers,
			ConfigurableListableBeanFactory beanFactory, SchemaRegistry schemas) {
		return new MirrorMethodHandlerFactory(handlers, beanFactory, schemas);
	}

	@Bean
	MirrorRegistrar daplugMirrorRegistrar(DaplugMirrorsProperties properties, MirrorHandlerFactory handlers,
			ObjectProvider<StreamListenerRegistry> listeners, SchemaRegistry schemas, ItemConverter converter) {
		return new MirrorRegistrar(properties, handlers, listeners, schemas, converter);
	}

}
