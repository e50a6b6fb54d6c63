package io.daplug.autoconfigure.singletable;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.DaplugTemplateFactory;
import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.item.ItemConverter;
import io.daplug.singletable.ItemConstraints;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugTemplates;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for tables that keep items of many types: those below
 * {@code daplug.single-tables}, with the types that have
 * {@link io.daplug.singletable.ItemType @ItemType}, those of the configuration, and beans
 * of type {@link ItemTypeDefinition}.
 */
@AutoConfiguration(after = DaplugAutoConfiguration.class,
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnBean(DaplugTemplates.class)
@Conditional(OnSingleTableCondition.class)
@Import({ SingleTableRegistrar.class, DaplugConstraintsConfiguration.class })
public final class DaplugSingleTablesAutoConfiguration {

	DaplugSingleTablesAutoConfiguration() {
	}

	@Bean
	static DaplugSingleTablesProperties daplugSingleTablesProperties(Environment environment) {
		return PropertyBinder.of(environment).bind("daplug", DaplugSingleTablesProperties.class);
	}

	/** Static, as it is asked while the registry of tables is made. */
	@Bean
	static SingleTables daplugSingleTables(DaplugSingleTablesProperties properties, FoundItemTypes found,
			ObjectProvider<ItemTypeDefinition> declared, TypeRules rules, ResourceLoader resources) {
		return new SingleTables(properties, found, declared, rules, resources);
	}

	@Bean
	static TypeRules daplugItemTypeRules(ItemConverter converter, ObjectProvider<ItemConstraints> constraints) {
		return new TypeRules(converter, constraints);
	}

	@Bean(SingleTableRegistrar.FACTORY)
	SingleTableFactory daplugSingleTableFactory(SingleTables singleTables, TableRegistry tables,
			DaplugTemplateFactory templates, BeanFactory beanFactory) {
		return new SingleTableFactory(singleTables, tables, templates, beanFactory);
	}

}
