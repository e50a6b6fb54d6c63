package io.daplug.item;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedWithParams;

/**
 * Lets Jackson create records by a method handle that takes their components as an array.
 * Jackson's own way brings the handle into that form anew for every record, which takes
 * more memory than the record.
 */
final class RecordInstantiatorProvider implements ValueInstantiators {

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

}
