package io.daplug.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.sns.DerivedAttribute;
import io.daplug.sns.MessagePayload;
import io.daplug.stream.AfterPark;
import io.daplug.stream.Dispatch;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.Validation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Settings of Daplug.
 *
 * @param schema OpenAPI or JSON schema files that describe the items.
 * @param schemaRemoteRefs Whether references of schema files to other hosts are fetched.
 * @param createTables Whether tables are created at start. Never by default, if missing
 * on the embedded DynamoDB.
 * @param tables Tables to work with, by logical name.
 * @param listeners How changes are handed to listeners.
 * @param mirrors Tables that are copied into others as they change, by name.
 * @param sns How changes are sent to SNS.
 */
@ConfigurationProperties("daplug")
record DaplugProperties(@DefaultValue List<String> schema, @DefaultValue("false") boolean schemaRemoteRefs,
		@Nullable CreateTables createTables, @DefaultValue Map<String, Table> tables, @DefaultValue Listeners listeners,
		@DefaultValue Map<String, Mirror> mirrors, @DefaultValue Sns sns) {

	enum CreateTables {

		NEVER, IF_MISSING

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
	 * @param updateUnknown What an update makes of stored attributes that the schema does
	 * not describe.
	 * @param idempotence How the table is guarded against lost updates.
	 * @param indexes Secondary indexes, by name.
	 * @param itemType Java type of the items in announced changes.
	 * @param sns Where changes are announced on SNS.
	 */
	record Table(@Nullable String name, @Nullable String schema, @Nullable String hashKey,
			@Nullable KeyType hashKeyType, @Nullable String rangeKey, @Nullable KeyType rangeKeyType,
			@Nullable String hashPrefix, @Nullable String rangePrefix, @DefaultValue("strict") Validation validation,
			@DefaultValue("keep") UnknownAttributes updateUnknown, @Nullable Idempotence idempotence,
			@DefaultValue Map<String, Index> indexes, @Nullable Class<?> itemType, @Nullable Topic sns) {

	}

	/**
	 * Guard against lost updates.
	 *
	 * @param key Attribute whose value tells one state of an item from the next.
	 * @param strategy What a write demands of the stored value.
	 * @param missing What becomes of a write to an item that has no value.
	 * @param generate Who advances the value.
	 */
	record Idempotence(@Nullable String key, @DefaultValue("conditional") IdempotenceStrategy strategy,
			@DefaultValue("fail") MissingValue missing, @DefaultValue("none") GeneratedValue generate) {

	}

	/**
	 * One secondary index.
	 *
	 * @param hashKey Attribute that holds the hash key of the index.
	 * @param hashKeyType Type of that attribute. What the schema says by default, else
	 * text.
	 * @param rangeKey Attribute that holds the range key of the index, if there is one.
	 * @param rangeKeyType Type of that attribute. What the schema says by default, else
	 * text.
	 */
	record Index(@Nullable String hashKey, @Nullable KeyType hashKeyType, @Nullable String rangeKey,
			@Nullable KeyType rangeKeyType) {

	}

	/**
	 * Listeners of changes.
	 *
	 * @param concurrency How many threads of a listener handle changes, of different
	 * keys.
	 * @param batchSize How many changes a handler is given together at most, where it
	 * works on several.
	 * @param queueCapacity How many changes wait for a listener before writers have to
	 * wait.
	 * @param dispatch On which thread changes are handled.
	 * @param maxAttempts How often a change is tried before it is parked.
	 * @param backoff How long to wait between attempts.
	 * @param afterPark What becomes of later changes of a key after one was parked.
	 * @param parkingTable Table that keeps parked changes. None by default.
	 * @param shutdownTimeout How long changes that wait are still handled at shutdown.
	 */
	record Listeners(@DefaultValue("4") int concurrency, @DefaultValue("25") int batchSize,
			@DefaultValue("1000") int queueCapacity, @DefaultValue("async") Dispatch dispatch,
			@DefaultValue("5") int maxAttempts, @DefaultValue ListenerBackoff backoff,
			@DefaultValue("continue") AfterPark afterPark, @Nullable String parkingTable,
			@DefaultValue("30s") Duration shutdownTimeout) {

	}

	/**
	 * How changes are sent to SNS.
	 *
	 * @param timeout How long one request may take, with the attempts of the SDK.
	 * @param async Whether messages are sent by threads of their own instead of the
	 * writers'.
	 * @param threads How many of these threads there are.
	 * @param queueCapacity How many messages may wait for them. A writer that brings more
	 * waits itself.
	 * @param shutdownTimeout How long messages that wait are still sent at shutdown.
	 */
	record Sns(@DefaultValue("5s") Duration timeout, @DefaultValue("false") boolean async,
			@DefaultValue("4") int threads, @DefaultValue("1000") int queueCapacity,
			@DefaultValue("20s") Duration shutdownTimeout) {

	}

	/**
	 * Time between attempts.
	 *
	 * @param initial Time before the second attempt.
	 * @param max Longest time.
	 * @param multiplier By how much the time grows from attempt to attempt.
	 */
	record ListenerBackoff(@DefaultValue("100ms") Duration initial, @DefaultValue("10s") Duration max,
			@DefaultValue("2") double multiplier) {

	}

	/**
	 * One mirror.
	 *
	 * @param source Table that is mirrored.
	 * @param destination Table that is written.
	 * @param schema Schema that shapes and checks what is written. That of the
	 * destination by default.
	 * @param fields Attributes that have another name in the destination, new names by
	 * old ones.
	 * @param constants Attributes of the destination that have the same value in every
	 * item.
	 * @param filter Expression over the item's attributes that is true of items that
	 * belong in the destination. All do by default.
	 * @param announce Whether the writes are announced as all others are.
	 */
	record Mirror(@Nullable String source, @Nullable String destination, @Nullable String schema,
			@DefaultValue Map<String, String> fields, @DefaultValue Map<String, Object> constants,
			@Nullable String filter, @DefaultValue("true") boolean announce) {

	}

	/**
	 * Topic of one table.
	 *
	 * @param topicArn ARN of the topic.
	 * @param topicName Name of the topic, to be found by ListTopics at start. Instead of
	 * the ARN.
	 * @param attributes Attributes of every message.
	 * @param derivedAttributes Attributes that are made of the change. All by default.
	 * @param payload What the body of a message holds.
	 * @param requiredPayload What every item, or the data sent instead of it, must have.
	 * @param requiredAttributes Attributes that every message must have.
	 * @param maxMessageSize How large body and attributes may be together.
	 */
	record Topic(@Nullable String topicArn, @Nullable String topicName, @DefaultValue Map<String, Object> attributes,
			@Nullable Set<DerivedAttribute> derivedAttributes, @DefaultValue("item") MessagePayload payload,
			@DefaultValue Set<String> requiredPayload, @DefaultValue Set<String> requiredAttributes,
			@DefaultValue("256KB") DataSize maxMessageSize) {

		boolean named() {
			return StringUtils.hasText(this.topicArn) || StringUtils.hasText(this.topicName);
		}

	}

}
