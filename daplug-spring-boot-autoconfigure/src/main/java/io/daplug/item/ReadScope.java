package io.daplug.item;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.TokenStreamContext;

/**
 * Where an {@link AttributeParser} is: one map, list or set that is being read.
 */
final class ReadScope extends TokenStreamContext {

	private final @Nullable ReadScope parent;

	private final Iterator<?> values;

	private @Nullable String name;

	private @Nullable AttributeValue pending;

	private @Nullable Object currentValue;

	private ReadScope(int type, @Nullable ReadScope parent, Iterator<?> values) {
		super(type, -1);
		this.parent = parent;
		this.values = values;
		this._nestingDepth = (parent != null) ? parent._nestingDepth + 1 : 0;
	}

	static ReadScope root() {
		return new ReadScope(TYPE_ROOT, null, Collections.emptyIterator());
	}

	ReadScope map(Map<String, AttributeValue> attributes) {
		return new ReadScope(TYPE_OBJECT, this, attributes.entrySet().iterator());
	}

	ReadScope list(Iterator<AttributeValue> elements) {
		return new ReadScope(TYPE_ARRAY, this, elements);
	}

	/**
	 * Moves on to the next attribute.
	 * @return its name, {@code null} after the last one
	 */
	@Nullable String nextName() {
		if (!this.values.hasNext()) {
			return null;
		}
		Map.Entry<?, ?> entry = (Map.Entry<?, ?>) this.values.next();
		this.name = (String) entry.getKey();
		this.pending = (AttributeValue) entry.getValue();
		this._index++;
		return this.name;
	}

	/**
	 * Returns the value of the attribute whose name was read, once.
	 */
	@Nullable AttributeValue takeValue() {
		AttributeValue value = this.pending;
		this.pending = null;
		return value;
	}

	/**
	 * Returns the next element of a list or set.
	 * @return {@code null} after the last one
	 */
	@Nullable AttributeValue nextElement() {
		if (!this.values.hasNext()) {
			return null;
		}
		this._index++;
		return (AttributeValue) this.values.next();
	}

	@Override
	public @Nullable ReadScope getParent() {
		return this.parent;
	}

	@Override
	public @Nullable String currentName() {
		return this.name;
	}

	@Override
	public @Nullable Object currentValue() {
		return this.currentValue;
	}

	@Override
	public void assignCurrentValue(@Nullable Object value) {
		this.currentValue = value;
	}

}
