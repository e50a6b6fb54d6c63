package io.daplug.item;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values that wait for the object or array around them to end, with their names. What
 * ends is handed out as a view, valid until the next value comes, for the SDK to copy.
 */
final class ValueStack {

	private static final int INITIAL_CAPACITY = 16;

	private @Nullable String[] names = new @Nullable String[INITIAL_CAPACITY];

	private @Nullable AttributeValue[] values = new @Nullable AttributeValue[INITIAL_CAPACITY];

	private int top;

	int top() {
		return this.top;
	}

	void push(@Nullable String name, AttributeValue value) {
		if (this.top == this.values.length) {
			this.names = Arrays.copyOf(this.names, this.top * 2);
			this.values = Arrays.copyOf(this.values, this.top * 2);
		}
		this.names[this.top] = name;
		this.values[this.top] = value;
		this.top++;
	}

	/**
	 * Takes off everything above a place, as map.
	 */
	Map<String, AttributeValue> popMap(int start) {
		Map<String, AttributeValue> popped = new Popped(this, start, this.top);
		this.top = start;
		return popped;
	}

	/**
	 * Takes off everything above a place, as list.
	 */
	@SuppressWarnings("NullAway") // Every place below the top holds a value.
	List<AttributeValue> popList(int start) {
		List<AttributeValue> popped = Arrays.asList(this.values).subList(start, this.top);
		this.top = start;
		return popped;
	}

	/**
	 * Returns the value that was pushed first, whether or not it was taken off since.
	 */
	@Nullable AttributeValue first() {
		return this.values[0];
	}

	private static final class Popped extends AbstractMap<String, AttributeValue> {

		private final ValueStack stack;

		private final int start;

		private final int end;

		Popped(ValueStack stack, int start, int end) {
			this.stack = stack;
			this.start = start;
			this.end = end;
		}

		@Override
		public int size() {
			return this.end - this.start;
		}

		@Override
		@SuppressWarnings("NullAway") // Every place below the top holds a value.
		public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
			for (int i = this.start; i < this.end; i++) {
				action.accept(this.stack.names[i], this.stack.values[i]);
			}
		}

		@Override
		public Set<Entry<String, AttributeValue>> entrySet() {
			Map<String, AttributeValue> copy = new LinkedHashMap<>();
			forEach(copy::put);
			return copy.entrySet();
		}

	}

}
