package io.daplug.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.daplug.item.InvalidKeyException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * How a key is composed of attributes of the item: texts and the values of attributes in
 * turns, such as {@code ORDER#{region}#{id}}. Two lists of values never give the same
 * key: in a value that is followed by text, a percent sign and the first character of
 * that text are written as {@code %} and two hexadecimal digits of UTF-8. The last value
 * is written as it is.
 */
public final class KeyTemplate {

	/** Sorts after all text that anybody writes. */
	private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

	/** A text before each component, and one after the last. */
	private final List<String> texts;

	private final List<KeyComponent> components;

	/** The whole key, if it is composed of nothing. */
	private final @Nullable AttributeValue constant;

	private final List<String> attributes;

	private final boolean copy;

	private final boolean reversible;

	KeyTemplate(List<String> texts, List<KeyComponent> components, @Nullable AttributeValue constant,
			boolean reversible) {
		for (int i = 0; i < components.size(); i++) {
			checkBehind(components.get(i).attribute(), texts.get(i + 1));
		}
		this.texts = List.copyOf(texts);
		this.components = List.copyOf(components);
		this.constant = constant;
		this.attributes = this.components.stream().map(KeyComponent::attribute).toList();
		this.copy = this.components.size() == 1 && this.texts.stream().allMatch(String::isEmpty)
				&& this.components.get(0).form() == KeyComponent.Form.PLAIN;
		this.reversible = reversible;
	}

	/**
	 * Reads a template.
	 * @param template the template: text, and attributes in braces; {@code {number:10}}
	 * pads a number with zeros to ten digits
	 * @return the template
	 * @throws IllegalArgumentException if a brace is left over, two attributes have no
	 * text between them, the text behind an attribute begins with a percent sign or a
	 * character that UTF-16 writes as two, or there is no attribute
	 */
	public static KeyTemplate parse(String template) {
		return KeyTemplateParser.parse(template);
	}

	/** The first character is escaped in the value before it, after a percent sign. */
	private static void checkBehind(String attribute, String text) {
		Assert.isTrue(text.isEmpty() || (text.charAt(0) != '%' && !Character.isSurrogate(text.charAt(0))),
				() -> "The text behind '%s' must not begin with '%s': nothing would tell where the value ends; begin it with another character, such as #"
					.formatted(attribute, Character.toString(text.codePointAt(0))));
	}

	/**
	 * Composes a key of a text and components with a separator between them.
	 * @param text what the key begins with; may be empty
	 * @param separator what is between the components
	 * @param components the components, at least one
	 * @return the template
	 * @throws IllegalArgumentException if there is no component, or if there are several
	 * and the separator is empty or begins with a percent sign or a character that UTF-16
	 * writes as two
	 */
	public static KeyTemplate of(String text, String separator, List<KeyComponent> components) {
		Assert.notEmpty(components, "'components' of a key must not be empty");
		Assert.isTrue(components.size() == 1 || !separator.isEmpty(),
				"'separator' of a key that is composed of several attributes must not be empty");
		List<String> texts = new ArrayList<>();
		texts.add(text);
		components.forEach((component) -> texts.add(separator));
		texts.set(components.size(), "");
		return new KeyTemplate(texts, components, null, false);
	}

	/**
	 * A key that is the same in all items.
	 * @param value the key
	 * @return the template
	 */
	public static KeyTemplate constant(AttributeValue value) {
		return new KeyTemplate(List.of(), List.of(), value, false);
	}

	/**
	 * A template with other components of the same attributes.
	 * @param components makes the component that takes the place of one
	 * @return the template
	 */
	public KeyTemplate with(UnaryOperator<KeyComponent> components) {
		return new KeyTemplate(this.texts, this.components.stream().map(components).toList(), this.constant,
				this.reversible);
	}

	/**
	 * A template whose keys give readers the attributes that an item lacks, or that an
	 * index does not hold.
	 * @return the template, which is equal to this one: it makes the same keys
	 */
	public KeyTemplate reversible() {
		return new KeyTemplate(this.texts, this.components, this.constant, true);
	}

	/**
	 * Says whether keys give readers the attributes that they are composed of.
	 * @return whether they do
	 */
	public boolean isReversible() {
		return this.reversible;
	}

	/**
	 * Returns what the key is composed of.
	 * @return the components, in their order
	 */
	public List<KeyComponent> components() {
		return this.components;
	}

	/**
	 * Returns the attributes that the key is composed of.
	 * @return their names, in their order
	 */
	public List<String> attributes() {
		return this.attributes;
	}

	/**
	 * Says whether the key is the same in all items.
	 * @return whether it is composed of nothing
	 */
	public boolean isConstant() {
		return this.constant != null;
	}

	/**
	 * Says whether the key is a copy of one attribute, of whatever type.
	 * @return whether it is
	 */
	public boolean isCopy() {
		return this.copy;
	}

	/**
	 * Returns the type of the keys.
	 * @return the type; null for that of the attribute which is copied
	 */
	public @Nullable ScalarAttributeType type() {
		if (this.copy) {
			return null;
		}
		return (this.constant != null) ? ScalarAttributeType.fromValue(this.constant.type().name())
				: ScalarAttributeType.S;
	}

	/**
	 * Returns the text that all keys begin with.
	 * @return the text; empty if there is none
	 */
	public String leading() {
		return this.texts.isEmpty() ? "" : this.texts.get(0);
	}

	/**
	 * Returns what sorts after all keys that begin with a text.
	 * @param beginning the text
	 * @return a text that nothing is equal to
	 */
	public static String after(String beginning) {
		return beginning + LAST;
	}

	/**
	 * Returns what sorts before a text and after all keys that are less.
	 * @param text the text, which is not empty
	 * @return a text that nothing is equal to
	 */
	public static String before(String text) {
		int last = text.codePointBefore(text.length());
		String rest = text.substring(0, text.length() - Character.charCount(last));
		if (last == 0) {
			return rest;
		}
		int less = (last == Character.MAX_SURROGATE + 1) ? Character.MIN_SURROGATE - 1 : last - 1;
		return after(rest + Character.toString(less));
	}

	/**
	 * Returns what sorts right after a text, before all keys that go on behind it.
	 * @param text the text
	 * @return the next text
	 */
	public static String next(String text) {
		return text + '\0';
	}

	/**
	 * Says whether keys sort by a component where all before it is equal.
	 * @param position the position of the component
	 * @return whether they do; {@code false} if its values are of different length and
	 * are followed by text
	 */
	public boolean isSorted(int position) {
		KeyComponent.Form form = this.components.get(position).form();
		return behind(position).isEmpty() || form.isOfOneLength();
	}

	/**
	 * Returns the text behind a component.
	 * @param position the position of the component
	 * @return the text; empty if nothing is behind it
	 */
	public String behind(int position) {
		return this.texts.get(position + 1);
	}

	/**
	 * Returns the key of an item.
	 * @param item the attributes of the item
	 * @return the key; null if the item lacks an attribute of it, or has NULL there
	 * @throws InvalidKeyException if an attribute cannot be a part of a key
	 */
	public @Nullable AttributeValue of(Map<String, AttributeValue> item) {
		if (this.constant != null) {
			return this.constant;
		}
		AttributeValue first = item.get(this.attributes.get(0));
		if (first == null || Boolean.TRUE.equals(first.nul())) {
			return null;
		}
		if (this.copy) {
			return first;
		}
		if (this.attributes.size() == 1 && this.texts.get(1).isEmpty()) {
			// Most keys are no more than a prefix and a value, of which nothing is
			// encoded.
			return AttributeValue.fromS(this.texts.get(0).concat(this.components.get(0).text(first)));
		}
		List<AttributeValue> values = new ArrayList<>(this.attributes.size());
		for (String attribute : this.attributes) {
			AttributeValue value = item.get(attribute);
			if (value == null || Boolean.TRUE.equals(value.nul())) {
				return null;
			}
			values.add(value);
		}
		return AttributeValue.fromS(text(values, true));
	}

	/**
	 * Returns what a key begins with of which the first values are known.
	 * @param values the first values, in the order of the components
	 * @param whole whether the last value is whole; else it may go on, so that it is text
	 * of whatever form
	 * @return the beginning, which is the key itself if all values are known and whole
	 * @throws InvalidKeyException if a value cannot be a part of a key
	 */
	public String beginning(List<AttributeValue> values, boolean whole) {
		return text(values, whole);
	}

	private String text(List<AttributeValue> values, boolean whole) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < values.size(); i++) {
			String after = this.texts.get(i + 1);
			text.append(this.texts.get(i));
			KeyComponent component = this.components.get(i);
			boolean last = i + 1 == values.size();
			KeyEscape.append(text,
					(last && !whole) ? component.beginning(values.get(i)) : component.text(values.get(i)), after);
			if (last && whole) {
				text.append(after);
			}
		}
		return values.isEmpty() ? leading() : text.toString();
	}

	/**
	 * Returns the attributes that a key is composed of, which must be
	 * {@linkplain #reversible() reversible}. Numbers that are padded, or known as such,
	 * come back as numbers, all else as text.
	 * @param key the key
	 * @return the attributes by name; none if the template does not make this key, or
	 * does not tell what it is made of
	 */
	public Map<String, AttributeValue> parts(AttributeValue key) {
		if (!this.reversible || this.constant != null) {
			return Map.of();
		}
		if (this.copy) {
			return Map.of(this.attributes.get(0), key);
		}
		Map<String, AttributeValue> parts = (key.s() != null) ? new KeyReading(this.texts, this.components).of(key.s())
				: Map.of();
		try {
			return (!parts.isEmpty() && key.equals(of(parts))) ? parts : Map.of();
		}
		catch (InvalidKeyException | NumberFormatException ex) {
			return Map.of();
		}
	}

	/**
	 * Whether a stored key may be one of this template.
	 * @param key the stored key
	 * @return whether it begins as such a key does
	 */
	public boolean matches(@Nullable AttributeValue key) {
		if (key == null) {
			return false;
		}
		if (this.constant != null) {
			return this.constant.equals(key);
		}
		return isCopy() || (key.s() != null && key.s().startsWith(leading()));
	}

	/**
	 * Whether a key could be one of this template and one of another.
	 * @param other the other template
	 * @return whether nothing tells them apart for sure
	 */
	public boolean overlaps(KeyTemplate other) {
		if (this.constant != null) {
			return other.matches(this.constant);
		}
		if (other.constant != null) {
			return matches(other.constant);
		}
		return isCopy() || other.isCopy() || leading().startsWith(other.leading())
				|| other.leading().startsWith(leading());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof KeyTemplate that && this.texts.equals(that.texts)
				&& this.components.equals(that.components) && Objects.equals(this.constant, that.constant);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.texts, this.components, this.constant);
	}

	/**
	 * Returns the template as {@link #parse} reads it; a constant as its value.
	 * @return the template as text
	 */
	@Override
	public String toString() {
		if (this.constant != null) {
			return (this.constant.s() != null) ? this.constant.s() : String.valueOf(this.constant.n());
		}
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.components.size(); i++) {
			KeyComponent component = this.components.get(i);
			text.append(this.texts.get(i)).append('{').append(component.attribute());
			text.append((component.digits() > 0) ? ":" + component.digits() : "").append('}');
		}
		return text.append(this.texts.get(this.components.size())).toString();
	}

}
