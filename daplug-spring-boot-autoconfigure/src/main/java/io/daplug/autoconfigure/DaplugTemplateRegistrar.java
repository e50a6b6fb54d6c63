package io.daplug.autoconfigure;

import java.util.Map;

import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplate;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers one template per configured table, named as the table. A user's bean of that
 * name stays. The names are needed before any bean exists, so they are read from the
 * environment.
 */
final class DaplugTemplateRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final BeanFactory beanFactory;

	DaplugTemplateRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Binder.get(this.environment)
			.bind("daplug.tables", Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet()
			.forEach((table) -> {
				if (!registry.containsBeanDefinition(table)) {
					registry.registerBeanDefinition(table, definition(table));
				}
			});
	}

	private RootBeanDefinition definition(String table) {
		RootBeanDefinition definition = new RootBeanDefinition(DaplugTemplate.class, () -> template(table));
		definition.setDependsOn("daplugTemplateFactory");
		return definition;
	}

	private DaplugTemplate template(String name) {
		TableDefinition table = this.beanFactory.getBean(TableRegistry.class).require(name);
		this.beanFactory.getBean(TablePreparation.class).prepare(table);
		return this.beanFactory.getBean(DaplugTemplateFactory.class).create(table);
	}

}
