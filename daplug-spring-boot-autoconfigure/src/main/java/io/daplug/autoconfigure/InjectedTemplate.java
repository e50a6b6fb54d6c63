package io.daplug.autoconfigure;

import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.Set;

import io.daplug.singletable.SingleTableOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What somebody asks for who is given no template.
 *
 * @param type the type that is asked for
 * @param qualifier the table that {@link Qualifier @Qualifier} names; null if there is
 * none
 * @param name the name of the parameter or field; null if it is not known
 */
record InjectedTemplate(ResolvableType type, @Nullable String qualifier, @Nullable String name) {

	private static final Set<String> PACKAGES = Set.of(DaplugTemplate.class.getPackageName(),
			SingleTableOperations.class.getPackageName());

	/**
	 * Reads what is asked for.
	 * @param failure what is thrown at last
	 * @param cause says what there is no bean of
	 * @return what is asked for; nothing if it is neither a template nor made of one
	 */
	static Optional<InjectedTemplate> of(Throwable failure, NoSuchBeanDefinitionException cause) {
		ResolvableType type = cause.getResolvableType();
		if (type == null || !PACKAGES.contains(type.resolve(Object.class).getPackageName())) {
			return Optional.empty();
		}
		InjectionPoint point = null;
		for (Throwable found = failure; found != null; found = found.getCause()) {
			if (found instanceof UnsatisfiedDependencyException unsatisfied
					&& unsatisfied.getInjectionPoint() != null) {
				point = unsatisfied.getInjectionPoint();
			}
		}
		return Optional.of(new InjectedTemplate(type, (point != null) ? qualifier(point) : null,
				(point != null) ? name(point) : null));
	}

	private static @Nullable String qualifier(InjectionPoint point) {
		Qualifier qualifier = (point.getField() != null)
				? AnnotatedElementUtils.findMergedAnnotation(point.getField(), Qualifier.class)
				: point.getAnnotation(Qualifier.class);
		return (qualifier != null && !qualifier.value().isEmpty()) ? qualifier.value() : null;
	}

	private static @Nullable String name(InjectionPoint point) {
		if (point.getField() != null) {
			return point.getField().getName();
		}
		MethodParameter injected = point.getMethodParameter();
		if (injected == null) {
			return null;
		}
		Parameter parameter = injected.getParameter();
		return parameter.isNamePresent() ? parameter.getName() : null;
	}

	/** Whether it is a table that keeps items of many types. */
	boolean isSingleTable() {
		return SingleTableOperations.class.isAssignableFrom(this.type.resolve(Object.class));
	}

	/** The type of the items; null if any operations will do. */
	@Nullable Class<?> itemType() {
		return (this.type.resolve() == ItemOperations.class) ? this.type.getGeneric().resolve() : null;
	}

	String typeName() {
		Class<?> items = itemType();
		return this.type.resolve(Object.class).getSimpleName()
				+ ((items != null) ? "<" + items.getSimpleName() + ">" : "");
	}

}
