package io.daplug.autoconfigure;

import java.util.Arrays;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The bean that has a table's name. Where it is the application's, it must be a template:
 * going on would mean that whoever asks for the table's template gets another table's.
 *
 * @param table the logical name of the table
 */
record TableBean(String table) {

	static TableBean named(String table) {
		return new TableBean(table);
	}

	/**
	 * Refuses a bean that can be no template, as far as its definition says so.
	 * @param beanFactory has the bean
	 * @throws DaplugConfigurationException if it cannot
	 */
	void check(ConfigurableListableBeanFactory beanFactory) {
		Class<?> type = beanFactory.containsBean(this.table) ? beanFactory.getType(this.table, false) : null;
		if (type != null && !DaplugTemplate.class.isAssignableFrom(type)
				&& !type.isAssignableFrom(DaplugTemplate.class)) {
			throw foreign(beanFactory, type);
		}
	}

	/**
	 * Returns the bean.
	 * @param beanFactory has the bean
	 * @return the template
	 * @throws DaplugConfigurationException if it is none
	 */
	DaplugTemplate require(ConfigurableListableBeanFactory beanFactory) {
		Object bean = beanFactory.getBean(this.table);
		if (bean instanceof DaplugTemplate template) {
			return template;
		}
		throw foreign(beanFactory, bean.getClass());
	}

	private DaplugConfigurationException foreign(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		String property = PropertyPath.append("daplug.tables", this.table);
		return new DaplugConfigurationException(property,
				"the application has another bean named '%s', of type '%s'%s, where the table's DaplugTemplate belongs"
					.formatted(this.table, type.getName(), origin(beanFactory)),
				"Rename the bean, or rename the table and set 'daplug.tables.<its new name>.name' to its name in DynamoDB.");
	}

	private String origin(ConfigurableListableBeanFactory beanFactory) {
		String defined = definition(beanFactory);
		return (defined != null) ? " and defined in " + defined : "";
	}

	private @Nullable String definition(ConfigurableListableBeanFactory beanFactory) {
		String name = beanFactory.containsBeanDefinition(this.table) ? this.table
				: Arrays.stream(beanFactory.getAliases(this.table))
					.filter(beanFactory::containsBeanDefinition)
					.findFirst()
					.orElse(null);
		if (name == null) {
			return null;
		}
		BeanDefinition definition = beanFactory.getBeanDefinition(name);
		return definition.getResourceDescription();
	}

}
