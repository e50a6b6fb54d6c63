package io.daplug.singletable;

import java.lang.reflect.Modifier;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.ser.bean.BeanSerializerBase;

import org.springframework.util.ClassUtils;

/**
 * Finds out how the values of properties are written.
 */
final class ValueForms {

	private final SerializationContext writing;

	ValueForms(SerializationContext writing) {
		this.writing = writing;
	}

	ValueForm of(BeanPropertyDefinition property) {
		Class<?> type = property.getRawPrimaryType();
		if (isOfProperty(property.getAccessor(), type)) {
			return new ValueForm(type, ValueForm.Kind.PROPERTY);
		}
		return new ValueForm(type, isObject(type) ? ValueForm.Kind.OBJECT : ValueForm.Kind.TYPE);
	}

	private boolean isOfProperty(@Nullable AnnotatedMember accessor, Class<?> type) {
		if (accessor == null) {
			return false;
		}
		AnnotationIntrospector annotations = this.writing.getAnnotationIntrospector();
		return annotations.findSerializer(this.writing.getConfig(), accessor) != null
				|| annotations.findSerializationConverter(this.writing.getConfig(), accessor) != null
				|| isOther(annotations.findFormat(this.writing.getConfig(), accessor), type);
	}

	/** Whether a format is another one than most types have by themselves, as text. */
	private static boolean isOther(JsonFormat.@Nullable Value format, Class<?> type) {
		if (format == null) {
			return false;
		}
		boolean text = format.getShape() == JsonFormat.Shape.STRING && !type.isEnum()
				&& !Number.class.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(type));
		return (format.hasShape() && !text) || format.hasPattern() || format.hasTimeZone();
	}

	/** An abstract type may have values that are none. */
	private boolean isObject(Class<?> type) {
		if (type.isPrimitive() || type.isEnum() || Modifier.isAbstract(type.getModifiers())) {
			return false;
		}
		try {
			return this.writing.findValueSerializer(type) instanceof BeanSerializerBase;
		}
		catch (JacksonException ex) {
			// What cannot be written is told when an item is.
			return false;
		}
	}

}
