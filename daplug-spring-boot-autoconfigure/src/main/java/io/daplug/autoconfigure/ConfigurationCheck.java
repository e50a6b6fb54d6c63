package io.daplug.autoconfigure;

import java.util.Set;
import java.util.stream.Stream;

import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.autoconfigure.property.PropertyNameCheck;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Holds what is configured against what can be read, and against the beans of the
 * application, before any bean is made: whoever asks for a template that a mistake keeps
 * away would be told of the bean that is missing, and not of the mistake.
 */
final class ConfigurationCheck implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(ConfigurationCheck.class);

	private final Environment environment;

	ConfigurationCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		PropertyBinder binder = PropertyBinder.of(this.environment);
		new PropertyNameCheck(binder, this.environment).check();
		Set<String> tables = binder.names("daplug.tables");
		if (beanFactory.containsBeanDefinition(DaplugAutoConfiguration.TEMPLATE_FACTORY)) {
			tables.forEach((table) -> TableBean.named(table).check(beanFactory));
		}
		else if (!tables.isEmpty()) {
			warnOfClients(tables, BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, DynamoDbClient.class,
					true, false));
		}
	}

	/** An application may build its templates itself, but a mirror would do nothing. */
	private static void warnOfClients(Set<String> tables, String... clients) {
		logger.warn("There are no templates for the tables %s, and no mirrors, as there %s".formatted(tables,
				(clients.length == 0) ? "is no bean of type DynamoDbClient"
						: "are %d beans of type DynamoDbClient, of which none is @Primary: %s".formatted(clients.length,
								Stream.of(clients).sorted().toList())));
	}

}
