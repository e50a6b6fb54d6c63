package io.daplug.autoconfigure.singletable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.autoconfigure.OperationsBean;
import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.table.TableDefinition;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * Registers a {@link SingleTableTemplate} per single table, named as the table with
 * {@code SingleTable} after it, and the operations of each of its types, all of them
 * qualified by the table's name. A user's bean of such a name stays. The definitions have
 * no code in them, so that Spring can write them down ahead of time.
 */
final class SingleTableRegistrar implements ImportBeanDefinitionRegistrar {

	static final String FACTORY = "daplugSingleTableFactory";

	private final Environment environment;

	private final BeanFactory beanFactory;

	private final ResourceLoader resources;

	SingleTableRegistrar(Environment environment, BeanFactory beanFactory, ResourceLoader resources) {
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.resources = resources;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		PropertyBinder binder = PropertyBinder.of(this.environment);
		Map<String, DaplugSingleTablesProperties.SingleTable> tables = binder
			.bind("daplug", DaplugSingleTablesProperties.class)
			.singleTables();
		requireTables(tables.keySet(), binder.names("daplug.tables"));
		ItemTypeSearch search = new ItemTypeSearch(this.environment, this.resources);
		tables.forEach((name, table) -> search.search(name, packages(table)));
		FoundItemTypes found = new FoundItemTypes(search.found(tables.keySet()));
		RootBeanDefinition names = new RootBeanDefinition(FoundItemTypes.class);
		names.getConstructorArgumentValues().addIndexedArgumentValue(0, found.classNames());
		registry.registerBeanDefinition("daplugItemTypes", names);
		tables.forEach((name, table) -> register(registry, name, types(found.of(name), table)));
	}

	/**
	 * Types of a table whose name is misspelt would be said to be of an unknown table.
	 */
	private void requireTables(Set<String> tables, Set<String> configured) {
		boolean declared = this.beanFactory instanceof ListableBeanFactory beans && BeanFactoryUtils
			.beanNamesForTypeIncludingAncestors(beans, TableDefinition.class, true, false).length > 0;
		tables.stream().filter((table) -> !declared && !configured.contains(table)).findFirst().ifPresent((table) -> {
			throw SingleTableFactory.unknown(table, configured);
		});
	}

	private List<String> packages(DaplugSingleTablesProperties.SingleTable table) {
		if (!table.packages().isEmpty()) {
			return table.packages();
		}
		return AutoConfigurationPackages.has(this.beanFactory) ? AutoConfigurationPackages.get(this.beanFactory)
				: List.of();
	}

	/** A type that the configuration does not name is reported when it is mapped. */
	private Stream<Class<?>> types(List<String> found, DaplugSingleTablesProperties.SingleTable table) {
		return Stream.concat(
				found.stream().map((name) -> ClassUtils.resolveClassName(name, this.resources.getClassLoader())),
				table.types().values().stream().map(DaplugSingleTablesProperties.Type::type).filter(Objects::nonNull));
	}

	private static void register(BeanDefinitionRegistry registry, String table, Stream<Class<?>> types) {
		String name = table + "SingleTable";
		if (registry.isBeanNameInUse(name)) {
			return;
		}
		registry.registerBeanDefinition(name, template(table));
		types.distinct().forEach((type) -> {
			String operations = table + type.getSimpleName() + "Operations";
			registry.registerBeanDefinition(
					registry.isBeanNameInUse(operations) ? table + "." + type.getName() : operations,
					new OperationsBean(table, type).madeBy(name, "items"));
		});
	}

	private static RootBeanDefinition template(String table) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(SingleTableTemplate.class);
		definition.setFactoryBeanName(FACTORY);
		definition.setUniqueFactoryMethodName("create");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, table);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, table));
		return definition;
	}

}
