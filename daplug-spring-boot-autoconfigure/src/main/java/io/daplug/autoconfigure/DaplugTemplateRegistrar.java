package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Registers one template per configured table, named as the table, and for a table with
 * an item type the operations of that type, named as the table with {@code Operations}
 * after it, and qualified by the table's name. A user's bean of such a name stays. The
 * names are needed before any bean exists, so they are read from the environment. The
 * definitions have no code in them, so that Spring can write them down ahead of time.
 */
final class DaplugTemplateRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final BeanFactory beanFactory;

	private final ResourceLoader resources;

	DaplugTemplateRegistrar(Environment environment, BeanFactory beanFactory, ResourceLoader resources) {
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.resources = resources;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		PropertyBinder binder = PropertyBinder.of(this.environment);
		binder.names("daplug.tables")
			.stream()
			.filter((table) -> !registry.isBeanNameInUse(table))
			.forEach((table) -> registry.registerBeanDefinition(table, definition(table)));
		binder.texts("daplug.tables", "item-type").forEach((table, name) -> {
			Class<?> type = itemType(name);
			if (type != null) {
				registerOperations(registry, table, type);
			}
		});
	}

	/**
	 * Operations are found by their type, so their name gives way to the application's.
	 */
	private void registerOperations(BeanDefinitionRegistry registry, String table, Class<?> type) {
		String name = table + "Operations";
		if (!registry.isBeanNameInUse(name)) {
			registry.registerBeanDefinition(name, new OperationsBean(table, type).madeBy(table, "as"));
		}
		else if (!this.beanFactory.isTypeMatch(name, ItemOperations.class)) {
			registry.registerBeanDefinition("daplug." + name, new OperationsBean(table, type).madeBy(table, "as"));
		}
	}

	/** A class that cannot be loaded is reported when the properties are bound. */
	private @Nullable Class<?> itemType(String name) {
		ClassLoader classLoader = this.resources.getClassLoader();
		return (StringUtils.hasText(name) && ClassUtils.isPresent(name, classLoader))
				? ClassUtils.resolveClassName(name, classLoader) : null;
	}

	private static RootBeanDefinition definition(String table) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(DaplugTemplate.class);
		definition.setFactoryBeanName("daplugTableTemplateFactory");
		definition.setUniqueFactoryMethodName("create");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, table);
		return definition;
	}

}
