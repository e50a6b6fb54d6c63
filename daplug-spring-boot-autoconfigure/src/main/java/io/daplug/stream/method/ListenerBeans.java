package io.daplug.stream.method;

import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * The beans of a context that may have listeners, and those of its ancestors. Ancestors
 * that look for listeners themselves are left out, with their own ancestors, so that no
 * listener is called twice for a change. No bean is made.
 *
 * @param beanFactory the beans of the context
 */
public record ListenerBeans(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Creates the beans of a context.
	 * @param beanFactory the beans of the context
	 */
	public ListenerBeans {
	}

	/**
	 * Goes through the beans whose class may have an annotation.
	 * @param annotation the annotation of methods
	 * @param beans is given the name and the class of each bean
	 */
	public void with(Class<? extends Annotation> annotation, BiConsumer<String, Class<?>> beans) {
		Set<String> hidden = new HashSet<>();
		@Nullable BeanFactory context = this.beanFactory;
		while (context instanceof ConfigurableListableBeanFactory owner && isOurs(owner)) {
			for (String name : owner.getBeanNamesForType(Object.class, true, false)) {
				Class<?> type = hidden.add(name) ? candidate(name, owner, annotation) : null;
				if (type != null) {
					beans.accept(name, type);
				}
			}
			context = owner.getParentBeanFactory();
		}
	}

	private boolean isOurs(ConfigurableListableBeanFactory owner) {
		return owner == this.beanFactory
				|| owner.getBeanNamesForType(ListenerMethodScanner.class, true, false).length == 0;
	}

	private static @Nullable Class<?> candidate(String name, ConfigurableListableBeanFactory owner,
			Class<? extends Annotation> annotation) {
		Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : AutoProxyUtils.determineTargetClass(owner, name);
		return (type != null && AnnotationUtils.isCandidateClass(type, annotation)
				&& !type.getName().startsWith("org.springframework.")) ? ClassUtils.getUserClass(type) : null;
	}

}
