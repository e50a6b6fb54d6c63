package io.daplug.item.encoding;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Calendar;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.daplug.item.ItemType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.NameTransformer;

/**
 * What the values of items are meant to be, as Java types say. Whatever an application
 * reads in its own way (by a deserializer or a format of its own, or as one of several
 * subtypes) says nothing. Each type is looked at once.
 */
public final class TypeMeanings {

	private static final Map<Class<?>, ValueMeaning> SCALARS = scalars();

	private final JsonMapper mapper;

	private final Map<Type, ValueMeaning> known = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param mapper the mapper that reads the types
	 */
	public TypeMeanings(JsonMapper mapper) {
		this.mapper = mapper;
	}

	private static Map<Class<?>, ValueMeaning> scalars() {
		Map<Class<?>, ValueMeaning> scalars = new HashMap<>();
		scalars.put(boolean.class, ValueMeaning.FLAG);
		scalars.put(Boolean.class, ValueMeaning.FLAG);
		scalars.put(String.class, ValueMeaning.TEXT);
		scalars.put(UUID.class, ValueMeaning.ID);
		for (Class<?> time : new Class<?>[] { Instant.class, OffsetDateTime.class, ZonedDateTime.class, Date.class,
				Calendar.class }) {
			scalars.put(time, ValueMeaning.TIME);
		}
		for (Class<?> number : new Class<?>[] { byte.class, Byte.class, short.class, Short.class, int.class,
				Integer.class, long.class, Long.class, float.class, Float.class, double.class, Double.class,
				BigInteger.class, BigDecimal.class }) {
			scalars.put(number, ValueMeaning.NUMBER);
		}
		return scalars;
	}

	/**
	 * Returns what items of a type are meant to be.
	 * @param type the type
	 * @return the meaning; an unknown one of types that do not say
	 */
	public ValueMeaning of(ItemType<?> type) {
		ValueMeaning meaning = this.known.get(type.type());
		if (meaning == null) {
			meaning = new Reading(this.mapper._deserializationContext()).of(this.mapper.constructType(type.type()));
			this.known.put(type.type(), meaning);
		}
		return meaning;
	}

	/**
	 * Goes through the types that a type is made of.
	 */
	private static final class Reading {

		private final DeserializationContext context;

		private final AnnotationIntrospector annotations;

		private final Map<JavaType, ValueMeaning> known = new HashMap<>();

		private final Deque<Runnable> unfinished = new ArrayDeque<>();

		Reading(DeserializationContext context) {
			this.context = context;
			this.annotations = context.getAnnotationIntrospector();
		}

		ValueMeaning of(JavaType type) {
			ValueMeaning meaning = meaning(type);
			while (!this.unfinished.isEmpty()) {
				this.unfinished.remove().run();
			}
			return meaning;
		}

		private ValueMeaning meaning(JavaType type) {
			ValueMeaning known = this.known.get(type);
			if (known == null) {
				known = find(type);
				this.known.put(type, known);
			}
			return known;
		}

		private ValueMeaning find(JavaType type) {
			Class<?> raw = type.getRawClass();
			if (raw == byte[].class || raw == char[].class || !isStandard(type)) {
				return ValueMeaning.UNKNOWN;
			}
			ValueMeaning scalar = SCALARS.get(raw);
			if (scalar != null) {
				return scalar;
			}
			if (type.isReferenceType()) {
				return meaning(type.getContentType());
			}
			if (type.isArrayType() || type.isCollectionLikeType()) {
				ValueMeaning list = ValueMeaning.list();
				this.unfinished.add(() -> list.elements(meaning(type.getContentType())));
				return list;
			}
			if (type.isMapLikeType()) {
				ValueMeaning map = ValueMeaning.object();
				this.unfinished.add(() -> map.properties(Map.of(), meaning(type.getContentType())));
				return map;
			}
			return bean(type);
		}

		/** Whether nobody but Jackson has a say in how the type is read. */
		private boolean isStandard(JavaType type) {
			try {
				ValueDeserializer<?> reader = this.context.findRootValueDeserializer(type);
				return reader instanceof BeanDeserializerBase
						|| reader.getClass().getName().startsWith("tools.jackson.");
			}
			catch (JacksonException ex) {
				return false;
			}
		}

		private ValueMeaning bean(JavaType type) {
			ValueDeserializer<?> reader = this.context.findRootValueDeserializer(type);
			if (!(reader instanceof BeanDeserializerBase bean) || bean.getValueInstantiator().canCreateUsingDelegate()
					|| bean.getValueInstantiator().canCreateUsingArrayDelegate()) {
				return ValueMeaning.UNKNOWN;
			}
			ValueMeaning object = ValueMeaning.object();
			this.unfinished.add(() -> {
				Map<String, ValueMeaning> named = new LinkedHashMap<>();
				add(named, description(type, bean), NameTransformer.NOP);
				object.properties(named, ValueMeaning.UNKNOWN);
			});
			return object;
		}

		private BeanDescription description(JavaType type, BeanDeserializerBase bean) {
			BeanDescription description = this.context.introspectBeanDescription(type);
			return (bean instanceof BuilderBasedDeserializer)
					? this.context.introspectBeanDescriptionForBuilder(
							this.context.constructType(bean.getValueInstantiator().getValueClass()), description)
					: description;
		}

		private void add(Map<String, ValueMeaning> named, BeanDescription description, NameTransformer names) {
			for (BeanPropertyDefinition property : description.findProperties()) {
				AnnotatedMember member = property.getMutator();
				if (member == null) {
					continue;
				}
				JavaType type = property.getPrimaryType();
				NameTransformer inner = this.annotations.findUnwrappingNameTransformer(this.context.getConfig(),
						member);
				if (inner != null) {
					add(named, this.context.introspectBeanDescription(type),
							NameTransformer.chainedTransformer(names, inner));
				}
				else if (!isOwn(member)) {
					ValueMeaning meaning = meaning(type);
					named.put(names.transform(property.getName()), meaning);
					for (PropertyName alias : property.findAliases()) {
						named.put(names.transform(alias.getSimpleName()), meaning);
					}
				}
			}
		}

		/** Whether the application says at the property how it is read. */
		private boolean isOwn(AnnotatedMember member) {
			JsonFormat.Value format = this.annotations.findFormat(this.context.getConfig(), member);
			return this.annotations.findDeserializer(this.context.getConfig(), member) != null
					|| (format != null && !format.equals(JsonFormat.Value.empty()))
					|| this.annotations.findPolymorphicTypeInfo(this.context.getConfig(), member) != null;
		}

	}

}
