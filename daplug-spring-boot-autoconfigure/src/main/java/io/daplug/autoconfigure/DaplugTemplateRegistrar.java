package io.daplug.autoconfigure;

import java.util.Map;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Registers one template per configured table, named as the table, and for a table with
 * an item type the operations of that type, named {@code
 *
<table>
 * Operations} and qualified by the table's name. A user's bean of such a name stays. The
 * names are needed before any bean exists, so they are read from the environment. The
 * definitions have no code in them, so that Spring can write them down ahead of time.
 */
final class DaplugTemplateRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	private final ResourceLoader resources;

	/**
	 * What is needed of a table before its properties are bound.
	 *
	 * @param itemType name of the class of its items
	 */
	record TypedTable(@Nullable String itemType) {

	}

	DaplugTemplateRegistrar(Environment environment, ResourceLoader resources) {
		this.environment = environment;
		this.resources = resources;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Binder.get(this.environment)
			.bind("daplug.tables", Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet()
			.forEach((table) -> register(registry, table, definition(table)));
		Binder.get(this.environment)
			.bind("daplug.tables", Bindable.mapOf(String.class, TypedTable.class))
			.orElseGet(Map::of)
			.forEach((table, typed) -> {
				Class<?> type = itemType(typed);
				if (type != null) {
					register(registry, table + "Operations", operations(table, type));
				}
			});
	}

	private static void register(BeanDefinitionRegistry registry, String name, RootBeanDefinition definition) {
		if (!registry.containsBeanDefinition(name)) {
			registry.registerBeanDefinition(name, definition);
		}
	}

	/** A class that cannot be loaded is reported when the properties are bound. */
	private @Nullable Class<?> itemType(TypedTable table) {
		String name = table.itemType();
		ClassLoader classLoader = this.resources.getClassLoader();
		return (StringUtils.hasText(name) && ClassUtils.isPresent(name, classLoader))
				? ClassUtils.resolveClassName(name, classLoader) : null;
	}

	/**
	 * Made by {@link DaplugTemplate#as(Class)}, which is public: what is written ahead of
	 * time lies beside the type of the items, which may not be.
	 */
	private static RootBeanDefinition operations(String table, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(ResolvableType.forClassWithGenerics(ItemOperations.class, type));
		definition.setFactoryBeanName(table);
		definition.setFactoryMethodName("as");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, table));
		// A test that replaces the template need not replace its operations.
		definition.setLazyInit(true);
		return definition;
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
