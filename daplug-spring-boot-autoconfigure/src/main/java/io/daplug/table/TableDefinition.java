package io.daplug.table;

import java.util.Map;
import java.util.Set;

import io.daplug.id.GeneratedId;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.key.KeyPrefixer;
import io.daplug.key.KeyTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Declares a table: its names, its keys and the rules every write to it obeys. Immutable.
 */
public final class TableDefinition extends TableAccess {

	/**
	 * How many attributes can be unique: a transaction has up to 100 parts, which are the
	 * item and two claims for each attribute.
	 */
	public static final int MOST_UNIQUE = 49;

	private final String name;

	private final String tableName;

	private final String hashKey;

	private final @Nullable String rangeKey;

	private final KeyTypes keyTypes;

	private final KeyPrefixer prefixer;

	private final @Nullable String schema;

	private final Validation validation;

	private final UnknownInput unknown;

	private final UnknownAttributes updateUnknown;

	private final WriteOnlyAttributes writeOnly;

	private final @Nullable IdempotenceDefinition idempotence;

	private final @Nullable String writeToken;

	private final @Nullable String changeIdAttribute;

	private final Map<String, IndexDefinition> indexes;

	private final @Nullable Class<?> itemType;

	private final ItemTypes itemTypes;

	private final ItemContract itemContract;

	private final @Nullable TimestampsDefinition timestamps;

	private final @Nullable TimeToLiveDefinition timeToLive;

	private final Map<String, GeneratedId> generated;

	private final TableSettings settings;

	private final StreamSource streamSource;

	private final boolean guardedCopies;

	private final Set<String> unique;

	private final Map<String, KeyTemplate> computedKeys;

	TableDefinition(TableDefinitionBuilder builder) {
		super(builder);
		this.name = builder.name;
		this.tableName = (builder.tableName != null) ? builder.tableName : builder.name;
		this.hashKey = builder.requireHashKey();
		this.rangeKey = builder.rangeKey;
		this.keyTypes = new KeyTypes(this.name);
		this.keyTypes.key("hash-key", this.hashKey, builder.hashKeyType);
		if (this.rangeKey != null) {
			this.keyTypes.key("range-key", this.rangeKey, builder.rangeKeyType);
		}
		this.indexes = IndexRules.indexes(builder);
		this.keyTypes.indexes(this.indexes.values());
		this.prefixer = this.keyTypes.prefixer(this.hashKey, builder.hashPrefix, this.rangeKey, builder.rangePrefix);
		this.computedKeys = builder.computedKeys();
		this.itemType = builder.itemType;
		this.itemTypes = builder.itemTypes;
		this.itemContract = builder.itemContract;
		this.timestamps = builder.timestamps;
		this.timeToLive = builder.timeToLive;
		this.generated = builder.generated();
		this.schema = builder.schema;
		this.validation = builder.validation;
		this.unknown = builder.unknown;
		this.updateUnknown = builder.updateUnknown;
		this.writeOnly = builder.writeOnly;
		this.idempotence = builder.idempotence;
		this.writeToken = WriteTokenAttribute.of(builder.writeToken, this.idempotence);
		this.changeIdAttribute = builder.changeIdAttribute;
		WriteTokenAttribute.check("idempotence.token", this.writeToken, this.name, reservedAttributes());
		WriteTokenAttribute.check("change-id.attribute", this.changeIdAttribute, this.name, reservedAttributes());
		this.guardedCopies = builder.guardedCopies;
		OwnAttributes.check(this, this.keyTypes);
		this.settings = builder.settings();
		this.streamSource = builder.streamSource;
		IndexRules.requireWhatHides(this);
		this.unique = UniqueAttributes.of(builder.unique, this);
		ComputedKeyRules.check(this);
	}

	/**
	 * Begins a definition.
	 * @param name the logical name of the table
	 * @return a builder
	 */
	public static TableDefinitionBuilder named(String name) {
		return new TableDefinitionBuilder(name);
	}

	/**
	 * Returns the logical name, which is also the name of the template's bean.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the name of the table in DynamoDB.
	 * @return the table name
	 */
	public String tableName() {
		return this.tableName;
	}

	/**
	 * Returns the attribute that holds the hash key.
	 * @return the attribute's name
	 */
	public String hashKey() {
		return this.hashKey;
	}

	/**
	 * Returns the attribute that holds the range key.
	 * @return the attribute's name; null if the table has no range key
	 */
	public @Nullable String rangeKey() {
		return this.rangeKey;
	}

	/**
	 * Returns the declared type of a key of the table or of one of its indexes.
	 * @param key the key attribute
	 * @return its type; null if it was not declared, which leaves the check to DynamoDB
	 */
	public @Nullable ScalarAttributeType keyType(String key) {
		return this.keyTypes.of(key);
	}

	/**
	 * Says whether an attribute is the table's hash key or range key.
	 * @param attribute the attribute's name
	 * @return whether it is a key
	 */
	public boolean isKey(String attribute) {
		return attribute.equals(this.hashKey) || attribute.equals(this.rangeKey);
	}

	/**
	 * Returns the prefixes of the keys.
	 * @return the prefixer
	 */
	public KeyPrefixer prefixer() {
		return this.prefixer;
	}

	/**
	 * Returns the schema of every call that names no other.
	 * @return the schema's name; null if there is none
	 */
	public @Nullable String schema() {
		return this.schema;
	}

	/**
	 * Returns how far the schema is held against an item.
	 * @return the validation
	 */
	public Validation validation() {
		return this.validation;
	}

	/**
	 * Returns what becomes of attributes that a call passes and the schema does not
	 * describe.
	 * @return the rule
	 */
	public UnknownInput unknown() {
		return this.unknown;
	}

	/**
	 * Returns what an update makes of stored attributes that the schema does not
	 * describe.
	 * @return the rule
	 */
	public UnknownAttributes updateUnknown() {
		return this.updateUnknown;
	}

	/**
	 * Returns what becomes of attributes that the schema calls {@code writeOnly} inside
	 * the application.
	 * @return the rule
	 */
	public WriteOnlyAttributes writeOnly() {
		return this.writeOnly;
	}

	/**
	 * Returns how the table is guarded against lost updates.
	 * @return the definition; null if it is not guarded
	 */
	public @Nullable IdempotenceDefinition idempotence() {
		return this.idempotence;
	}

	/**
	 * Returns the attribute that keeps the token of the last write. Nobody sees it.
	 * @return the attribute's name, which is that of the change id where there is one;
	 * null if writes have no tokens
	 */
	public @Nullable String writeToken() {
		return (this.changeIdAttribute != null) ? this.changeIdAttribute : this.writeToken;
	}

	/**
	 * Returns the attribute that keeps a token in items which were written before the
	 * table had an attribute for change ids. Nobody sees it.
	 * @return the attribute's name; null if there is none
	 */
	public @Nullable String formerWriteToken() {
		return (this.changeIdAttribute != null && !this.changeIdAttribute.equals(this.writeToken)) ? this.writeToken
				: null;
	}

	/**
	 * Returns the attribute in which each write stores the id of its change. Nobody sees
	 * it.
	 * @return the attribute's name; null if writes store none
	 */
	public @Nullable String changeIdAttribute() {
		return this.changeIdAttribute;
	}

	/**
	 * Returns the secondary indexes.
	 * @return the indexes by name
	 */
	public Map<String, IndexDefinition> indexes() {
		return this.indexes;
	}

	/**
	 * Says whether an index holds an attribute of each item that has it.
	 * @param index the index
	 * @param attribute the attribute's name
	 * @return whether it is a key of the table or of the index, or is projected
	 */
	public boolean holds(IndexDefinition index, String attribute) {
		return isKey(attribute) || index.isKey(attribute) || index.projection().holds(attribute);
	}

	/**
	 * Returns what DynamoDB is told of the table when it is created.
	 * @return the settings
	 */
	public TableSettings settings() {
		return this.settings;
	}

	/**
	 * Returns what tells listeners and mirrors of the table's changes.
	 * @return the source of changes
	 */
	public StreamSource streamSource() {
		return this.streamSource;
	}

	/**
	 * Returns the Java type of the table's items, as changes announce them.
	 * @return the type; null to announce each change in the type of the call that made it
	 */
	public @Nullable Class<?> itemType() {
		return this.itemType;
	}

	/**
	 * Returns what tells the types of the table's items apart.
	 * @return the types; {@link ItemTypes#NONE} if nothing does
	 */
	public ItemTypes itemTypes() {
		return this.itemTypes;
	}

	/**
	 * Returns what the item type demands of items.
	 * @return the contract; {@link ItemContract#NONE} if it demands nothing
	 */
	public ItemContract itemContract() {
		return this.itemContract;
	}

	/**
	 * Returns where writes store when an item was created and written last.
	 * @return the attributes; null if they store neither
	 */
	public @Nullable TimestampsDefinition timestamps() {
		return this.timestamps;
	}

	/**
	 * Returns when the items expire.
	 * @return the definition; null if they do not
	 */
	public @Nullable TimeToLiveDefinition timeToLive() {
		return this.timeToLive;
	}

	/**
	 * Says whether guarded mirrors write the table. Then its copies have a sequence in
	 * {@code _sequence}, and those that are gone leave tombstones with {@code _removed},
	 * which nobody sees.
	 * @return whether to hide both
	 */
	public boolean guardedCopies() {
		return this.guardedCopies;
	}

	/**
	 * Returns the attribute that holds when a tombstone expires.
	 * @return that of the time to live; {@code _expires} if the table has none
	 */
	public String tombstoneExpiry() {
		return (this.timeToLive != null) ? this.timeToLive.attribute() : GuardedCopies.EXPIRES;
	}

	/**
	 * Returns the attributes that hold ids which inserts make.
	 * @return the forms of the ids by the names of the attributes
	 */
	public Map<String, GeneratedId> generated() {
		return this.generated;
	}

	/**
	 * Returns the attributes whose values no two items share.
	 * @return the attributes' names; empty if there are none
	 */
	public Set<String> unique() {
		return this.unique;
	}

	/**
	 * Returns how keys of the table and of its indexes are composed of other attributes.
	 * @return the templates, by the key attributes that they make
	 */
	public Map<String, KeyTemplate> computedKeys() {
		return this.computedKeys;
	}

	/**
	 * Returns the attributes that are keys of the table or of its indexes.
	 * @return the attributes' names
	 */
	public Set<String> keyAttributes() {
		return OwnAttributes.keys(this);
	}

	/**
	 * Returns the attributes that survive every mapping: keys, index keys, what these are
	 * composed of, the idempotence key, and the times of timestamps and time to live.
	 * @return the attributes' names
	 */
	public Set<String> reservedAttributes() {
		return OwnAttributes.reserved(this);
	}

	@Override
	public String toString() {
		return "TableDefinition[%s, tableName=%s]".formatted(this.name, this.tableName);
	}

}
