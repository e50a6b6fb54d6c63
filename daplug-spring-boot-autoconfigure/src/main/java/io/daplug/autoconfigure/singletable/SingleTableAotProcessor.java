package io.daplug.autoconfigure.singletable;

import java.util.List;

import io.daplug.autoconfigure.property.PropertyBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Tells native images of the reports on the class path whose prefixes are held. The types
 * themselves are told of with their operations.
 */
final class SingleTableAotProcessor implements BeanFactoryInitializationAotProcessor {

	SingleTableAotProcessor() {
	}

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(SingleTableRegistrar.FACTORY)) {
			return null;
		}
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		List<String> reports = PropertyBinder.of(environment)
			.texts(ItemTypeSearch.TABLES, "report")
			.values()
			.stream()
			.map(new DefaultResourceLoader()::getResource)
			.filter(ClassPathResource.class::isInstance)
			.map((report) -> ((ClassPathResource) report).getPath())
			.toList();
		return (context, code) -> reports
			.forEach((report) -> context.getRuntimeHints().resources().registerPattern(report));
	}

}
