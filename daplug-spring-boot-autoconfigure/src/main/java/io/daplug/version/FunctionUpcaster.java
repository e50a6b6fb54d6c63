package io.daplug.version;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An upcaster that is a function.
 *
 * @param table the logical name of the table
 * @param from the version of the items that it takes
 * @param function makes them items of the next version
 */
record FunctionUpcaster(String table, int from,
		UnaryOperator<Map<String, @Nullable Object>> function) implements SchemaUpcaster {

	FunctionUpcaster {
		Assert.hasText(table, "'table' of an upcaster must not be empty");
		Assert.notNull(function, "'upcast' of an upcaster must not be null");
	}

	@Override
	public Map<String, @Nullable Object> upcast(Map<String, @Nullable Object> item) {
		return this.function.apply(item);
	}

	@Override
	public String toString() {
		return "SchemaUpcaster[%s, %d -> %d]".formatted(this.table, this.from, this.from + 1);
	}

}
