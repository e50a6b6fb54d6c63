package io.daplug.key;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.daplug.item.InvalidKeyException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Puts the prefixes of key attributes before their values and takes them off again. A
 * bijection on text: {@link #add} always adds, also before a value that begins with the
 * prefix already, and {@link #strip} removes exactly one, so what went in comes out.
 * <p>
 * Values that are no text (number and binary keys) pass unchanged, and so does a stored
 * text without the prefix: it was written by somebody else and comes out as it is.
 * <p>
 * {@linkplain #within Within} an outer prefix, which tells whose keys these are, nothing
 * passes unchanged: each key gets it, in front of its own prefix, whatever this may be.
 */
public final class KeyPrefixer {

	private static final KeyPrefixer NONE = new KeyPrefixer(Map.of(), null);

	private final Map<String, Prefix> prefixes;

	/** Tells the values that no key within the outer prefix has; null without one. */
	private final @Nullable Predicate<String> foreign;

	/**
	 * What comes before the values of an attribute.
	 *
	 * @param outer what tells whose keys they are; empty for nobody's
	 * @param own the attribute's own prefix; empty for none
	 * @param whole both
	 */
	private record Prefix(String outer, String own, String whole) {

		static final Prefix NONE = of("", "");

		static Prefix of(String outer, String own) {
			return new Prefix(outer, own, outer + own);
		}

		String stripped(String text) {
			if (text.startsWith(this.whole)) {
				return text.substring(this.whole.length());
			}
			return text.startsWith(this.outer) ? text.substring(this.outer.length()) : text;
		}

	}

	private KeyPrefixer(Map<String, Prefix> prefixes, @Nullable Predicate<String> foreign) {
		this.prefixes = prefixes;
		this.foreign = foreign;
	}

	/**
	 * Returns the prefixer that changes nothing.
	 * @return a prefixer without prefixes
	 */
	public static KeyPrefixer none() {
		return NONE;
	}

	/**
	 * Returns a prefixer that also has this prefix. It replaces the one the attribute
	 * had, but for an outer one.
	 * @param attribute the attribute whose values carry the prefix
	 * @param prefix the prefix; empty for none
	 * @return a prefixer with that prefix
	 */
	public KeyPrefixer with(String attribute, String prefix) {
		Assert.hasText(attribute, "'attribute' of a prefix must not be empty");
		Assert.notNull(prefix, "'prefix' must not be null");
		Map<String, Prefix> changed = new LinkedHashMap<>(this.prefixes);
		Prefix after = Prefix.of(changed.getOrDefault(attribute, Prefix.NONE).outer(), prefix);
		if (after.whole().isEmpty()) {
			changed.remove(attribute);
		}
		else {
			changed.put(attribute, after);
		}
		return changed.isEmpty() ? NONE : new KeyPrefixer(Collections.unmodifiableMap(changed), this.foreign);
	}

	/**
	 * Returns a prefixer that has these prefixes too. They replace those of the same
	 * attributes, but for outer ones.
	 * @param overrides prefixes by attribute; an empty prefix takes the attribute's off
	 * @return a prefixer with those prefixes
	 */
	public KeyPrefixer with(Map<String, String> overrides) {
		KeyPrefixer result = this;
		for (Map.Entry<String, String> override : overrides.entrySet()) {
			result = result.with(override.getKey(), override.getValue());
		}
		return result;
	}

	/**
	 * Returns a prefixer that has an outer prefix before the own prefixes of some
	 * attributes. Nothing but a new call replaces it.
	 * @param outer the outer prefix, which tells whose keys these are
	 * @param attributes the attributes, whose values must be text
	 * @param foreign tells values that no such key has, which are refused
	 * @return a prefixer with the outer prefix
	 */
	public KeyPrefixer within(String outer, Set<String> attributes, Predicate<String> foreign) {
		Assert.hasText(outer, "'outer' must not be empty");
		Map<String, Prefix> changed = new LinkedHashMap<>(this.prefixes);
		for (String attribute : attributes) {
			changed.put(attribute, Prefix.of(outer, changed.getOrDefault(attribute, Prefix.NONE).own()));
		}
		return new KeyPrefixer(Collections.unmodifiableMap(changed), foreign);
	}

	/**
	 * Returns the outer prefixes alone.
	 * @return a prefixer that has them, and no others
	 */
	public KeyPrefixer outer() {
		KeyPrefixer result = this;
		for (String attribute : this.prefixes.keySet()) {
			result = result.with(attribute, "");
		}
		return result;
	}

	/**
	 * Returns the prefix of an attribute.
	 * @param attribute the attribute
	 * @return its prefix, with the outer one; empty if it has none
	 */
	public String prefix(String attribute) {
		Prefix prefix = this.prefixes.get(attribute);
		return (prefix != null) ? prefix.whole() : "";
	}

	/**
	 * Puts the attribute's prefix before a value.
	 * @param attribute the attribute the value belongs to
	 * @param value the value
	 * @return the value as stored
	 * @throws InvalidKeyException if there is an outer prefix, and the value is no text,
	 * or one that no key has within it
	 */
	public AttributeValue add(String attribute, AttributeValue value) {
		Prefix prefix = this.prefixes.get(attribute);
		if (prefix == null) {
			return value;
		}
		String text = value.s();
		if (!prefix.outer().isEmpty()) {
			checkWithin(attribute, text);
		}
		return (text != null) ? AttributeValue.fromS(prefix.whole() + text) : value;
	}

	/**
	 * Puts the attribute's prefix before a text.
	 * @param attribute the attribute the text belongs to
	 * @param text the text
	 * @return the text as stored
	 * @throws InvalidKeyException if there is an outer prefix, and no key has the text
	 * within it
	 */
	public String add(String attribute, String text) {
		Prefix prefix = this.prefixes.get(attribute);
		if (prefix == null) {
			return text;
		}
		if (!prefix.outer().isEmpty()) {
			checkWithin(attribute, text);
		}
		return prefix.whole() + text;
	}

	/** What passed unchanged could be somebody else's key. */
	private void checkWithin(String attribute, @Nullable String text) {
		if (text == null) {
			throw new InvalidKeyException(
					"'%s' must be text, as the tenant comes before its values".formatted(attribute));
		}
		if (this.foreign != null && this.foreign.test(text)) {
			throw new InvalidKeyException(
					"'%s' begins with a tenant, as stored keys do; give keys without it, and name another tenant by forTenant(…)"
						.formatted(attribute));
		}
	}

	/**
	 * Takes the attribute's prefix off a stored value, once. A value without its own
	 * prefix loses an outer one.
	 * @param attribute the attribute the value belongs to
	 * @param value the value as stored
	 * @return the value as the caller knows it
	 */
	public AttributeValue strip(String attribute, AttributeValue value) {
		Prefix prefix = this.prefixes.get(attribute);
		String text = (prefix != null) ? value.s() : null;
		if (prefix == null || text == null) {
			return value;
		}
		String stripped = prefix.stripped(text);
		return (stripped.length() != text.length()) ? AttributeValue.fromS(stripped) : value;
	}

	/**
	 * Says whether there are any prefixes.
	 * @return whether nothing is put on or taken off
	 */
	public boolean isEmpty() {
		return this.prefixes.isEmpty();
	}

	/**
	 * Puts the prefixes on an item or a key, in place.
	 * @param attributes the attributes, which are changed
	 */
	public void addTo(Map<String, AttributeValue> attributes) {
		for (String attribute : this.prefixes.keySet()) {
			attributes.computeIfPresent(attribute, this::add);
		}
	}

	/**
	 * Puts the prefixes on an item or a key.
	 * @param attributes the attributes, which must not be changed afterwards
	 * @return the attributes as they are stored, as a view that must not be changed; the
	 * same map if none gets a prefix
	 * @throws InvalidKeyException as {@link #add(String, AttributeValue)} says
	 */
	public Map<String, AttributeValue> added(Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> stored = attributes;
		for (String attribute : this.prefixes.keySet()) {
			AttributeValue value = attributes.get(attribute);
			AttributeValue prefixed = (value != null) ? add(attribute, value) : null;
			if (prefixed != null && prefixed != value) {
				stored = new ReplacedAttribute(stored, attribute, prefixed);
			}
		}
		return stored;
	}

	/**
	 * Takes the prefixes off a stored item or key.
	 * @param attributes the attributes as stored, which stay as they are
	 * @return the attributes as the caller knows them, as a view that must not be
	 * changed; the same map if none has a prefix
	 */
	public Map<String, AttributeValue> strip(Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> stripped = attributes;
		for (String attribute : this.prefixes.keySet()) {
			AttributeValue value = attributes.get(attribute);
			AttributeValue bare = (value != null) ? strip(attribute, value) : null;
			if (bare != null && bare != value) {
				stripped = new ReplacedAttribute(stripped, attribute, bare);
			}
		}
		return stripped;
	}

}
