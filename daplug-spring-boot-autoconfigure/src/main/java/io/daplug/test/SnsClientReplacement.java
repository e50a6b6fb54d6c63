package io.daplug.test;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.core.Ordered;

/**
 * Takes the application's SNS clients away before one is made, and gives their names to
 * the recording one.
 */
final class SnsClientReplacement implements BeanFactoryPostProcessor, Ordered {

	private static final Log logger = LogFactory.getLog(SnsClientReplacement.class);

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		for (String name : beanFactory.getBeanNamesForType(SnsClient.class, true, false)) {
			if (!name.equals(MessageRecordingConfiguration.CLIENT) && registry.containsBeanDefinition(name)) {
				logger.info("SnsClient bean '%s' is replaced by one that records".formatted(name));
				registry.removeBeanDefinition(name);
				registry.registerAlias(MessageRecordingConfiguration.CLIENT, name);
			}
		}
	}

	/** Before mocks are put in the place of beans: they may then mock the one left. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

}
