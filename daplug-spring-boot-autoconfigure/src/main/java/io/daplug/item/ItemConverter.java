package io.daplug.item;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Converts between Java values and DynamoDB attributes. Items come and go as
 * {@code Map<String, Object>}, as {@link JsonNode}, or as any record or class that the
 * application's {@link JsonMapper} knows; Jackson writes and reads the attributes
 * directly, there is no JSON and no tree in between.
 * <p>
 * Numbers are exact in both directions: at most 38 significant digits, without trailing
 * zeros, and a {@code double} as the shortest decimal text that names it. Points in time
 * are UTC text with nine digits of a second, so that text sorts as time does; a
 * {@code @JsonFormat} on a property wins over that. Sets of text, of numbers and of
 * binary values are DynamoDB's sets. Nesting ends at DynamoDB's 32 levels, of which the
 * item is the first. Values in maps:
 * <ul>
 * <li>text, characters, UUIDs, URIs and {@code java.time} values without a zone become
 * text, enum constants what Jackson calls them;</li>
 * <li>{@code byte[]}, {@link java.nio.ByteBuffer} and {@link SdkBytes} become
 * binary;</li>
 * <li>maps with {@code String} keys become maps; collections, arrays and iterables become
 * lists; an {@link java.util.Optional} what it holds;</li>
 * <li>an {@link AttributeValue} stays what it is, everything else goes through
 * Jackson.</li>
 * </ul>
 * What comes in is never changed, nor kept. Instances can be shared between threads.
 */
public final class ItemConverter {

	private final Databind databind;

	/**
	 * Creates a converter. The mapper's configuration as it is now applies to all
	 * records, classes and enums; the mapper itself stays unchanged.
	 * @param mapper the application's mapper
	 */
	public ItemConverter(JsonMapper mapper) {
		Assert.notNull(mapper, "'mapper' must not be null");
		this.databind = new Databind(mapper);
	}

	/**
	 * Converts an item. Null properties of records and classes become NULL attributes.
	 * @param item a map, a JSON object, or an object that Jackson writes as one
	 * @return the attributes as a new map that may be changed
	 * @throws InvalidItemException if a value has no form in DynamoDB
	 */
	public Map<String, AttributeValue> toAttributes(Object item) {
		return toAttributes(item, false);
	}

	/**
	 * Converts an item. A null in a map or a JSON object was put there, and becomes a
	 * NULL attribute. A null property of a record or class may only say that there is
	 * nothing: whether to leave it out is for the caller to say. Nulls in lists always
	 * stay, and an empty {@link java.util.Set} property is always left out, as there are
	 * no empty sets.
	 * @param item a map, a JSON object, or an object that Jackson writes as one
	 * @param dropNulls whether to leave out null properties of records and classes, at
	 * every depth
	 * @return the attributes as a new map that may be changed
	 * @throws InvalidItemException if a value has no form in DynamoDB
	 */
	public Map<String, AttributeValue> toAttributes(Object item, boolean dropNulls) {
		Assert.notNull(item, "'item' must not be null");
		return new AttributeWriter(this.databind, dropNulls).item(item);
	}

	/**
	 * Converts a single value, as it would be converted inside a map.
	 * @param value the value
	 * @return the attribute
	 * @throws InvalidItemException if the value has no form in DynamoDB
	 */
	public AttributeValue toAttribute(@Nullable Object value) {
		return new AttributeWriter(this.databind, false).value(value, Nesting.ITEM);
	}

	/**
	 * Tells whether an item is a record or another object of a type of its own, so that
	 * its null properties cannot be told from absent ones.
	 * @param item the item
	 * @return {@code false} for maps and JSON trees
	 */
	public boolean isTyped(Object item) {
		return !(item instanceof Map) && !(item instanceof JsonNode);
	}

	/**
	 * Reads an item. As {@link Map} it is what {@link #toMap} gives. As {@link JsonNode}
	 * or any other type it is what Jackson reads, with sets as arrays and binary values
	 * as binary nodes.
	 * @param <T> the type to read
	 * @param attributes the attributes
	 * @param type the type to read
	 * @return the item
	 * @throws ItemConversionException if the attributes do not fit the type
	 */
	public <T> T fromAttributes(Map<String, AttributeValue> attributes, Class<T> type) {
		return fromAttributes(attributes, ItemType.of(type));
	}

	/**
	 * Reads an item, as {@link #fromAttributes(Map, Class)} does, in a type that may be
	 * generic.
	 * @param <T> the type to read
	 * @param attributes the attributes
	 * @param type the type to read
	 * @return the item
	 * @throws ItemConversionException if the attributes do not fit the type
	 */
	@SuppressWarnings("unchecked") // A map is what these two types are read as.
	public <T> T fromAttributes(Map<String, AttributeValue> attributes, ItemType<T> type) {
		Assert.notNull(attributes, "'attributes' must not be null");
		Assert.notNull(type, "'type' must not be null");
		if (type == ItemType.MAP || type.rawClass() == Object.class) {
			return (T) AttributeReader.map(attributes);
		}
		return this.databind.read(attributes, type.type());
	}

	/**
	 * Reads an item as map.
	 * @param attributes the attributes
	 * @return a new map that may be changed, in the order of the attributes, with values
	 * as {@link #fromAttribute} gives them
	 */
	public Map<String, @Nullable Object> toMap(Map<String, AttributeValue> attributes) {
		Assert.notNull(attributes, "'attributes' must not be null");
		return AttributeReader.map(attributes);
	}

	/**
	 * Reads an item as {@link #toMap} does, but not before somebody looks at it.
	 * @param attributes the attributes, which are not copied: nobody may change them
	 * @return a new map that may be changed, and is no safer for threads than any other
	 * once it is
	 */
	public Map<String, @Nullable Object> lazyMap(Map<String, AttributeValue> attributes) {
		Assert.notNull(attributes, "'attributes' must not be null");
		return new LazyMap(attributes);
	}

	/**
	 * Reads an item as {@link #fromAttributes(Map, ItemType)} does. A map is not read
	 * before somebody looks at it.
	 * @param <T> the type to read
	 * @param attributes the attributes, which are not copied: nobody may change them
	 * @param type the type to read
	 * @return the item
	 * @throws ItemConversionException if the attributes do not fit the type
	 */
	@SuppressWarnings("unchecked") // A map is what this type is read as.
	public <T> T lazily(Map<String, AttributeValue> attributes, ItemType<T> type) {
		return (type == ItemType.MAP) ? (T) lazyMap(attributes) : fromAttributes(attributes, type);
	}

	/**
	 * Reads a single attribute. Numbers are always {@link java.math.BigDecimal}, binary
	 * is {@link SdkBytes} (which compares by content, as {@code byte[]} does not), maps
	 * and lists are mutable and keep their order, sets are linked hash sets.
	 * @param attribute the attribute
	 * @return the value, {@code null} for NULL
	 */
	public @Nullable Object fromAttribute(AttributeValue attribute) {
		Assert.notNull(attribute, "'attribute' must not be null");
		return AttributeReader.value(attribute);
	}

}
