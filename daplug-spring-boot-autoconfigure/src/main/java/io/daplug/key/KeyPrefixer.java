package io.daplug.key;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Puts the prefixes of key attributes before their values and takes them off again. A
 * bijection on text: {@link #add} always adds, also before a value that begins with the
 * prefix already, and {@link #strip} removes exactly one, so what went in comes out.
 * <p>
 * Values that are no text (number and binary keys) pass unchanged, and so does a stored
 * text without the prefix: it was written by somebody else and comes out as it is.
 */
public final class KeyPrefixer {

	private static final KeyPrefixer NONE = new KeyPrefixer(Map.of());

	private final Map<String, String> prefixes;

	private KeyPrefixer(Map<String, String> prefixes) {
		this.prefixes = prefixes;
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
	 * had.
	 * @param attribute the attribute whose values carry the prefix
	 * @param prefix the prefix; empty for none
	 * @return a prefixer with that prefix
	 */
	public KeyPrefixer with(String attribute, String prefix) {
		Assert.hasText(attribute, "'attribute' of a prefix must not be empty");
		Assert.notNull(prefix, "'prefix' must not be null");
		Map<String, String> changed = new LinkedHashMap<>(this.prefixes);
		if (prefix.isEmpty()) {
			changed.remove(attribute);
		}
		else {
			changed.put(attribute, prefix);
		}
		return changed.isEmpty() ? NONE : new KeyPrefixer(Collections.unmodifiableMap(changed));
	}

	/**
	 * Returns a prefixer that has these prefixes too. They replace those of the same
	 * attributes.
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
	 * Returns the prefix of an attribute.
	 * @param attribute the attribute
	 * @return its prefix; empty if it has none
	 */
	public String prefix(String attribute) {
		return this.prefixes.getOrDefault(attribute, "");
	}

	/**
	 * Puts the attribute's prefix before a value.
	 * @param attribute the attribute the value belongs to
	 * @param value the value
	 * @return the value as stored
	 */
	public AttributeValue add(String attribute, AttributeValue value) {
		String prefix = this.prefixes.get(attribute);
		String text = (prefix != null) ? value.s() : null;
		return (text != null) ? AttributeValue.fromS(prefix + text) : value;
	}

	/**
	 * Takes the attribute's prefix off a stored value, once.
	 * @param attribute the attribute the value belongs to
	 * @param value the value as stored
	 * @return the value as the caller knows it
	 */
	public AttributeValue strip(String attribute, AttributeValue value) {
		String prefix = this.prefixes.get(attribute);
		String text = (prefix != null) ? value.s() : null;
		return (prefix != null && text != null && text.startsWith(prefix))
				? AttributeValue.fromS(text.substring(prefix.length())) : value;
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
				stripped = new StrippedAttributes(stripped, attribute, bare);
			}
		}
		return stripped;
	}

}
