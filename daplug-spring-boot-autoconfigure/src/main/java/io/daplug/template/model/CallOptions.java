package io.daplug.template.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * What every kind of call can set for itself. The table decides what a call leaves alone.
 */
public abstract class CallOptions {

	private final Map<String, String> prefixes;

	private final SchemaChoice schema;

	CallOptions(Builder<?> builder) {
		this.prefixes = Map.copyOf(builder.prefixes);
		this.schema = builder.schema;
	}

	/**
	 * Returns the prefixes that this call uses instead of the table's.
	 * @return the prefixes by key attribute; an empty one takes the table's away
	 */
	public final Map<String, String> prefixes() {
		return this.prefixes;
	}

	/**
	 * Returns which schema this call uses.
	 * @return the choice
	 */
	public final SchemaChoice schema() {
		return this.schema;
	}

	static <B> B customize(B builder, Consumer<B> customizer) {
		Assert.notNull(customizer, "'options' must not be null");
		customizer.accept(builder);
		return builder;
	}

	/**
	 * Collects what every kind of call can set for itself.
	 *
	 * @param <B> the builder's own type
	 */
	public abstract static sealed class Builder<B extends Builder<B>>
			permits AnnouncedOptions.Builder, ReadingOptions.Builder {

		private final Map<String, String> prefixes = new LinkedHashMap<>();

		private SchemaChoice schema = SchemaChoice.DEFAULT;

		Builder() {
		}

		abstract B self();

		final Map<String, String> prefixes() {
			return this.prefixes;
		}

		final void copyCall(CallOptions other) {
			this.prefixes.putAll(other.prefixes);
			this.schema = other.schema;
		}

		/**
		 * Uses another prefix for a key attribute than the table's. Also for an index key
		 * that carries a prefix of its own. From an attribute that is no key, the prefix
		 * is taken off in what is read, and nothing is put on.
		 * @param attribute the key attribute
		 * @param prefix the prefix; empty for none
		 * @return this builder
		 */
		public B prefix(String attribute, String prefix) {
			Assert.hasText(attribute, "'attribute' of a prefix must not be empty");
			Assert.notNull(prefix, "'prefix' must not be null");
			this.prefixes.put(attribute, prefix);
			return self();
		}

		/**
		 * Uses another schema than the table's. A write is shaped and checked by it, a
		 * read is cut to what it describes; reads have no schema unless they name one.
		 * @param schema the schema's name
		 * @return this builder
		 */
		public B schema(String schema) {
			Assert.hasText(schema, "'schema' must not be empty");
			this.schema = SchemaChoice.named(schema);
			return self();
		}

		B withoutSchema() {
			this.schema = SchemaChoice.NONE;
			return self();
		}

	}

}
