package io.daplug.item;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Converts between Java values and DynamoDB attributes. An item can be a
 * {@code Map<String, Object>}, a {@link JsonNode}, or a record or class that the
 * application's {@link JsonMapper} can write and read. Jackson writes and reads the
 * attributes directly, without creating JSON or a tree.
 * <p>
 * Numbers are exact in both directions. They have at most 38 significant digits and no
 * trailing zeros; a {@code double} becomes its shortest decimal text. Timestamps become
 * UTC text with nine digits for the fraction of the second, so that the texts have the
 * same order as the timestamps; a {@code @JsonFormat} on a property overrides that. Sets
 * of text, of numbers and of binary values become DynamoDB sets; other sets become lists.
 * Items may have at most 32 levels, including the item itself, as DynamoDB demands.
 * <p>
 * A value has one form, wherever it stands: in a record, a map, a list, a key or a
 * condition. It is the form that the mapper gives to a property of the value's class, so
 * the application's settings, serializers and annotations are heeded everywhere. Only an
 * annotation on a property itself cannot be seen elsewhere. In addition:
 * <ul>
 * <li>{@code byte[]}, {@link java.nio.ByteBuffer} and {@link SdkBytes} become
 * binary;</li>
 * <li>keys of maps become the names that the mapper writes for them;</li>
 * <li>an {@link AttributeValue} is used as it is.</li>
 * </ul>
 * Arguments are neither changed nor kept. Converters are safe for use by several threads.
 */
public final class ItemConverter {

	private final Databind databind;

	/** What attributes are before they are read as a type; null if they stay. */
	private final @Nullable BiFunction<Map<String, AttributeValue>, ItemType<?>, Map<String, AttributeValue>> before;

	/**
	 * Creates a converter. It uses the current configuration of the mapper for all
	 * records, classes and enums, and does not change the mapper.
	 * @param mapper the application's mapper
	 */
	public ItemConverter(JsonMapper mapper) {
		Assert.notNull(mapper, "'mapper' must not be null");
		this.databind = new Databind(mapper);
		this.before = null;
	}

	private ItemConverter(Databind databind,
			BiFunction<Map<String, AttributeValue>, ItemType<?>, Map<String, AttributeValue>> before) {
		this.databind = databind;
		this.before = before;
	}

	/**
	 * Returns a converter that converts as this one does, but for items that are read as
	 * a type that is no map: for items that others have stored in a form of their own.
	 * @param before makes of attributes, and of the type that they are to be read as, the
	 * attributes that are read; it must not change what it gets
	 * @return the converter
	 */
	public ItemConverter reading(
			BiFunction<Map<String, AttributeValue>, ItemType<?>, Map<String, AttributeValue>> before) {
		return new ItemConverter(this.databind, before);
	}

	/**
	 * Converts an item. Null properties of records and classes become NULL attributes.
	 * @param item a map, a JSON object, or an object that Jackson writes as one
	 * @return a new map with the attributes, which may be changed
	 * @throws InvalidItemException if a value cannot be stored in DynamoDB
	 */
	public Map<String, AttributeValue> toAttributes(Object item) {
		return toAttributes(item, false);
	}

	/**
	 * Converts an item. A null in a map or a JSON object becomes a NULL attribute,
	 * because it was set on purpose. A null property of a record or class may just mean
	 * that there is no value, so the caller decides whether to omit it. Nulls in lists
	 * are always kept. An empty {@link java.util.Set} property is always omitted, because
	 * DynamoDB has no empty sets.
	 * @param item a map, a JSON object, or an object that Jackson writes as one
	 * @param dropNulls whether to omit null properties of records and classes, at every
	 * depth
	 * @return a new map with the attributes, which may be changed
	 * @throws InvalidItemException if a value cannot be stored in DynamoDB
	 */
	public Map<String, AttributeValue> toAttributes(Object item, boolean dropNulls) {
		Assert.notNull(item, "'item' must not be null");
		return (item instanceof ConvertedItem converted) ? converted.attributes(this.databind, dropNulls)
				: new AttributeWriter(this.databind, dropNulls).item(item);
	}

	/**
	 * Returns an object that stands for a typed item and keeps what this converter makes
	 * of it. For callers that look at an item's attributes before they hand the item on
	 * to a template with the same converter: it is converted once. The item must not be
	 * changed from then on.
	 * @param item the item
	 * @return the object, for converters and templates alone; maps and JSON trees are
	 * returned as they are
	 */
	public Object convertedOnce(Object item) {
		Assert.notNull(item, "'item' must not be null");
		return isTyped(item) ? new ConvertedItem(item, this.databind) : item;
	}

	/**
	 * Converts a single value like a value in a map.
	 * @param value the value
	 * @return the attribute
	 * @throws InvalidItemException if the value cannot be stored in DynamoDB
	 */
	public AttributeValue toAttribute(@Nullable Object value) {
		AttributeValue attribute = new AttributeWriter(this.databind, false).value(value, Nesting.ITEM);
		SendableText.require(attribute);
		return attribute;
	}

	/**
	 * Converts a key, as the attributes of an item are converted.
	 * @param key the key, in either form
	 * @param names the names of the hash key and, if there is one, of the range key; a
	 * key by attribute names has its own
	 * @return a new map with the attributes, which may be changed
	 * @throws InvalidItemException if a value cannot be stored in DynamoDB
	 * @throws InvalidKeyException if the key has a range value, but there is no name for
	 * it
	 */
	public Map<String, AttributeValue> toAttributes(ItemKey key, List<String> names) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(4);
		if (key.named()) {
			key.givenByName().forEach((name, value) -> attributes.put(name, toAttribute(value.given())));
			return attributes;
		}
		attributes.put(names.get(0), toAttribute(key.givenByPosition().given()));
		KeyValue range = key.givenRange();
		if (range != null) {
			if (names.size() < 2) {
				throw new InvalidKeyException("a range value is given, but there is no range key");
			}
			attributes.put(names.get(1), toAttribute(range.given()));
		}
		return attributes;
	}

	/**
	 * Says whether a key has nothing but texts, which are stored as they are given.
	 * @param key the key
	 * @return false if the key has other values, or is given by attribute names, or if
	 * the mapper writes texts in a way of its own
	 */
	public boolean storesAsTexts(ItemKey key) {
		return !key.named() && key.givenByPosition().given() instanceof String
				&& (key.givenRange() == null || key.givenRange().given() instanceof String)
				&& this.databind.forms().of(String.class) == ValueForm.TEXT;
	}

	/**
	 * Returns whether an item is a record or another typed object. The null properties of
	 * such an object cannot be told from missing ones.
	 * @param item the item
	 * @return {@code false} for maps and JSON trees
	 */
	public boolean isTyped(Object item) {
		return !(item instanceof Map) && !(item instanceof JsonNode);
	}

	/**
	 * Reads an item. The type {@link Map} gives the same result as {@link #toMap}. All
	 * other types, {@link JsonNode} included, are read by Jackson, which sees sets as
	 * arrays and binary values as binary nodes.
	 * @param <T> the type to read
	 * @param attributes the attributes
	 * @param type the type to read
	 * @return the item
	 * @throws ItemConversionException if the attributes cannot be read as the type
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
		Map<String, AttributeValue> read = (this.before != null) ? this.before.apply(attributes, type) : attributes;
		return this.databind.read(read, type.type());
	}

	/**
	 * Reads an item as a map.
	 * @param attributes the attributes
	 * @return a new map, which may be changed and has the order of the attributes; its
	 * values are those that {@link #fromAttribute} returns
	 */
	public Map<String, @Nullable Object> toMap(Map<String, AttributeValue> attributes) {
		Assert.notNull(attributes, "'attributes' must not be null");
		return AttributeReader.map(attributes);
	}

	/**
	 * Reads an item like {@link #toMap}, but not until the map is used.
	 * @param attributes the attributes, which are not copied and must not be changed
	 * @return a new map, which may be changed; after a change it is not safe for use by
	 * several threads
	 */
	public Map<String, @Nullable Object> lazyMap(Map<String, AttributeValue> attributes) {
		Assert.notNull(attributes, "'attributes' must not be null");
		return new LazyMap(attributes);
	}

	/**
	 * Reads a single attribute. A number is always a {@link java.math.BigDecimal}, and a
	 * binary value is {@link SdkBytes}, which, unlike {@code byte[]}, is compared by
	 * content. Maps, lists and sets are mutable and keep their order.
	 * @param attribute the attribute
	 * @return the value; {@code null} for NULL
	 */
	public @Nullable Object fromAttribute(AttributeValue attribute) {
		Assert.notNull(attribute, "'attribute' must not be null");
		return AttributeReader.value(attribute);
	}

	/**
	 * Returns the names of the attributes that a type is read from, as Jackson reads
	 * them. It is meant to be asked once for each type.
	 * @param type the type
	 * @return the names, those of aliases too; empty if the type does not say which
	 * attributes it takes, as a map, a JSON tree, a class with {@code @JsonAnySetter} or
	 * one with subtypes does not
	 * @throws ItemConversionException if no item can be read as the type
	 */
	public Set<String> attributeNames(ItemType<?> type) {
		Assert.notNull(type, "'type' must not be null");
		return this.databind.attributeNames(type.type());
	}

	/**
	 * Returns what converts items: the application's mapper, with what Daplug adds to it.
	 * For those who want to know how Jackson sees a type.
	 * @return the mapper
	 */
	public JsonMapper mapper() {
		return this.databind.mapper();
	}

}
