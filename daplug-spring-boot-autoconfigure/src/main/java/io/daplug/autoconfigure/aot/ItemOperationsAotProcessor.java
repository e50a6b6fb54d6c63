package io.daplug.autoconfigure.aot;

import java.util.Set;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.ClassName;

/**
 * Writes the operations of an item type into the package of that type, which may not be
 * public. By default they would lie beside {@link DaplugTemplate}, which makes them.
 */
final class ItemOperationsAotProcessor implements BeanRegistrationAotProcessor {

	/** The methods of templates, and of single tables, that make operations. */
	private static final Set<@Nullable String> MAKERS = Set.of("as", "items");

	ItemOperationsAotProcessor() {
	}

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		BeanDefinition definition = registeredBean.getMergedBeanDefinition();
		ResolvableType type = registeredBean.getBeanType();
		Class<?> itemType = type.getGeneric().resolve();
		if (type.toClass() != ItemOperations.class || itemType == null || definition.getFactoryBeanName() == null
				|| !MAKERS.contains(definition.getFactoryMethodName())) {
			return null;
		}
		return BeanRegistrationAotContribution
			.withCustomCodeFragments((fragments) -> new BesideItemType(fragments, itemType));
	}

	private static final class BesideItemType extends BeanRegistrationCodeFragmentsDecorator {

		private final Class<?> itemType;

		BesideItemType(BeanRegistrationCodeFragments fragments, Class<?> itemType) {
			super(fragments);
			this.itemType = itemType;
		}

		@Override
		public ClassName getTarget(RegisteredBean registeredBean) {
			return ClassName.get(this.itemType);
		}

	}

}
