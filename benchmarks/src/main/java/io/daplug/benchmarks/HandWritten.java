package io.daplug.benchmarks;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one writes by hand to bring items of one type into attributes and back: every
 * attribute by its name, nothing found out at run time, nothing checked.
 *
 * @param <T> type of the items
 */
interface HandWritten<T> {

	/** Prefix of the stored keys. */
	String PREFIX = "order#";

	/**
	 * Returns the conversion for items of a size.
	 * @param size the size
	 * @return the conversion
	 */
	static HandWritten<?> of(Size size) {
		return (size == Size.SMALL) ? new HandWrittenNote() : new HandWrittenOrder();
	}

	/**
	 * From a map to attributes.
	 * @param item the item
	 * @return its attributes, the prefix before the key
	 */
	Map<String, AttributeValue> fromMap(Map<String, ?> item);

	/**
	 * From a record to attributes.
	 * @param item the item
	 * @return its attributes, the prefix before the key
	 */
	Map<String, AttributeValue> fromRecord(T item);

	/**
	 * From attributes to a map.
	 * @param stored the attributes as stored
	 * @return the item
	 */
	Map<String, Object> toMap(Map<String, AttributeValue> stored);

	/**
	 * From attributes to a record.
	 * @param stored the attributes as stored
	 * @return the item
	 */
	T toRecord(Map<String, AttributeValue> stored);

}
