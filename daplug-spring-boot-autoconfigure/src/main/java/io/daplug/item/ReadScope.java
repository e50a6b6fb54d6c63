package io.daplug.item;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.TokenStreamContext;

/**
 * Where an {@link AttributeParser} is: one map, list or set that is being read.
 */
final class ReadScope extends TokenStreamContext implements BiConsumer<String, AttributeValue> {

	private static final Object[] NOTHING = {};

	private final @Nullable ReadScope parent;

	private @Nullable Map<String, AttributeValue> untouched;

	private Object[] parts;

	private int next;

	private @Nullable String name;

	private @Nullable AttributeValue pending;

	private @Nullable Object currentValue;

	private ReadScope(int type, @Nullable ReadScope parent, Object[] parts) {
		super(type, -1);
		this.parent = parent;
		this.parts = parts;
		this._nestingDepth = (parent != null) ? parent._nestingDepth + 1 : 0;
	}

	static ReadScope root() {
		return new ReadScope(TYPE_ROOT, null, NOTHING);
	}

	/** Goes into a map. */
	ReadScope map(Map<String, AttributeValue> attributes) {
		ReadScope scope = new ReadScope(TYPE_OBJECT, this, NOTHING);
		scope.untouched = attributes;
		return scope;
	}

	/**
	 * Returns the map, for those who take its attributes by name.
	 * @return {@code null} if an attribute was read already, or if this is no map
	 */
	@Nullable Map<String, AttributeValue> untouched() {
		return this.untouched;
	}

	/** Names the attribute that is taken from the map. */
	void name(String name) {
		this.name = name;
	}

	/**
	 * The SDK's maps are unmodifiable ones, which make an object of each entry that is
	 * iterated over; so names and values are laid out side by side first.
	 */
	private void layOut(Map<String, AttributeValue> attributes) {
		this.untouched = null;
		this.parts = new Object[2 * attributes.size()];
		attributes.forEach(this);
		this.next = 0;
	}

	@Override
	public void accept(String attribute, AttributeValue value) {
		this.parts[this.next++] = attribute;
		this.parts[this.next++] = value;
	}

	ReadScope list(List<AttributeValue> elements) {
		return new ReadScope(TYPE_ARRAY, this, elements.toArray());
	}

	/**
	 * Moves on to the next attribute.
	 * @return its name, {@code null} after the last one
	 */
	@Nullable String nextName() {
		if (this.untouched != null) {
			layOut(this.untouched);
		}
		if (this.next == this.parts.length) {
			return null;
		}
		this.name = (String) this.parts[this.next++];
		this.pending = (AttributeValue) this.parts[this.next++];
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
		if (this.next == this.parts.length) {
			return null;
		}
		this._index++;
		return (AttributeValue) this.parts[this.next++];
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
