package io.daplug.stream.parking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update expression in the making, every name and value of it an alias.
 */
final class UpdateTerms {

	private final List<String> set = new ArrayList<>();

	private final List<String> remove = new ArrayList<>();

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, AttributeValue> values = new LinkedHashMap<>();

	UpdateTerms set(String attribute, AttributeValue value) {
		this.set.add("%s = %s".formatted(name(attribute), value(value)));
		return this;
	}

	UpdateTerms set(String attribute, String text) {
		return set(attribute, AttributeValue.fromS(text));
	}

	/** Sets what is not there yet. */
	UpdateTerms keep(String attribute, String text) {
		String name = name(attribute);
		this.set.add("%s = if_not_exists(%s, %s)".formatted(name, name, value(AttributeValue.fromS(text))));
		return this;
	}

	UpdateTerms add(String attribute, int number) {
		String name = name(attribute);
		this.set.add("%s = if_not_exists(%s, %s) + %s".formatted(name, name, value(AttributeValue.fromN("0")),
				value(AttributeValue.fromN(Integer.toString(number)))));
		return this;
	}

	UpdateTerms remove(String attribute) {
		this.remove.add(name(attribute));
		return this;
	}

	String name(String attribute) {
		String alias = "#n" + this.names.size();
		this.names.put(alias, attribute);
		return alias;
	}

	String value(AttributeValue value) {
		String alias = ":v" + this.values.size();
		this.values.put(alias, value);
		return alias;
	}

	String expression() {
		return (this.set.isEmpty() ? "" : "SET " + String.join(", ", this.set))
				+ (this.remove.isEmpty() ? "" : " REMOVE " + String.join(", ", this.remove));
	}

	Map<String, String> names() {
		return this.names;
	}

	Map<String, AttributeValue> values() {
		return this.values;
	}

}
