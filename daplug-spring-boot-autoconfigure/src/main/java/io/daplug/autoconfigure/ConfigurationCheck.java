package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.autoconfigure.property.PropertyNameCheck;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Holds what is configured against what can be read, and against the beans of the
 * application, before any bean is made: whoever asks for a template that a mistake keeps
 * away would be told of the bean that is missing, and not of the mistake.
 */
final class ConfigurationCheck implements BeanFactoryPostProcessor {

	private final Environment environment;

	ConfigurationCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		PropertyBinder binder = PropertyBinder.of(this.environment);
		new PropertyNameCheck(binder, this.environment).check();
		if (beanFactory.containsBeanDefinition(DaplugAutoConfiguration.TEMPLATE_FACTORY)) {
			binder.names("daplug.tables").forEach((table) -> TableBean.named(table).check(beanFactory));
		}
	}

}
