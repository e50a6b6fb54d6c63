package io.daplug.item;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * DynamoDB's three kinds of sets. Elements that are different to Java but equal to
 * DynamoDB (1.5 and 1.50) become one, or the request would fail.
 */
final class AttributeSet {

	private AttributeSet() {
	}

	/**
	 * Makes a set of elements that are converted already.
	 * @return {@code null} if DynamoDB has no sets of such elements
	 */
	static @Nullable AttributeValue of(List<AttributeValue> elements) {
		Type type = elements.get(0).type();
		for (AttributeValue element : elements) {
			if (element.type() != type) {
				return null;
			}
		}
		return switch (type) {
			case S -> AttributeValue.builder().ss(texts(elements)).build();
			case N -> AttributeValue.builder().ns(numbers(elements)).build();
			case B -> AttributeValue.builder().bs(binaries(elements)).build();
			default -> null;
		};
	}

	private static Set<String> texts(List<AttributeValue> elements) {
		Set<String> texts = new LinkedHashSet<>();
		elements.forEach((element) -> texts.add(element.s()));
		return texts;
	}

	private static Set<String> numbers(List<AttributeValue> elements) {
		Set<String> numbers = new LinkedHashSet<>();
		elements.forEach((element) -> numbers.add(element.n()));
		return numbers;
	}

	private static Set<SdkBytes> binaries(List<AttributeValue> elements) {
		Set<SdkBytes> binaries = new LinkedHashSet<>();
		elements.forEach((element) -> binaries.add(element.b()));
		return binaries;
	}

	static InvalidItemException empty() {
		return new InvalidItemException("is an empty Set, which DynamoDB does not support; omit it, or use a List");
	}

}
