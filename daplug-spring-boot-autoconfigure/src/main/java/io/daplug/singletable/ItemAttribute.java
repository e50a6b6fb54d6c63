package io.daplug.singletable;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.introspect.AnnotatedMember;

/**
 * An attribute that a type of items is written with.
 *
 * @param name the attribute's name, as it is stored
 * @param property the name that Java has for it
 * @param form the Java type of its values, and how they are written
 * @param nullable whether its value may be null, or is an {@link java.util.Optional}, as
 * far as the type says so
 * @param required reads the value, which the type says is never null; null if it does not
 * say so
 */
record ItemAttribute(String name, String property, ValueForm form, boolean nullable,
		@Nullable AnnotatedMember required) {

	/** The Java type of its values, without type arguments. */
	Class<?> type() {
		return this.form.type();
	}

	/** Whether an object has no value where it must have one. */
	boolean isNullIn(Object item) {
		return this.required != null && this.required.getDeclaringClass().isInstance(item)
				&& this.required.getValue(item) == null;
	}

}
