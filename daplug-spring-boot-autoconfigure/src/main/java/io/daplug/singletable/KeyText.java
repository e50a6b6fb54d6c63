package io.daplug.singletable;

import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

import io.daplug.key.KeyTemplate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How a key is composed, in words.
 *
 * @param template how it is composed
 */
record KeyText(KeyTemplate template) {

	private static final Pattern COMPONENT = Pattern.compile("\\{[^{}]*}");

	/** The key with its attributes in braces, or as it is in all items. */
	String text() {
		AttributeValue constant = this.template.isConstant() ? this.template.of(Map.of()) : null;
		return (constant != null && constant.b() != null)
				? "0x" + HexFormat.of().withUpperCase().formatHex(constant.b().asByteArray())
				: this.template.toString();
	}

	/** Equal for keys that only differ in how their attributes are called. */
	String pattern() {
		return this.template.isConstant() ? text() : COMPONENT.matcher(text()).replaceAll("{}");
	}

}
