package io.daplug.item;

import java.util.List;

import io.daplug.text.DecimalText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks attributes that callers built themselves against the limits that conversion
 * holds for all other values.
 */
final class StoredForm {

	private StoredForm() {
	}

	/**
	 * Checks one attribute and all inside it.
	 * @param attribute the attribute
	 * @param level the level of the container that holds it
	 * @return the attribute
	 */
	static AttributeValue checked(AttributeValue attribute, int level) {
		switch (attribute.type()) {
			case N -> number(attribute.n());
			case SS -> notEmpty(attribute.ss());
			case NS -> {
				notEmpty(attribute.ns());
				attribute.ns().forEach(StoredForm::number);
			}
			case BS -> notEmpty(attribute.bs());
			case L -> list(attribute.l(), Nesting.below(level));
			case M -> {
				int inside = Nesting.below(level);
				attribute.m().forEach((name, value) -> entry(name, value, inside));
			}
			case UNKNOWN_TO_SDK_VERSION ->
				throw new InvalidItemException("is an AttributeValue without content; set one of its types");
			case S, B, BOOL, NUL -> {
			}
		}
		return attribute;
	}

	private static void list(List<AttributeValue> elements, int level) {
		for (int i = 0; i < elements.size(); i++) {
			try {
				checked(elements.get(i), level);
			}
			catch (InvalidItemException ex) {
				throw ex.within(i);
			}
		}
	}

	private static void entry(String name, AttributeValue value, int level) {
		try {
			checked(value, level);
		}
		catch (InvalidItemException ex) {
			throw ex.within(name);
		}
	}

	private static void number(String text) {
		// Digits this few need no look at their value.
		if (text.length() > NumberText.MAX_DIGITS || !DecimalText.isDigits(text)) {
			NumberText.parsed(text);
		}
	}

	private static void notEmpty(List<?> set) {
		if (set.isEmpty()) {
			throw AttributeSet.empty();
		}
	}

}
