package io.daplug.autoconfigure;

import io.daplug.template.ItemOperations;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

/**
 * The bean of the operations on a table's items of a type.
 *
 * @param table the table, which qualifies the bean
 * @param type the type of the items
 */
public record OperationsBean(String table, Class<?> type) {

	/**
	 * Defines the bean as what a public method of another bean returns: what is written
	 * ahead of time lies beside the type of the items, which may not be public.
	 * @param factoryBean the name of the other bean
	 * @param method the name of the method, which takes the type
	 * @return the definition, without code in it
	 */
	public RootBeanDefinition madeBy(String factoryBean, String method) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(ResolvableType.forClassWithGenerics(ItemOperations.class, this.type));
		definition.setFactoryBeanName(factoryBean);
		definition.setFactoryMethodName(method);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, this.type);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, this.table));
		// A test that replaces the template need not replace its operations.
		definition.setLazyInit(true);
		return definition;
	}

}
