package io.daplug.item;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/**
 * Where an {@link AttributeGenerator} is: one object or array that is being written. A
 * scope keeps its inner one for the next sibling, so there are as many as the item is
 * deep.
 */
final class WriteScope extends TokenStreamContext {

	private final @Nullable WriteScope parent;

	private @Nullable WriteScope inner;

	private @Nullable String name;

	private @Nullable Object currentValue;

	private boolean set;

	/** Where the values of this scope begin on the generator's stack. */
	private int start;

	private WriteScope(@Nullable WriteScope parent, int level) {
		super(TYPE_ROOT, -1);
		this.parent = parent;
		this._nestingDepth = level;
	}

	/**
	 * Makes a scope for whatever is written first.
	 * @param level the level of the container that will hold it
	 */
	static WriteScope root(int level) {
		return new WriteScope(null, level);
	}

	WriteScope object(@Nullable Object value, int start) {
		return inner(TYPE_OBJECT, value, start);
	}

	WriteScope array(@Nullable Object value, int start) {
		return inner(TYPE_ARRAY, value, start);
	}

	private WriteScope inner(int type, @Nullable Object value, int start) {
		WriteScope scope = this.inner;
		if (scope == null) {
			scope = new WriteScope(this, this._nestingDepth + 1);
			this.inner = scope;
		}
		scope._type = type;
		scope._index = 0;
		scope.name = null;
		scope.currentValue = value;
		scope.set = value instanceof Set;
		scope.start = start;
		return scope;
	}

	/** Whether a set is written; later current values may be those of parts of it. */
	boolean set() {
		return this.set;
	}

	int start() {
		return this.start;
	}

	void name(String name) {
		this.name = name;
	}

	/**
	 * Notes that a value is complete. The index is always that of the value in work,
	 * which is the one a failure is about.
	 */
	void advance() {
		this._index++;
	}

	@Override
	public @Nullable WriteScope getParent() {
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
