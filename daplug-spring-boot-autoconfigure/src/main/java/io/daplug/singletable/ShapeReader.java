package io.daplug.singletable;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NameTransformer;

import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;

/**
 * Which attributes a type is written with: those that Jackson finds, after annotations,
 * naming strategies and mix-ins, in the order in which the type declares them.
 */
final class ShapeReader {

	/** More than a class has. */
	private static final int FIELDS = 1 << 16;

	private static final ValueForm OTHER = new ValueForm(Object.class, ValueForm.Kind.TYPE);

	private final ValueForms forms;

	private final SerializationContext writing;

	private final DeserializationContext reading;

	ShapeReader(JsonMapper mapper) {
		this.writing = mapper._serializationContext();
		this.forms = new ValueForms(this.writing);
		this.reading = mapper._deserializationContext();
	}

	ItemShape of(Class<?> type) {
		return of(this.writing.constructType(type));
	}

	/** Whether Jackson knows what to read items of an abstract type as. */
	boolean tellsSubtypes(Class<?> type) {
		return !(this.reading
			.findRootValueDeserializer(this.reading.constructType(type)) instanceof AbstractDeserializer);
	}

	private ItemShape of(JavaType type) {
		Class<?>[] permitted = type.getRawClass().getPermittedSubclasses();
		return (permitted != null) ? common(Arrays.stream(permitted).map(this::of).toList()) : plain(type);
	}

	/** What all the types have that a sealed type permits. */
	private static ItemShape common(List<ItemShape> shapes) {
		List<ItemAttribute> common = new ArrayList<>();
		for (ItemAttribute first : shapes.get(0).attributes()) {
			List<ItemAttribute> all = shapes.stream()
				.flatMap((shape) -> shape.attribute(first.name()).stream())
				.toList();
			if (all.size() == shapes.size()) {
				boolean sameForm = all.stream().allMatch((attribute) -> attribute.form().equals(first.form()));
				common.add(new ItemAttribute(first.name(), first.property(), sameForm ? first.form() : OTHER,
						all.stream().anyMatch(ItemAttribute::nullable), null));
			}
		}
		return new ItemShape(common, shapes.stream().anyMatch(ItemShape::open));
	}

	private ItemShape plain(JavaType type) {
		if (type.isContainerType() || type.isJavaLangObject() || type.isTypeOrSubTypeOf(JsonNode.class)) {
			return new ItemShape(List.of(), true);
		}
		BeanDescription written = this.writing.introspectBeanDescription(type);
		Map<String, BeanPropertyDefinition> read = new HashMap<>();
		this.reading.introspectBeanDescription(type)
			.findProperties()
			.forEach((property) -> read.put(property.getName(), property));
		List<String> fields = fields(type.getRawClass());
		Map<BeanPropertyDefinition, Integer> order = new LinkedHashMap<>();
		for (BeanPropertyDefinition property : written.findProperties()) {
			if (property.couldSerialize()) {
				order.put(property, position(property, read.get(property.getName()), fields));
			}
		}
		return new ItemShape(order.entrySet()
			.stream()
			.sorted(Comparator.comparingInt(Map.Entry::getValue))
			.flatMap((entry) -> attributes(entry.getKey(), read.get(entry.getKey().getName())))
			.toList(), written.findAnyGetter() != null);
	}

	private Stream<ItemAttribute> attributes(BeanPropertyDefinition property, @Nullable BeanPropertyDefinition read) {
		AnnotatedMember accessor = property.getAccessor();
		NameTransformer unwrapping = (accessor != null) ? this.writing.getAnnotationIntrospector()
			.findUnwrappingNameTransformer(this.writing.getConfig(), accessor) : null;
		if (unwrapping != null) {
			return of(property.getPrimaryType()).attributes()
				.stream()
				.map((inner) -> new ItemAttribute(unwrapping.transform(inner.name()), property.getInternalName(),
						inner.form(), inner.nullable(), null));
		}
		Set<Nullness> said = nullness(property, read);
		boolean nullable = said.contains(Nullness.NULLABLE) || property.getPrimaryType().isReferenceType()
				|| property.getRawPrimaryType().getName().startsWith("java.util.Optional");
		boolean required = !nullable && said.contains(Nullness.NON_NULL) && !property.getPrimaryType().isPrimitive();
		return Stream.of(new ItemAttribute(property.getName(), property.getInternalName(), this.forms.of(property),
				nullable, required ? accessible(accessor) : null));
	}

	private @Nullable AnnotatedMember accessible(@Nullable AnnotatedMember accessor) {
		if (accessor != null) {
			accessor.fixAccess(true);
		}
		return accessor;
	}

	/** What constructor, getter and field say. */
	private static Set<Nullness> nullness(BeanPropertyDefinition property, @Nullable BeanPropertyDefinition read) {
		Set<Nullness> said = EnumSet.noneOf(Nullness.class);
		AnnotatedParameter parameter = (read != null) ? read.getConstructorParameter() : null;
		if (parameter != null && parameter.getMember() instanceof Executable executable) {
			said.add(Nullness.forMethodParameter(MethodParameter.forExecutable(executable, parameter.getIndex())));
		}
		AnnotatedMethod getter = property.getGetter();
		if (getter != null) {
			said.add(Nullness.forMethodReturnType(getter.getAnnotated()));
		}
		AnnotatedField field = property.getField();
		if (field != null) {
			said.add(Nullness.forField(field.getAnnotated()));
		}
		return said;
	}

	private static int position(BeanPropertyDefinition property, @Nullable BeanPropertyDefinition read,
			List<String> fields) {
		int field = fields.indexOf(property.getInternalName());
		AnnotatedParameter parameter = (read != null) ? read.getConstructorParameter() : null;
		if (parameter != null && !parameter.getDeclaringClass().isRecord()) {
			return parameter.getIndex() - FIELDS;
		}
		return (field >= 0) ? field : FIELDS;
	}

	/** The names of the fields, those of superclasses first. */
	private static List<String> fields(@Nullable Class<?> type) {
		if (type == null || type == Object.class) {
			return new ArrayList<>();
		}
		List<String> fields = fields(type.getSuperclass());
		Arrays.stream(type.getDeclaredFields()).map(Field::getName).forEach(fields::add);
		return fields;
	}

}
