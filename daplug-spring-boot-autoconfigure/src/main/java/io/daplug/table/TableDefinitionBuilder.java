package io.daplug.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.id.GeneratedId;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.key.KeyTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Collects what declares a table.
 */
public final class TableDefinitionBuilder extends TableAccessBuilder<TableDefinitionBuilder> {

	@Nullable String tableName;

	@Nullable IdempotenceDefinition idempotence;

	@Nullable String writeToken;

	@Nullable String changeIdAttribute;

	final Map<String, IndexDefinition> indexes = new LinkedHashMap<>();

	@Nullable Class<?> itemType;

	ItemTypes itemTypes = ItemTypes.NONE;

	ItemContract itemContract = ItemContract.NONE;

	@Nullable TimestampsDefinition timestamps;

	@Nullable TimeToLiveDefinition timeToLive;

	private final Map<String, GeneratedId> generated = new LinkedHashMap<>();

	private final Map<String, KeyTemplate> computedKeys = new LinkedHashMap<>();

	Set<String> unique = Set.of();

	boolean guardedCopies;

	TableDefinitionBuilder(String name) {
		super(name);
	}

	/**
	 * Begins a definition of the same table that has all that another one says.
	 * @param table the other definition
	 * @return a builder
	 */
	public static TableDefinitionBuilder like(TableDefinition table) {
		TableDefinitionBuilder builder = new TableDefinitionBuilder(table.name());
		builder.tableName = table.tableName();
		builder.likeKeys(table);
		builder.likeSchema(table);
		builder.likeSettings(table);
		builder.likeAccess(table);
		builder.idempotence = table.idempotence();
		builder.changeIdAttribute = table.changeIdAttribute();
		String token = (table.changeIdAttribute() != null) ? table.formerWriteToken() : table.writeToken();
		builder.writeToken = (token != null) ? token : "";
		builder.indexes.putAll(table.indexes());
		builder.itemType = table.itemType();
		builder.itemTypes = table.itemTypes();
		builder.itemContract = table.itemContract();
		builder.timestamps = table.timestamps();
		builder.timeToLive = table.timeToLive();
		builder.generated.putAll(table.generated());
		builder.computedKeys.putAll(table.computedKeys());
		builder.unique = table.unique();
		builder.guardedCopies = table.guardedCopies();
		return builder;
	}

	@Override
	TableDefinitionBuilder self() {
		return this;
	}

	/**
	 * Sets the name of the table in DynamoDB. The logical name by default.
	 * @param tableName the table name
	 * @return this builder
	 */
	public TableDefinitionBuilder tableName(String tableName) {
		this.tableName = tableName;
		return this;
	}

	/**
	 * Guards the table against lost updates.
	 * @param idempotence how
	 * @return this builder
	 */
	public TableDefinitionBuilder idempotence(IdempotenceDefinition idempotence) {
		this.idempotence = idempotence;
		return this;
	}

	/**
	 * Has each write leave a token of its own in an attribute that nobody sees. It tells
	 * a write that was sent twice, as its answer was lost, from another writer's equal
	 * one. {@code _write} by default if a counter guards the table, else there is none.
	 * @param attribute the attribute's name; empty for none
	 * @return this builder
	 */
	public TableDefinitionBuilder writeToken(String attribute) {
		this.writeToken = attribute;
		return this;
	}

	/**
	 * Has each write store the id of its change in an attribute that nobody sees, so that
	 * each source of changes gives the change the same id. It is also the token of the
	 * write: no other one is left beside it. The id takes the place of what other
	 * programs leave in the attribute; they must not copy it from item to item. None by
	 * default.
	 * @param attribute the attribute's name
	 * @return this builder
	 */
	public TableDefinitionBuilder changeIdAttribute(String attribute) {
		this.changeIdAttribute = attribute;
		return this;
	}

	/**
	 * Adds a secondary index.
	 * @param index the index
	 * @return this builder
	 */
	public TableDefinitionBuilder index(IndexDefinition index) {
		this.indexes.put(index.name(), index);
		return this;
	}

	/**
	 * Sets the Java type of the table's items, as changes announce them.
	 * @param itemType the type
	 * @return this builder
	 */
	public TableDefinitionBuilder itemType(Class<?> itemType) {
		this.itemType = itemType;
		return this;
	}

	/**
	 * Has changes announce each item in the type that its key says. Changes of other
	 * items are announced as if this were not set. {@link ItemTypes#NONE} by default.
	 * @param itemTypes tells the types apart
	 * @return this builder
	 */
	public TableDefinitionBuilder itemTypes(ItemTypes itemTypes) {
		this.itemTypes = itemTypes;
		return this;
	}

	/**
	 * Has items held against what their Java type demands of them.
	 * {@link ItemContract#NONE} by default.
	 * @param itemContract what the {@linkplain #itemType item type} demands
	 * @return this builder
	 */
	public TableDefinitionBuilder itemContract(ItemContract itemContract) {
		this.itemContract = itemContract;
		return this;
	}

	/**
	 * Has each write store when the item was created and when it was written last.
	 * @param timestamps where
	 * @return this builder
	 */
	public TableDefinitionBuilder timestamps(TimestampsDefinition timestamps) {
		this.timestamps = timestamps;
		return this;
	}

	/**
	 * Lets items expire.
	 * @param timeToLive when
	 * @return this builder
	 */
	public TableDefinitionBuilder timeToLive(TimeToLiveDefinition timeToLive) {
		this.timeToLive = timeToLive;
		return this;
	}

	/**
	 * Has an insert make an id for an item that lacks it.
	 * @param attribute the attribute that holds the id; a key or any other
	 * @param form the form of the id
	 * @return this builder
	 */
	public TableDefinitionBuilder generated(String attribute, GeneratedId form) {
		this.generated.put(attribute, form);
		return this;
	}

	/**
	 * Has no id made for an attribute.
	 * @param attribute the attribute
	 * @return this builder
	 */
	public TableDefinitionBuilder notGenerated(String attribute) {
		this.generated.remove(attribute);
		return this;
	}

	Map<String, GeneratedId> generated() {
		return Collections.unmodifiableMap(new LinkedHashMap<>(this.generated));
	}

	/**
	 * Makes attributes unique: no two items that are written with the same prefixes have
	 * the same value of one of them, whoever writes at the same time. Each value is kept
	 * by a claim, an item of its own in the same table that nobody sees. An item without
	 * a value, or with NULL, claims nothing. A write that brings a new value, or removes
	 * one, is a transaction, which costs double.
	 * @param attributes the names of the attributes, each of which is unique by itself
	 * @return this builder
	 */
	public TableDefinitionBuilder unique(String... attributes) {
		this.unique = new LinkedHashSet<>(List.of(attributes));
		return this;
	}

	/**
	 * Says whether guarded mirrors write the table, in this application or in another
	 * one. Then templates hide what these leave beside the copies: the attribute
	 * {@code _sequence}, and tombstones, which are items with the attribute
	 * {@code _removed}. Reads that ask for some attributes only bring this one too, and
	 * items are counted by reading them. An index whose keys are all keys of the table
	 * must hold {@code _removed}.
	 * @param guardedCopies false by default
	 * @return this builder
	 */
	public TableDefinitionBuilder guardedCopies(boolean guardedCopies) {
		this.guardedCopies = guardedCopies;
		return this;
	}

	/**
	 * Has a key of the table, or of an index, composed of other attributes, so that
	 * several types of items can share a table. Each has a definition of its own.
	 * <p>
	 * Writes put the key on. Without one of the attributes, the key of an index is left
	 * out, and an item without a key of the table is refused. What an item has under the
	 * name of the key is replaced. Readers do not get the key; changes and copies have
	 * it, as the stored key is what tells items of different types apart.
	 * <p>
	 * A key of an item is given by the values of the attributes:
	 * {@code ItemKey.of("d1", time)} where hash key and range key have one each, else by
	 * their names. Queries ask for the same values. Queries and scans find only items
	 * with such keys. A scan reads the others, too, and leaves them out; so does a query
	 * of an index.
	 * <p>
	 * An update has the keys of indexes follow. A change of a part does not see the item:
	 * it has to set all attributes of such a key, or remove one of them. Attributes of a
	 * key of the table never change.
	 * @param attribute the key attribute, whose type is text unless the template copies;
	 * any other attribute for a template that is the same in all items
	 * @param template how it is composed
	 * @return this builder
	 */
	public TableDefinitionBuilder computedKey(String attribute, KeyTemplate template) {
		this.computedKeys.put(attribute, template);
		return this;
	}

	Map<String, KeyTemplate> computedKeys() {
		return Collections.unmodifiableMap(new LinkedHashMap<>(this.computedKeys));
	}

	/**
	 * Builds the definition.
	 * @return the definition
	 * @throws IllegalStateException if the parts do not go together
	 */
	public TableDefinition build() {
		if (this.tenant != null && this.hashKeyType == null) {
			this.hashKeyType = ScalarAttributeType.S;
		}
		TableDefinition table = new TableDefinition(this);
		TenantKeys.check(table);
		return table;
	}

}
