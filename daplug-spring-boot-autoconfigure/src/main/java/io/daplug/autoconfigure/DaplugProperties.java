package io.daplug.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.daplug.capacity.ScanRule;
import io.daplug.autoconfigure.version.SchemaVersionProperties;
import io.daplug.id.GeneratedId;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.table.StreamSource;
import io.daplug.table.TimestampForm;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.table.WriteOnlyAttributes;
import io.daplug.version.StoredAs;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Daplug that each feature needs: schemas and tables.
 *
 * @param schema OpenAPI or JSON schema files that describe the items.
 * @param schemaRemoteRefs Whether references of schema files to other hosts are fetched.
 * @param schemaCheck What is done about mistakes in schema files that can be used all the
 * same. Misspelt keywords are found always, all others where swagger-parser is there.
 * @param createTables Whether tables are created at start. Never by default, if missing
 * on the embedded DynamoDB.
 * @param checkTables What of the tables is held against DynamoDB at start.
 * @param tables Tables to work with, by logical name.
 */
@ConfigurationProperties("daplug")
record DaplugProperties(@DefaultValue List<String> schema, @DefaultValue("false") boolean schemaRemoteRefs,
		@DefaultValue("warn") SchemaCheck schemaCheck, @Nullable CreateTables createTables,
		@DefaultValue("none") CheckTables checkTables, @DefaultValue Map<String, Table> tables) {

	enum SchemaCheck {

		WARN, FAIL, NONE

	}

	enum CreateTables {

		NEVER, IF_MISSING

	}

	/**
	 * What is compared at start.
	 */
	enum CheckTables {

		NONE, EXISTS, SHAPE

	}

	/**
	 * How a table is billed. Not the SDK's enum, as for the types of keys.
	 */
	enum Billing {

		ON_DEMAND(BillingMode.PAY_PER_REQUEST), PROVISIONED(BillingMode.PROVISIONED);

		private final BillingMode mode;

		Billing(BillingMode mode) {
			this.mode = mode;
		}

		BillingMode mode() {
			return this.mode;
		}

	}

	/**
	 * What a stream shows of a change. Not the SDK's enum, as for the types of keys.
	 */
	enum StreamView {

		KEYS_ONLY(StreamViewType.KEYS_ONLY), NEW_IMAGE(StreamViewType.NEW_IMAGE), OLD_IMAGE(StreamViewType.OLD_IMAGE),
		NEW_AND_OLD_IMAGES(StreamViewType.NEW_AND_OLD_IMAGES);

		private final StreamViewType type;

		StreamView(StreamViewType type) {
			this.type = type;
		}

		StreamViewType type() {
			return this.type;
		}

	}

	/**
	 * Classes of tables. Not the SDK's enum, as for the types of keys.
	 */
	enum TableClass {

		STANDARD(software.amazon.awssdk.services.dynamodb.model.TableClass.STANDARD), STANDARD_INFREQUENT_ACCESS(
				software.amazon.awssdk.services.dynamodb.model.TableClass.STANDARD_INFREQUENT_ACCESS);

		private final software.amazon.awssdk.services.dynamodb.model.TableClass type;

		TableClass(software.amazon.awssdk.services.dynamodb.model.TableClass type) {
			this.type = type;
		}

		software.amazon.awssdk.services.dynamodb.model.TableClass type() {
			return this.type;
		}

	}

	/**
	 * Types of keys. Not the SDK's enum, which has a constant for what it does not know.
	 */
	enum KeyType {

		TEXT(ScalarAttributeType.S), NUMBER(ScalarAttributeType.N), BINARY(ScalarAttributeType.B);

		private final ScalarAttributeType attributeType;

		KeyType(ScalarAttributeType attributeType) {
			this.attributeType = attributeType;
		}

		ScalarAttributeType attributeType() {
			return this.attributeType;
		}

	}

	/**
	 * One table.
	 *
	 * @param name Name of the table in DynamoDB. The logical name by default.
	 * @param schema Schema of every call that names no other.
	 * @param hashKey Attribute that holds the hash key.
	 * @param hashKeyType Type of the hash key. What the schema says by default, else
	 * text.
	 * @param rangeKey Attribute that holds the range key, if there is one.
	 * @param rangeKeyType Type of the range key. What the schema says by default, else
	 * text.
	 * @param hashPrefix Prefix of stored hash keys.
	 * @param rangePrefix Prefix of stored range keys.
	 * @param validation How far the schema is held against an item.
	 * @param unknown What becomes of attributes that a call passes and the schema does
	 * not describe.
	 * @param updateUnknown What an update makes of stored attributes that the schema does
	 * not describe.
	 * @param writeOnly What becomes of attributes that the schema calls writeOnly in
	 * reads and events. Messages never hold them.
	 * @param storedAs The form in which values may be stored.
	 * @param idempotence How the table is guarded against lost updates.
	 * @param changeId The ids of changes.
	 * @param indexes Secondary indexes, by name.
	 * @param itemType Java type of the items in announced changes.
	 * @param timestamps When items were created and written last.
	 * @param timeToLive When items expire.
	 * @param generated Attributes for which an insert makes an id if the item lacks it,
	 * with the form of the id.
	 * @param billing How the table is billed. On demand by default, where it is created.
	 * @param throughput How much may be read from and written to the table.
	 * @param stream The table's stream, and what tells listeners of changes.
	 * @param deletionProtection Whether the table cannot be deleted.
	 * @param tags Tags of the table.
	 * @param tableClass How storage and requests are priced.
	 * @param unique Attributes whose values no two items share.
	 * @param guardedCopies Whether guarded mirrors write the table, so that tombstones
	 * are hidden. By default if a mirror of this application does.
	 * @param reads What reads may do.
	 * @param cache How items are kept in memory. They are not by default.
	 * @param tenant How tenants share the table.
	 * @param schemaVersion Version of their schema that items have.
	 */
	record Table(@Nullable String name, @Nullable String schema, @Nullable KeyProperties hashKey,
			@Nullable KeyType hashKeyType, @Nullable KeyProperties rangeKey, @Nullable KeyType rangeKeyType,
			@Nullable String hashPrefix, @Nullable String rangePrefix, @DefaultValue("strict") Validation validation,
			@DefaultValue("drop") UnknownInput unknown, @DefaultValue("keep") UnknownAttributes updateUnknown,
			@DefaultValue("keep") WriteOnlyAttributes writeOnly, @DefaultValue("daplug") StoredAs storedAs,
			@Nullable Idempotence idempotence, @Nullable ChangeId changeId,
			@DefaultValue Map<String, IndexProperties> indexes, @Nullable Class<?> itemType,
			@Nullable Timestamps timestamps, @Nullable TimeToLive timeToLive,
			@DefaultValue Map<String, GeneratedId> generated, @Nullable Billing billing,
			@Nullable ThroughputProperties throughput, @Nullable Stream stream,
			@DefaultValue("false") boolean deletionProtection, @DefaultValue Map<String, String> tags,
			@Nullable TableClass tableClass, @DefaultValue List<String> unique, @Nullable Boolean guardedCopies,
			@Nullable Reads reads, @Nullable CacheProperties cache, @Nullable Tenant tenant,
			@Nullable SchemaVersionProperties schemaVersion) {

		@Nullable String hashAttribute() {
			return KeyProperties.attribute(this.hashKey);
		}

		@Nullable String rangeAttribute() {
			return KeyProperties.attribute(this.rangeKey);
		}

	}

	/**
	 * Guard against lost updates.
	 *
	 * @param key Attribute whose value tells one state of an item from the next.
	 * @param strategy What a write demands of the stored value.
	 * @param missing What becomes of a write to an item that has no value.
	 * @param generate Who advances the value.
	 * @param token Attribute in which each write leaves a token of its own, which nobody
	 * sees, or "none". "_write" by default if the value counts, else none.
	 */
	record Idempotence(@Nullable String key, @DefaultValue("conditional") IdempotenceStrategy strategy,
			@DefaultValue("fail") MissingValue missing, @DefaultValue("none") GeneratedValue generate,
			@Nullable String token) {

	}

	/**
	 * The ids of changes.
	 *
	 * @param attribute Attribute in which each write stores the id of its change, which
	 * nobody sees. It is also the token of the write.
	 */
	record ChangeId(@Nullable String attribute) {

	}

	/**
	 * When items were created and written last.
	 *
	 * @param created Attribute that holds when an item was created.
	 * @param modified Attribute that holds when an item was written last.
	 * @param form How both are stored. What the schema says by default, else text. Where
	 * it says number, milliseconds if they fit it, else seconds.
	 */
	record Timestamps(@Nullable String created, @Nullable String modified, @Nullable TimestampForm form) {

	}

	/**
	 * The stream of a table.
	 *
	 * @param source What tells listeners and mirrors of the table's changes.
	 * @param viewType What the stream shows of a change. The table gets no stream without
	 * it, unless changes come from the stream, which then shows new and old images.
	 */
	record Stream(@DefaultValue("application") StreamSource source, @Nullable StreamView viewType) {

	}

	/**
	 * When items expire.
	 *
	 * @param attribute Attribute that holds when an item expires, as the number of
	 * seconds since 1970.
	 * @param after How long an item lives that is inserted or overwritten without a
	 * value.
	 * @param hideExpired Whether expired items are as good as deleted, although they are
	 * still stored.
	 */
	record TimeToLive(@Nullable String attribute, @Nullable Duration after,
			@DefaultValue("false") boolean hideExpired) {

	}

	/**
	 * What reads of a table may do.
	 *
	 * @param scan Whether the table may be scanned.
	 * @param maxUnitsPerCall How many capacity units one query or scan may use before it
	 * ends.
	 */
	record Reads(@DefaultValue("by-name") ScanRule scan, @Nullable Integer maxUnitsPerCall) {

	}

	/**
	 * How tenants share a table.
	 *
	 * @param resolver Name of the bean of type TenantResolver that tells the tenant of a
	 * call. The only one by default.
	 * @param prefix What comes before the hash keys of a tenant's items, with {tenant}
	 * for the tenant: "T#{tenant}#".
	 */
	record Tenant(@Nullable String resolver, @Nullable String prefix) {

	}

}
