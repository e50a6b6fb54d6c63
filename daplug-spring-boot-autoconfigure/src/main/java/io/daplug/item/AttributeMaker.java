package io.daplug.item;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes the most frequent kinds of attributes, for one item, by one thread. A builder of
 * the SDK takes longer to make than the attribute itself, and stays usable after it built
 * one: here each kind has one for all its attributes.
 */
final class AttributeMaker {

	private AttributeValue.@Nullable Builder texts;

	private AttributeValue.@Nullable Builder numbers;

	private AttributeValue.@Nullable Builder maps;

	private AttributeValue.@Nullable Builder lists;

	AttributeValue text(String text) {
		if (this.texts == null) {
			this.texts = AttributeValue.builder();
		}
		return this.texts.s(text).build();
	}

	AttributeValue number(String number) {
		if (this.numbers == null) {
			this.numbers = AttributeValue.builder();
		}
		return this.numbers.n(number).build();
	}

	/**
	 * Makes a map. While it is copied, maps inside it may be made in the same way: the
	 * builder takes the copy only when it is complete.
	 */
	AttributeValue map(Map<String, AttributeValue> map) {
		if (this.maps == null) {
			this.maps = AttributeValue.builder();
		}
		return this.maps.m(map).build();
	}

	/**
	 * Makes a list. What is said of maps is true of lists.
	 */
	AttributeValue list(Collection<AttributeValue> list) {
		if (this.lists == null) {
			this.lists = AttributeValue.builder();
		}
		return this.lists.l(list).build();
	}

}
