package io.daplug.template.context;

import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.event.AnnouncedCall;
import io.daplug.event.ItemIdentity;
import io.daplug.event.MessageOptions;
import io.daplug.expression.ExpressionWriter;
import io.daplug.expression.ValueEncoder;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.ItemVisibility;
import io.daplug.guard.StoredForm;
import io.daplug.guard.WriteGuard;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.WriteOnlyAttributes;
import io.daplug.table.gate.WriteGate;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.model.AnnouncedOptions;
import io.daplug.template.model.CallOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import org.springframework.util.Assert;

/**
 * What all parts of one table's template work with.
 *
 * @param table the table
 * @param resources what it works by
 * @param rules how items are converted, shaped and guarded
 * @param announcing where changes go
 * @param tenant whose items are worked with
 */
public record TableContext(TableDefinition table, TableResources resources, ItemRules rules, Announcing announcing,
		CallTenant tenant) {

	/** The table's door to DynamoDB. */
	public DynamoDbRequests requests() {
		return this.resources.requests();
	}

	/** Where work is done that is more than one thread's. */
	public TaskExecutorFactory executors() {
		return this.resources.executors();
	}

	/** The items that are kept in memory; null if none are. */
	public @Nullable CachedItems cached() {
		return this.resources.cached();
	}

	public ItemConverter converter() {
		return this.rules.converter();
	}

	public TableKeys keys() {
		return this.rules.keys();
	}

	public ItemVisibility visibility() {
		return this.rules.visibility();
	}

	public WriteGuard guard() {
		return this.rules.guard();
	}

	/**
	 * Makes what tells a write from all others: the id of its change where the items keep
	 * it, else a random token.
	 * @param stored the item, or its key, as it is stored
	 * @return the value for the attribute of the guard's token
	 */
	public AttributeValue nextToken(Map<String, AttributeValue> stored) {
		AttributeValue token = guard().token().next();
		return (this.table.changeIdAttribute() == null) ? token : AttributeValue
			.fromS(WriteSequence.planned(this.announcing.clock().instant(), token.s()).changeId(identity(stored)));
	}

	/**
	 * Returns what tells an item from all others.
	 * @param stored the item, or its key, as it is stored
	 * @return the identity of the item, which its changes have
	 */
	public ItemIdentity identity(Map<String, AttributeValue> stored) {
		return this.tenant.identity(keys().of(stored), stored);
	}

	/**
	 * Returns the id of the change that a stored item came from.
	 * @param stored the item as it is stored
	 * @return the id; null if the item has none
	 */
	public @Nullable String changeId(Map<String, AttributeValue> stored) {
		AttributeValue id = (this.table.changeIdAttribute() != null) ? stored.get(this.table.changeIdAttribute())
				: null;
		return (id != null) ? id.s() : null;
	}

	/** What callers know of stored items that have these prefixes. */
	public PlainForm plain(KeyPrefixer prefixer) {
		return new PlainForm(prefixer, this.rules.stored().form());
	}

	/** A stored item as those who write know it: without the token of its last write. */
	public Map<String, AttributeValue> known(Map<String, AttributeValue> stored, KeyPrefixer prefixer) {
		StoredRules rules = this.rules.stored();
		Map<String, AttributeValue> visible = guard().token().hiddenIn(stored);
		if (rules.values() == StoredForm.SAME) {
			return plain(prefixer).of(visible);
		}
		Map<String, AttributeValue> bare = prefixer.strip(visible);
		Map<String, AttributeValue> known = rules.form().of(bare);
		return (known != bare) ? new KnownItem(known, bare) : bare;
	}

	/** The versions of items; null if they have none. */
	public @Nullable ItemVersions versions() {
		return this.rules.stored().versions();
	}

	/** Asks for a write that a call makes to be let through. */
	public WriteGate.Pass enter(WriteCall<?> call) {
		return this.rules.stored().gate().enter(call.options().origin());
	}

	/** The times that writes leave in items. */
	public WriteTimes times() {
		return WriteTimes.of(this.table, this.announcing.clock());
	}

	/** The same for requests that may take no longer than what is left of some time. */
	public TableContext within(LongSupplier remainingNanos) {
		return new TableContext(this.table, this.resources.with(requests().within(remainingNanos)), this.rules,
				this.announcing, this.tenant);
	}

	/** The same for the items of others. */
	public TableContext with(CallTenant others) {
		return new TableContext(this.table, this.resources, this.rules, this.announcing, others);
	}

	/** The same where some items are seen by nobody. */
	public TableContext seeing(ItemVisibility visible) {
		return new TableContext(
				this.table, this.resources, new ItemRules(this.rules.converter(), this.rules.keys(),
						this.rules.schemas(), this.rules.stored().seeing(visible), this.rules.contributions()),
				this.announcing, this.tenant);
	}

	/** The prefixes of keys where a call says nothing of them. */
	public KeyPrefixer prefixer() {
		return this.tenant.prefixer();
	}

	/**
	 * Looks what an item is now: one consistent GetItem.
	 * @param key its key as it is stored
	 * @return the item as it is stored; empty if there is none
	 */
	public Map<String, AttributeValue> stored(Map<String, AttributeValue> key) {
		GetItemRequest get = GetItemRequest.builder()
			.tableName(this.table.tableName())
			.key(key)
			.consistentRead(true)
			.overrideConfiguration(requests().limit())
			.build();
		return requests().send("get", (client) -> client.getItem(get)).item();
	}

	/**
	 * Refuses a call that says of its announcement what nobody could heed. Asks nobody if
	 * the call says nothing.
	 */
	public void checkAnnouncement(AnnouncedOptions options) {
		String schema = this.table.schema();
		boolean ownSchema = !Objects.equals(options.schema().orElse(schema), schema);
		if (!options.publish() || options.message() != MessageOptions.DEFAULTS || ownSchema
				|| !options.prefixes().isEmpty()) {
			boolean ownPrefix = options.prefixes()
				.entrySet()
				.stream()
				.anyMatch((own) -> !own.getValue().equals(this.table.prefixer().prefix(own.getKey())));
			this.announcing.publisher()
				.checkCall(new AnnouncedCall(this.table.name(), options.publish(), options.message(), ownSchema,
						ownPrefix));
		}
	}

	/** The type that a change is announced as: the table's, else that of the call. */
	public ItemType<?> changeType(ItemType<?> asked) {
		ItemType<?> configured = this.announcing.itemType();
		return (configured != null) ? configured : asked;
	}

	public KeyPrefixer prefixer(CallOptions options) {
		if (options.prefixes().isEmpty()) {
			return prefixer();
		}
		options.prefixes()
			.forEach((attribute, prefix) -> Assert.state(prefix.isEmpty() || !keys().computed().contains(attribute),
					() -> "'prefix' must not be set for '%s' of table '%s', which is composed of other attributes"
						.formatted(attribute, this.table.name())));
		return prefixer().with(options.prefixes());
	}

	/** The schema of a write: the call's, else the table's. */
	public @Nullable ItemSchema writeSchema(CallOptions options) {
		return schema(options.schema().orElse(this.table.schema()));
	}

	/** The schema of a read: the call's, and none without it. */
	public @Nullable ItemSchema readSchema(CallOptions options) {
		return schema(options.schema().orElse(null));
	}

	/** What must not leave the application with a change that a call makes. */
	public WriteOnlyCut outgoing(CallOptions options) {
		return WriteOnlyCut.of(schema(this.table.schema()), writeSchema(options));
	}

	/** What is not shown to those who are in the application. */
	public WriteOnlyCut hidden(CallOptions options) {
		return (this.table.writeOnly() == WriteOnlyAttributes.HIDE) ? outgoing(options) : WriteOnlyCut.NONE;
	}

	/** What callers do not get of what they wrote. */
	public AnswerCut unanswered(CallOptions options) {
		return new AnswerCut(hidden(options), keys().computed());
	}

	/** What callers do not get where no call says which schema holds. */
	public AnswerCut unanswered() {
		return new AnswerCut(hidden(), keys().computed());
	}

	private WriteOnlyCut hidden() {
		return (this.table.writeOnly() == WriteOnlyAttributes.HIDE) ? WriteOnlyCut.of(schema(this.table.schema()), null)
				: WriteOnlyCut.NONE;
	}

	/** What a read does not get, which may say so itself. */
	public AnswerCut unanswered(CallOptions options, @Nullable WriteOnlyAttributes asked) {
		return new AnswerCut(hidden(options, asked), keys().computed());
	}

	private WriteOnlyCut hidden(CallOptions options, @Nullable WriteOnlyAttributes asked) {
		Assert.state(asked == null || this.table.schema() != null || readSchema(options) != null,
				() -> "'writeOnly' needs a schema, and neither the read nor table '%s' names one"
					.formatted(this.table.name()));
		if (asked == null && readSchema(options) == null) {
			return hidden();
		}
		WriteOnlyAttributes rule = (asked != null) ? asked : this.table.writeOnly();
		return (rule == WriteOnlyAttributes.HIDE) ? WriteOnlyCut.of(schema(this.table.schema()), readSchema(options))
				: WriteOnlyCut.NONE;
	}

	private @Nullable ItemSchema schema(@Nullable String name) {
		return (name != null) ? this.rules.schemas().get(name) : null;
	}

	public ExpressionWriter expressions(KeyPrefixer prefixer) {
		return new ExpressionWriter(encoder(prefixer));
	}

	public ValueEncoder encoder(KeyPrefixer prefixer) {
		return new StoredValueEncoder(converter(), prefixer, this.rules.stored().values().otherForms());
	}

}
