package io.daplug.item;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.bean.BeanDeserializer;
import tools.jackson.databind.deser.bean.PropertyValueBuffer;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedWithParams;
import tools.jackson.databind.util.NameTransformer;

/**
 * Lets Jackson read records with less ado: a record of which nothing but components is
 * stored takes them from the map by name, and records are created by a method handle that
 * takes their components as an array. Jackson's own way brings the handle into that form
 * anew for every record, which takes more memory than the record.
 */
final class RecordReading extends ValueDeserializerModifier implements ValueInstantiators {

	private static final long serialVersionUID = 1L;

	private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);

	@Override
	public @Nullable ValueInstantiator findValueInstantiator(DeserializationConfig config,
			BeanDescription.Supplier type) {
		return null;
	}

	@Override
	public ValueInstantiator modifyValueInstantiator(DeserializationConfig config, BeanDescription.Supplier type,
			ValueInstantiator instantiator) {
		AnnotatedWithParams creator = instantiator.getWithArgsCreator();
		if (instantiator.getClass() != StdValueInstantiator.class || !type.getBeanClass().isRecord() || creator == null
				|| !(creator.getAnnotated() instanceof Constructor<?> constructor)) {
			return instantiator;
		}
		try {
			MethodHandle handle = MethodHandles.publicLookup().unreflectConstructor(constructor);
			return new RecordInstantiator((StdValueInstantiator) instantiator,
					handle.asFixedArity()
						.asSpreader(Object[].class, constructor.getParameterCount())
						.asType(FROM_ARRAY));
		}
		catch (IllegalAccessException ex) {
			// The mapper may not open what is closed: then it is for Jackson to say so.
			return instantiator;
		}
	}

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier type,
			ValueDeserializer<?> deserializer) {
		return (type.getBeanClass().isRecord() && deserializer.getClass() == BeanDeserializer.class)
				? new RecordDeserializer((BeanDeserializer) deserializer) : deserializer;
	}

	private static final class RecordInstantiator extends StdValueInstantiator {

		private static final long serialVersionUID = 1L;

		private final transient MethodHandle constructor;

		RecordInstantiator(StdValueInstantiator instantiator, MethodHandle constructor) {
			super(instantiator);
			this.constructor = constructor;
		}

		@Override
		public Object createFromObjectWith(DeserializationContext context, Object[] components) {
			try {
				return (Object) this.constructor.invokeExact(components);
			}
			catch (Error ex) {
				throw ex;
			}
			catch (Throwable ex) {
				return context.handleInstantiationProblem(this._valueClass, components, rewrapCtorProblem(context, ex));
			}
		}

	}

	/**
	 * Jackson's deserializer of a record, but for objects that have nothing but
	 * components of the record, each by its name: it asks the map of attributes for each
	 * component instead of going through the map and looking up what each attribute is.
	 * Whatever else there may be (aliases, unknown attributes, views, injected values) is
	 * left to Jackson.
	 */
	private static final class RecordDeserializer extends BeanDeserializer {

		private static final SettableBeanProperty[] UNKNOWN = {};

		private static final Object MISSING = new Object();

		/** Empty if objects cannot be read by name. */
		private SettableBeanProperty[] components = UNKNOWN;

		/** Those of the components, in their order. */
		private String[] names = {};

		RecordDeserializer(BeanDeserializer jackson) {
			super(jackson);
		}

		@Override
		public void resolve(DeserializationContext context) {
			super.resolve(context);
			boolean plain = this._propertyBasedCreator != null
					&& !this._propertyBasedCreator.hasManagedReferenceProperties() && this._delegateDeserializer == null
					&& this._arrayDelegateDeserializer == null && this._unwrappedPropertyHandler == null
					&& this._externalTypeIdHandler == null && this._objectIdReader == null && this._injectables == null
					&& this._anySetter == null && this._ignorableProps == null && this._includableProps == null;
			this.components = plain ? components() : UNKNOWN;
			if (plain && this.components.length != this._valueInstantiator
				.getFromObjectArguments(context.getConfig()).length) {
				this.components = UNKNOWN;
			}
			this.names = Arrays.stream(this.components).map(SettableBeanProperty::getName).toArray(String[]::new);
		}

		private SettableBeanProperty[] components() {
			// A component with aliases is there once for each of its names.
			List<SettableBeanProperty> found = new ArrayList<>(
					new LinkedHashSet<>(this._propertyBasedCreator.properties()));
			found.sort(Comparator.comparingInt(SettableBeanProperty::getCreatorIndex));
			boolean plain = found.stream()
				.noneMatch((component) -> component.isIgnorable() || component.isInjectionOnly()
						|| component.getInjectableValueId() != null);
			return plain ? found.toArray(SettableBeanProperty[]::new) : UNKNOWN;
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			if (this.components.length > 0 && parser instanceof AttributeParser attributes
					&& context.getActiveView() == null) {
				Map<String, AttributeValue> begun = attributes.begun();
				@Nullable Object @Nullable [] values = (begun != null) ? stored(begun) : null;
				if (begun != null && values != null) {
					read(attributes, context, values);
					attributes.takenAll();
					boolean whole = begun.size() == values.length
							&& !context.isEnabled(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
					@Nullable Object item = (whole && this._valueInstantiator instanceof RecordInstantiator instantiator)
							? whole(instantiator, context, values) : created(attributes, context, values);
					attributes.assignCurrentValue(item);
					return item;
				}
			}
			return super.deserialize(parser, context);
		}

		/** The values of the components as stored; null if there is anything else. */
		private @Nullable Object @Nullable [] stored(Map<String, AttributeValue> attributes) {
			int left = attributes.size();
			if (left > this.components.length) {
				return null;
			}
			Object[] values = new Object[this.components.length];
			for (int i = 0; i < values.length; i++) {
				AttributeValue value = attributes.get(this.names[i]);
				values[i] = (value != null) ? value : MISSING;
				left -= (value != null) ? 1 : 0;
			}
			return (left == 0) ? values : null;
		}

		/** Puts what is read of the values in their places. */
		private void read(AttributeParser parser, DeserializationContext context, @Nullable Object[] values) {
			for (int i = 0; i < values.length; i++) {
				if (values[i] instanceof AttributeValue value) {
					parser.take(this.names[i], value);
					values[i] = _deserializeWithErrorWrapping(parser, context, this.components[i]);
				}
			}
		}

		/** With no component missing, there is nothing to find out about any. */
		private @Nullable Object whole(RecordInstantiator instantiator, DeserializationContext context,
				@Nullable Object[] values) {
			try {
				return instantiator.createFromObjectWith(context, values);
			}
			catch (Exception ex) {
				return wrapInstantiationProblem(context, ex);
			}
		}

		private @Nullable Object created(JsonParser parser, DeserializationContext context, @Nullable Object[] values) {
			PropertyValueBuffer found = this._propertyBasedCreator.startBuilding(parser, context, null);
			for (int i = 0; i < values.length; i++) {
				if (values[i] != MISSING) {
					found.assignParameter(this.components[i], values[i]);
				}
			}
			try {
				return this._propertyBasedCreator.build(context, found);
			}
			catch (Exception ex) {
				return wrapInstantiationProblem(context, ex);
			}
		}

		/** Jackson unwraps nothing but deserializers of its own class. */
		@Override
		public ValueDeserializer<Object> unwrappingDeserializer(DeserializationContext context,
				NameTransformer transformer) {
			return withIgnoreAllUnknown(this._ignoreAllUnknown).unwrappingDeserializer(context, transformer);
		}

	}

}
