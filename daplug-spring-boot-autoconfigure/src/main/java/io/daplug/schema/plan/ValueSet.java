package io.daplug.schema.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.text.ValueIdentity;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The values that {@code enum} or {@code const} allows.
 */
public final class ValueSet {

	private static final int SHOWN = 12;

	private final String keyword;

	private final String message;

	private final boolean orNull;

	private final Set<String> texts = new HashSet<>();

	private final Set<String> numbersAsWritten = new HashSet<>();

	private final Set<String> others = new HashSet<>();

	/**
	 * Creates a set.
	 * @param keyword the keyword that names the values
	 * @param values the values, as the document has them
	 * @param orNull whether null is allowed as well
	 */
	public ValueSet(String keyword, List<Object> values, boolean orNull) {
		this.keyword = keyword;
		this.orNull = orNull;
		List<String> shown = new ArrayList<>();
		for (Object value : values) {
			shown.add(String.valueOf(value));
			add(NamedValue.of(value));
		}
		this.message = (shown.size() == 1) ? "must be " + shown.get(0)
				: shown.stream().limit(SHOWN).collect(Collectors.joining(", ", "must be one of ", ""))
						+ ((shown.size() > SHOWN) ? ", … (" + shown.size() + " in all)" : "");
	}

	private void add(AttributeValue value) {
		switch (value.type()) {
			case S -> this.texts.add(value.s());
			case N -> {
				this.numbersAsWritten.add(new BigDecimal(value.n()).toPlainString());
				this.others.add(ValueIdentity.of(value));
			}
			default -> this.others.add(ValueIdentity.of(value));
		}
	}

	String keyword() {
		return this.keyword;
	}

	String message() {
		return this.message;
	}

	/**
	 * The texts among the values.
	 * @return the texts
	 */
	Set<String> texts() {
		return this.texts;
	}

	boolean contains(@Nullable AttributeValue value) {
		if (value == null) {
			return false;
		}
		return switch (value.type()) {
			case S -> this.texts.contains(value.s());
			case N -> this.numbersAsWritten.contains(value.n()) || this.others.contains(ValueIdentity.of(value));
			case NUL -> this.orNull || this.others.contains(ValueIdentity.of(value));
			default -> this.others.contains(ValueIdentity.of(value));
		};
	}

	boolean containsText(String text) {
		return this.texts.contains(text);
	}

	boolean containsNumber(String number) {
		return contains(AttributeValue.fromN(number));
	}

}
