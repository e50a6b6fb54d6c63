package io.daplug.singletable;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a key is composed of attributes, as {@link Key} says it in an annotation.
 * Immutable.
 */
public final class KeyDefinition {

	/** Leaves everything to the defaults. */
	public static final KeyDefinition DEFAULT = of((key) -> {
	});

	private final List<String> attributes;

	private final @Nullable String prefix;

	private final boolean prefixed;

	private final String separator;

	private final @Nullable Class<?> prefixOf;

	private final int digits;

	private KeyDefinition(Builder builder) {
		this.attributes = builder.attributes;
		this.prefix = builder.prefix;
		this.prefixed = builder.prefixed;
		this.separator = builder.separator;
		this.prefixOf = builder.prefixOf;
		this.digits = builder.digits;
	}

	/**
	 * Builds a key.
	 * @param customizer says how it is composed
	 * @return the key
	 */
	public static KeyDefinition of(Consumer<Builder> customizer) {
		Builder builder = new Builder();
		customizer.accept(builder);
		return new KeyDefinition(builder);
	}

	static KeyDefinition of(Key key) {
		return of((builder) -> {
			builder.attributes(key.value()).separator(key.separator()).digits(key.digits());
			if (!key.prefix().equals(Key.GENERATED)) {
				builder.prefix(key.prefix());
			}
			if (!key.prefixed()) {
				builder.unprefixed();
			}
			if (key.prefixOf() != void.class) {
				builder.prefixOf(key.prefixOf());
			}
		});
	}

	/**
	 * Returns the attributes that the key is composed of, or a template.
	 * @return the attributes; empty for the default of the key
	 */
	public List<String> attributes() {
		return this.attributes;
	}

	/**
	 * Says whether the key is given as a template.
	 * @return whether there is one attribute with a brace in it
	 */
	public boolean isTemplate() {
		return this.attributes.size() == 1 && this.attributes.get(0).indexOf('{') >= 0;
	}

	/**
	 * Returns the prefix that was given.
	 * @return the prefix; null if it is generated
	 */
	public @Nullable String prefix() {
		return this.prefix;
	}

	/**
	 * Says whether the key has a prefix.
	 * @return whether it has
	 */
	public boolean prefixed() {
		return this.prefixed;
	}

	/**
	 * Returns what is between the prefix and the attributes.
	 * @return the separator
	 */
	public String separator() {
		return this.separator;
	}

	/**
	 * Returns the type whose prefix the key has.
	 * @return the type; null if it has one of its own
	 */
	public @Nullable Class<?> prefixOf() {
		return this.prefixOf;
	}

	/**
	 * Returns to how many digits numbers are padded.
	 * @return the number of digits; 0 for none
	 */
	public int digits() {
		return this.digits;
	}

	/** Whether a prefix is made for it. */
	boolean isGenerated() {
		return this.prefix == null && this.prefixOf == null && !isTemplate();
	}

	/** Whether nothing is said. */
	boolean isDefault() {
		return this.attributes.isEmpty() && this.prefix == null && this.prefixOf == null;
	}

	/**
	 * Collects how a key is composed.
	 */
	public static final class Builder {

		private List<String> attributes = List.of();

		private @Nullable String prefix;

		private boolean prefixed = true;

		private String separator = "#";

		private @Nullable Class<?> prefixOf;

		private int digits;

		private Builder() {
		}

		/**
		 * Sets the attributes, or one template that has them in braces.
		 * @param attributes the attributes, by the names that they are stored under
		 * @return this builder
		 */
		public Builder attributes(String... attributes) {
			Assert.noNullElements(attributes, "'attributes' of a key must not be null");
			this.attributes = List.of(attributes);
			return this;
		}

		/**
		 * Sets the prefix, instead of a generated one. With no attributes, it is the
		 * whole key of all items of the type.
		 * @param prefix the prefix, without separator; may be empty
		 * @return this builder
		 */
		public Builder prefix(String prefix) {
			Assert.notNull(prefix, "'prefix' of a key must not be null");
			this.prefix = prefix;
			return this;
		}

		/**
		 * Leaves the prefix out.
		 * @return this builder
		 */
		public Builder unprefixed() {
			this.prefixed = false;
			return this;
		}

		/**
		 * Sets what is between the prefix and the attributes.
		 * @param separator the separator, {@code #} by default
		 * @return this builder
		 */
		public Builder separator(String separator) {
			Assert.notNull(separator, "'separator' of a key must not be null");
			this.separator = separator;
			return this;
		}

		/**
		 * Has the key begin with the prefix of another type's hash key.
		 * @param type the other type
		 * @return this builder
		 */
		public Builder prefixOf(Class<?> type) {
			Assert.notNull(type, "'type' must not be null");
			this.prefixOf = type;
			return this;
		}

		/**
		 * Pads numbers with zeros, so that they sort.
		 * @param digits to how many digits; 0 for none
		 * @return this builder
		 */
		public Builder digits(int digits) {
			this.digits = digits;
			return this;
		}

	}

}
