package io.daplug.item;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.AnyGetterWriter;
import tools.jackson.databind.ser.PropertyFilter;

/**
 * Writes the entries of an {@code @JsonAnyGetter} as what they are: entries of a map,
 * whose nulls were put there. Jackson writes them into the object around them, whose
 * nulls may only say that there is nothing.
 */
final class ExplicitAnyGetterWriter extends AnyGetterWriter {

	private static final long serialVersionUID = 1L;

	private static final Map<String, Object> MARK = Map.of();

	private final AnyGetterWriter original;

	ExplicitAnyGetterWriter(AnyGetterWriter original) {
		super(original, original, original.getMember(), null);
		this.original = original;
	}

	@Override
	public void fixAccess(SerializationConfig config) {
		this.original.fixAccess(config);
	}

	@Override
	public void resolve(SerializationContext context) {
		this.original.resolve(context);
	}

	@Override
	public void getAndSerialize(Object bean, JsonGenerator generator, SerializationContext context) throws Exception {
		marked(generator, () -> this.original.getAndSerialize(bean, generator, context));
	}

	@Override
	public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context)
			throws Exception {
		marked(generator, () -> this.original.serializeAsProperty(bean, generator, context));
	}

	@Override
	public void getAndFilter(Object bean, JsonGenerator generator, SerializationContext context, PropertyFilter filter)
			throws Exception {
		marked(generator, () -> this.original.getAndFilter(bean, generator, context, filter));
	}

	private static void marked(JsonGenerator generator, Writing entries) throws Exception {
		@Nullable Object object = generator.currentValue();
		generator.assignCurrentValue(MARK);
		entries.write();
		generator.assignCurrentValue(object);
	}

	/** Writes something. */
	@FunctionalInterface
	private interface Writing {

		void write() throws Exception;

	}

}
