package io.daplug.item;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares attributes like DynamoDB. Numbers are compared by value, so 1.50 equals 1.5,
 * and the order of sets does not matter. Attributes of different types are never equal;
 * not even a set and a list with the same elements are.
 */
public final class ItemEquality {

	private ItemEquality() {
	}

	/**
	 * Returns whether two items are equal.
	 * @param one an item
	 * @param other another item
	 * @return whether both have the same attributes with the same values
	 */
	public static boolean same(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
		if (one == other) {
			return true;
		}
		if (one.size() != other.size()) {
			return false;
		}
		for (Map.Entry<String, AttributeValue> entry : one.entrySet()) {
			AttributeValue value = other.get(entry.getKey());
			if (value == null || !same(entry.getValue(), value)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether two attributes are equal.
	 * @param one an attribute
	 * @param other another attribute
	 * @return whether both have the same type and value
	 */
	public static boolean same(AttributeValue one, AttributeValue other) {
		if (one == other) {
			return true;
		}
		if (one.type() != other.type()) {
			return false;
		}
		return switch (one.type()) {
			case N -> sameNumber(one.n(), other.n());
			case M -> same(one.m(), other.m());
			case L -> sameList(one.l(), other.l());
			case SS -> new HashSet<>(one.ss()).equals(new HashSet<>(other.ss()));
			case NS -> numbers(one.ns()).equals(numbers(other.ns()));
			case BS -> new HashSet<>(one.bs()).equals(new HashSet<>(other.bs()));
			case S, B, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> one.equals(other);
		};
	}

	/**
	 * Returns the hash code of an item. Equal items have the same hash code.
	 * @param attributes the item
	 * @return the hash code
	 */
	public static int hash(Map<String, AttributeValue> attributes) {
		int hash = 0;
		for (Map.Entry<String, AttributeValue> entry : attributes.entrySet()) {
			hash += entry.getKey().hashCode() ^ hash(entry.getValue());
		}
		return hash;
	}

	/**
	 * Returns the hash code of an attribute. Equal attributes have the same hash code.
	 * @param attribute the attribute
	 * @return the hash code
	 */
	public static int hash(AttributeValue attribute) {
		return switch (attribute.type()) {
			case N -> number(attribute.n()).hashCode();
			case M -> hash(attribute.m());
			case L -> {
				int hash = 1;
				for (AttributeValue element : attribute.l()) {
					hash = 31 * hash + hash(element);
				}
				yield hash;
			}
			case SS -> new HashSet<>(attribute.ss()).hashCode();
			case NS -> numbers(attribute.ns()).hashCode();
			case BS -> new HashSet<>(attribute.bs()).hashCode();
			case S, B, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> attribute.hashCode();
		};
	}

	private static boolean sameNumber(String one, String other) {
		return one.equals(other) || new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
	}

	private static boolean sameList(List<AttributeValue> one, List<AttributeValue> other) {
		if (one.size() != other.size()) {
			return false;
		}
		for (int i = 0; i < one.size(); i++) {
			if (!same(one.get(i), other.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static Set<BigDecimal> numbers(List<String> texts) {
		Set<BigDecimal> numbers = new HashSet<>();
		texts.forEach((text) -> numbers.add(number(text)));
		return numbers;
	}

	private static BigDecimal number(String text) {
		return new BigDecimal(text).stripTrailingZeros();
	}

}
