package io.daplug.item;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Which attributes a type is read from: those that Jackson's deserializer of the type
 * knows, after annotations, naming strategies and mix-ins, with aliases and with what is
 * unwrapped.
 */
final class TypeAttributes {

	private TypeAttributes() {
	}

	/** The names; empty if the type does not say which attributes it takes. */
	static Set<String> of(DeserializationContext context, JavaType type) {
		ValueDeserializer<?> deserializer = context.findRootValueDeserializer(type);
		Set<String> names = new LinkedHashSet<>();
		if (!(deserializer instanceof BeanDeserializerBase bean) || bean.hasAnySetter()
				|| bean.getValueInstantiator().canCreateUsingDelegate()) {
			return names;
		}
		bean.collectAllPropertyNamesTo(names);
		Iterator<SettableBeanProperty> properties = bean.properties();
		while (properties.hasNext()) {
			SettableBeanProperty property = properties.next();
			if (property.isIgnorable()) {
				names.remove(property.getName());
			}
		}
		addSubtyped(names, context, description(context, type, bean));
		return names;
	}

	private static BeanDescription description(DeserializationContext context, JavaType type,
			BeanDeserializerBase bean) {
		BeanDescription description = context.introspectBeanDescription(type);
		return (bean instanceof BuilderBasedDeserializer) ? context.introspectBeanDescriptionForBuilder(
				context.constructType(bean.getValueInstantiator().getValueClass()), description) : description;
	}

	/**
	 * The deserializer keeps apart what is told from another by an attribute beside it.
	 */
	private static void addSubtyped(Set<String> names, DeserializationContext context, BeanDescription description) {
		for (BeanPropertyDefinition property : description.findProperties()) {
			AnnotatedMember member = property.getMutator();
			TypeDeserializer subtypes = (member != null)
					? context.findPropertyTypeDeserializer(property.getPrimaryType(), member) : null;
			if (subtypes != null && subtypes.getTypeInclusion() == JsonTypeInfo.As.EXTERNAL_PROPERTY) {
				names.add(property.getName());
				names.add(subtypes.getPropertyName());
			}
		}
	}

}
