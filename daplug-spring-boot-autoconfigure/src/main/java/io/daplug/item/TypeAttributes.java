package io.daplug.item;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;

/**
 * Which attributes a type is read from: those that Jackson's deserializer of the type
 * knows, after annotations, naming strategies and mix-ins.
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
		Iterator<SettableBeanProperty> properties = bean.properties();
		while (properties.hasNext()) {
			SettableBeanProperty property = properties.next();
			names.add(property.getName());
			for (PropertyName alias : property.findAliases(context.getConfig())) {
				names.add(alias.getSimpleName());
			}
		}
		return names;
	}

}
