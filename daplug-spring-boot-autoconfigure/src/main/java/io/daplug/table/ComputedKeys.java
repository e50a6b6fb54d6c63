package io.daplug.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyParts;
import io.daplug.key.KeyTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys of a table, and of its indexes, that are composed of other attributes of the item:
 * put on going in, left out coming out. A table without such keys has none of it, and
 * nothing is changed.
 */
public final class ComputedKeys {

	private final TableDefinition table;

	private final Map<String, KeyTemplate> templates;

	/**
	 * Immutable, so that a look into it costs nothing: reads do it for each attribute.
	 */
	private final Set<String> names;

	private final List<Computed> tableKeys = new ArrayList<>();

	private final List<Computed> indexKeys = new ArrayList<>();

	/** What the keys of the table are composed of, those of the hash key first. */
	private final List<String> components;

	/** The attributes of keys by position; null if these must be given by names. */
	private final @Nullable List<String> positions;

	/** The attribute that the hash key ends with; null if it is not composed. */
	private final @Nullable String lastOfHash;

	private final KeyParts parts;

	/** What the keys of the indexes are composed of. */
	private final Set<String> indexComponents = new LinkedHashSet<>();

	private record Computed(String attribute, KeyTemplate template) {

	}

	ComputedKeys(TableDefinition table) {
		this.table = table;
		this.templates = table.computedKeys();
		this.names = Set.copyOf(this.templates.keySet());
		this.parts = new KeyParts(this.templates);
		this.templates.forEach((attribute, template) -> (table.isKey(attribute) ? this.tableKeys : this.indexKeys)
			.add(new Computed(attribute, template)));
		this.indexKeys.forEach((key) -> this.indexComponents.addAll(key.template().attributes()));
		List<String> hash = components(table.hashKey());
		KeyTemplate template = this.templates.get(table.hashKey());
		this.lastOfHash = (template == null || template.isCopy() || hash.isEmpty()) ? null : hash.get(hash.size() - 1);
		Set<String> all = new LinkedHashSet<>(hash);
		List<String> range = (table.rangeKey() != null) ? components(table.rangeKey()) : List.of();
		all.addAll(range);
		this.components = List.copyOf(all);
		this.positions = (hash.size() <= 1 && range.size() <= 1 && !all.isEmpty()) ? this.components : null;
	}

	private List<String> components(String key) {
		KeyTemplate template = this.templates.get(key);
		return (template != null) ? template.attributes() : List.of(key);
	}

	/**
	 * Says whether there are any.
	 * @return whether a key of the table or of an index is computed
	 */
	public boolean any() {
		return !this.templates.isEmpty();
	}

	/**
	 * Says whether a key is computed.
	 * @param attribute the key attribute
	 * @return whether it is
	 */
	public boolean contains(String attribute) {
		return this.templates.containsKey(attribute);
	}

	/**
	 * Returns the attributes that tell the items of the table apart: what its keys are
	 * composed of, and those keys that are not computed.
	 * @return the names of the attributes, those of the hash key first
	 */
	public List<String> components() {
		return this.components;
	}

	/**
	 * Returns the values that a key gives to attributes of the item.
	 * @param key the key
	 * @param converter converts the values
	 * @return the values by name; empty if the key is given as it is stored, and does not
	 * tell them
	 * @throws InvalidKeyException if it has other values than the table's keys are
	 * composed of
	 */
	Map<String, AttributeValue> values(ItemKey key, ItemConverter converter) {
		if (isStored(key)) {
			Map<String, AttributeValue> told = this.parts.of(converter.toAttributes(key, List.of()), this.components);
			return (told != null) ? told : Map.of();
		}
		if (!key.named()) {
			return converter.toAttributes(key, requirePositions(key));
		}
		Map<String, AttributeValue> values = converter.toAttributes(key, this.components);
		for (String name : values.keySet()) {
			if (!this.components.contains(name)) {
				throw invalid("'%s' is no part of it; it is composed of %s".formatted(name, this.components));
			}
		}
		for (String component : this.components) {
			if (!values.containsKey(component)) {
				throw invalid("'%s' is missing".formatted(component));
			}
		}
		checkLast(values);
		return values;
	}

	/**
	 * Returns what the keys of the table are composed of.
	 * @param item the item
	 * @return the attributes that it has of that; empty if no key is computed
	 */
	public Map<String, AttributeValue> partsOf(Map<String, AttributeValue> item) {
		if (!any()) {
			return Map.of();
		}
		Map<String, AttributeValue> parts = new LinkedHashMap<>();
		for (String component : this.components) {
			AttributeValue value = item.get(component);
			if (value != null) {
				parts.put(component, value);
			}
		}
		return parts;
	}

	/** Whether a key has what is stored, and not what that is composed of. */
	private boolean isStored(ItemKey key) {
		return key.named() && key.attributes().keySet().stream().anyMatch(this.templates::containsKey);
	}

	private List<String> requirePositions(ItemKey key) {
		List<String> names = this.positions;
		if (names == null) {
			throw invalid(
					this.components.isEmpty() ? "it is the same for all items, so give it by the names of the table"
							: "it is composed of %s, so give it by these names".formatted(this.components));
		}
		if (key.rangeValue() != null && names.size() < 2) {
			throw invalid("a range value is given, but %s alone tells the items apart".formatted(names));
		}
		if (key.rangeValue() == null && names.size() > 1) {
			throw invalid("'%s' is missing".formatted(names.get(1)));
		}
		return names;
	}

	/**
	 * Returns the attributes of a key as the items have them.
	 * @param key the key, by what it is composed of or as it is stored
	 * @param converter converts the values
	 * @return the attributes, in a map that may be changed
	 * @throws InvalidKeyException if the items of the table have no such key
	 */
	Map<String, AttributeValue> attributes(ItemKey key, ItemConverter converter) {
		return isStored(key) ? stored(converter.toAttributes(key, List.of())) : composed(values(key, converter));
	}

	/**
	 * Says whether a stored item has keys of other items than the table's definition is
	 * of.
	 * @param item the item as it is stored
	 * @return whether a key that it has is not composed as this table's are
	 */
	public boolean isForeign(Map<String, AttributeValue> item) {
		for (Computed key : this.tableKeys) {
			AttributeValue value = item.get(key.attribute());
			if (value != null && !key.template().matches(value)) {
				return true;
			}
		}
		return false;
	}

	private Map<String, AttributeValue> stored(Map<String, AttributeValue> attributes) {
		for (Computed key : this.tableKeys) {
			AttributeValue value = attributes.get(key.attribute());
			if (value != null && !key.template().matches(value)) {
				throw invalid("'%s' is not composed as '%s'".formatted(key.attribute(), key.template()));
			}
		}
		return attributes;
	}

	/** The keys of the table that attributes make, if they do. */
	Map<String, AttributeValue> composed(Map<String, AttributeValue> values) {
		Map<String, AttributeValue> key = new LinkedHashMap<>(4);
		put(key, this.table.hashKey(), values);
		if (this.table.rangeKey() != null) {
			put(key, this.table.rangeKey(), values);
		}
		return key;
	}

	private void put(Map<String, AttributeValue> key, String attribute, Map<String, AttributeValue> values) {
		KeyTemplate template = this.templates.get(attribute);
		AttributeValue value = (template != null) ? composed(attribute, template, values) : values.get(attribute);
		if (value != null) {
			key.put(attribute, value);
		}
	}

	/**
	 * Returns the keys at which a read begins.
	 * @param given keys as they are stored, and what others are composed of
	 * @param keys the keys that are needed
	 * @return the keys as they are stored, and what is given beside that
	 */
	public Map<String, AttributeValue> start(Map<String, AttributeValue> given, Set<String> keys) {
		Map<String, AttributeValue> start = new LinkedHashMap<>(given);
		Set<String> spent = new LinkedHashSet<>();
		this.templates.forEach((attribute, template) -> {
			AttributeValue value = (keys.contains(attribute) && !given.containsKey(attribute))
					? composed(attribute, template, given) : null;
			if (value != null) {
				start.put(attribute, value);
				spent.addAll(template.attributes());
			}
		});
		spent.removeAll(keys);
		start.keySet().removeAll(spent);
		return start;
	}

	/**
	 * Puts the keys on an item, in place, whatever it has under their names. An index key
	 * that lacks an attribute is left out.
	 * @param item the item, which is changed
	 * @throws InvalidKeyException if an attribute is missing that a key of the table is
	 * composed of, if one cannot be a part of a key, or if the last one of the hash key
	 * is empty
	 */
	public void addTo(Map<String, AttributeValue> item) {
		for (Computed key : this.tableKeys) {
			item.put(key.attribute(), require(key, item));
		}
		checkLast(item);
		addIndexKeysTo(item);
	}

	/** A key that is given by its values has no empty hash value. */
	private void checkLast(Map<String, AttributeValue> item) {
		String name = this.lastOfHash;
		AttributeValue last = (name != null) ? item.get(name) : null;
		if (name != null && last != null && "".equals(last.s())) {
			throw invalid("'%s', which '%s' ends with, must not be empty".formatted(name, this.table.hashKey()));
		}
	}

	/**
	 * Returns what an item lacks of the keys of indexes of which it has a part. The keys
	 * of the table are not looked at.
	 * @param item the item
	 * @return the names of the attributes; empty if it has all or none of each key
	 */
	public Set<String> lackedParts(Map<String, AttributeValue> item) {
		Set<String> lacked = new LinkedHashSet<>();
		for (Computed key : this.indexKeys) {
			List<String> parts = key.template().attributes();
			if (parts.stream().anyMatch((part) -> !this.components.contains(part) && item.containsKey(part))) {
				parts.stream().filter((part) -> !item.containsKey(part)).forEach(lacked::add);
			}
		}
		return lacked;
	}

	/**
	 * Has the keys of the indexes follow attributes that were added to an item.
	 * @param item the item, which is changed
	 * @param added the attributes that were added
	 * @throws InvalidKeyException if one cannot be a part of a key
	 */
	public void follow(Map<String, AttributeValue> item, Set<String> added) {
		for (String attribute : added) {
			if (this.indexComponents.contains(attribute)) {
				addIndexKeysTo(item);
				return;
			}
		}
	}

	private void addIndexKeysTo(Map<String, AttributeValue> item) {
		for (Computed key : this.indexKeys) {
			AttributeValue value = composed(key.attribute(), key.template(), item);
			if (value != null) {
				item.put(key.attribute(), value);
			}
			else {
				item.remove(key.attribute());
			}
		}
	}

	/**
	 * Puts the keys on what an update makes of a stored item, in place. Those of the
	 * table stay as they are stored.
	 * @param stored the item as it is stored
	 * @param item what the update makes of it, which is changed
	 * @throws InvalidKeyException if a key of the table would be another one
	 */
	public void follow(Map<String, AttributeValue> stored, Map<String, AttributeValue> item) {
		for (Computed key : this.tableKeys) {
			AttributeValue value = stored.get(key.attribute());
			AttributeValue before = composed(key.attribute(), key.template(), stored);
			if (!require(key, item).equals((before != null) ? before : value)) {
				throw new InvalidKeyException(
						"The update would change the key '%s' of an item of table '%s', which is composed of %s; keys never change, so delete the item and insert the other"
							.formatted(key.attribute(), this.table.name(), key.template().attributes()));
			}
			if (value != null) {
				item.put(key.attribute(), value);
			}
		}
		addIndexKeysTo(item);
	}

	/**
	 * Removes the keys from an item, in place.
	 * @param item the item, which is changed
	 * @return whether it had any
	 */
	public boolean removeFrom(Map<String, AttributeValue> item) {
		boolean removed = false;
		for (String attribute : this.names) {
			removed |= item.remove(attribute) != null;
		}
		return removed;
	}

	private AttributeValue require(Computed key, Map<String, AttributeValue> item) {
		AttributeValue value = composed(key.attribute(), key.template(), item);
		if (value == null) {
			for (String component : key.template().attributes()) {
				AttributeValue part = item.get(component);
				if (part == null || Boolean.TRUE.equals(part.nul())) {
					throw invalid("'%s' is missing, of which '%s' is composed".formatted(component, key.attribute()));
				}
			}
			throw new IllegalStateException("A key is composed of attributes that are there");
		}
		return value;
	}

	private @Nullable AttributeValue composed(String attribute, KeyTemplate template,
			Map<String, AttributeValue> item) {
		try {
			return template.of(item);
		}
		catch (InvalidKeyException ex) {
			throw invalid("%s, of which '%s' is composed".formatted(ex.getMessage(), attribute));
		}
	}

	/**
	 * Returns an item without the keys that are computed, and with what they tell.
	 * @param item the item, which stays as it is
	 * @return the item as callers know it, as a view that must not be changed; the same
	 * map if no key is computed
	 */
	public Map<String, AttributeValue> hiddenIn(Map<String, AttributeValue> item) {
		return this.templates.isEmpty() ? item : new ItemWithoutKeys(this.parts.restored(item), this.names);
	}

	private InvalidKeyException invalid(String problem) {
		Class<?> type = this.table.itemType();
		return new InvalidKeyException("Key of %stable '%s' is unusable: %s"
			.formatted((type != null) ? "'" + type.getSimpleName() + "' in " : "", this.table.name(), problem));
	}

}
