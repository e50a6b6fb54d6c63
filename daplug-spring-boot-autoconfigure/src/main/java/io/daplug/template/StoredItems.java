package io.daplug.template;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.event.ItemIdentity;
import io.daplug.event.Operation;
import io.daplug.guard.ItemVisibility;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.table.TableDefinition;
import io.daplug.template.context.AnswerCut;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.read.StoredReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of a table as they are stored, with their prefixes: for work on whole tables,
 * such as copying and comparing them. What nobody may see is left out, unless a method
 * says otherwise. Requests that DynamoDB refuses for lack of capacity are sent again for
 * a minute. Safe for use by many threads.
 */
public final class StoredItems {

	private static final Duration DEADLINE = Duration.ofMinutes(1);

	private final TableEngines engines;

	private final StoredReader reader;

	private final AnswerCut unseen;

	private StoredItems(TableEngines engines) {
		this.engines = engines;
		this.reader = new StoredReader(engines.context(), DEADLINE);
		this.unseen = engines.context().unanswered();
	}

	/**
	 * Returns the stored items of a template's table.
	 * @param template the template
	 * @return the items
	 */
	public static StoredItems of(DaplugTemplate template) {
		return new StoredItems(template.engines());
	}

	/**
	 * Items that one request or several brought.
	 *
	 * @param items the items as they are stored
	 * @param lastKey where the next request begins; null at the end
	 * @param readUnits the read units that the requests consumed, as DynamoDB says
	 */
	public record Read(List<Map<String, AttributeValue>> items, @Nullable Map<String, AttributeValue> lastKey,
			double readUnits) {

		private static Read of(StoredReader.Answer answer) {
			return new Read(answer.items(), answer.lastKey(), answer.readUnits());
		}

	}

	/**
	 * One page of a scan.
	 *
	 * @param segment which segment of the table, from 0
	 * @param segments into how many segments the table is divided
	 * @param startAfter where it begins, as an earlier page said; null for the beginning
	 * @param limit how many items DynamoDB looks at; at most 1 MB in any case
	 * @param consistent whether to read what is stored at that moment, at twice the cost
	 */
	public record PageOfSegment(int segment, int segments, @Nullable Map<String, AttributeValue> startAfter, int limit,
			boolean consistent) {

	}

	/**
	 * Returns the table.
	 * @return its definition
	 */
	public TableDefinition table() {
		return context().table();
	}

	/**
	 * Reads a page of a scan by one request.
	 * @param page which page
	 * @return its items; there may be none although it is not the last page
	 * @throws org.springframework.dao.DataAccessException if DynamoDB does not answer
	 */
	public Read scan(PageOfSegment page) {
		return Read.of(this.reader.scan((scan) -> scan.segment(page.segment())
			.totalSegments(page.segments())
			.exclusiveStartKey(page.startAfter())
			.limit(page.limit())
			.consistentRead(page.consistent()), false));
	}

	/**
	 * Reads the items of some keys as they are at this moment, by consistent reads, 100
	 * keys a request.
	 * @param storedKeys the keys as they are stored
	 * @return the items that there are, in no order
	 * @throws org.springframework.dao.DataAccessException if DynamoDB does not answer
	 */
	public Read get(Collection<Map<String, AttributeValue>> storedKeys) {
		return Read.of(this.reader.get(storedKeys, false));
	}

	/**
	 * Reads the items of some keys as {@link #get} does, with all that is stored: also
	 * items and attributes that nobody may see.
	 * @param storedKeys the keys as they are stored
	 * @return the items that there are, in no order
	 * @throws org.springframework.dao.DataAccessException if DynamoDB does not answer
	 */
	public Read getHidden(Collection<Map<String, AttributeValue>> storedKeys) {
		return Read.of(this.reader.get(storedKeys, true));
	}

	/**
	 * Reads the items that a query selects, as the stream is consumed: page by page, one
	 * request of at most 1 MB each.
	 * @param query what is asked for, keys as callers of the template give them
	 * @return the items, in the order of their range keys
	 */
	public Stream<Map<String, AttributeValue>> query(QueryOptions query) {
		return this.engines.current().reader().select(query, ItemType.MAP).stream(Function.identity());
	}

	/**
	 * Reads an item as a type, as readers of the template get it: without composed keys
	 * and without what the schema hides.
	 * @param <T> the type
	 * @param item the item, prefixes removed
	 * @param type the type
	 * @return the item
	 * @throws io.daplug.item.ItemConversionException if it cannot be read as the type
	 */
	public <T> T read(Map<String, AttributeValue> item, ItemType<T> type) {
		return context().converter().fromAttributes(this.unseen.of(item), type);
	}

	/**
	 * Asks for the label of the table's stream, which is another one each time a stream
	 * is enabled.
	 * @return the label; empty if the table has never had a stream
	 * @throws org.springframework.dao.DataAccessException if DynamoDB does not answer
	 */
	public Optional<String> streamLabel() {
		return Optional.ofNullable(this.reader.streamLabel());
	}

	/**
	 * Returns the part of a stored item that may be seen.
	 * @param stored the item with all that is stored
	 * @return what may be seen of it; null if nobody may see the item
	 */
	public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		ItemVisibility visibility = context().visibility();
		return visibility.visible(stored);
	}

	/**
	 * Returns the key of an item, as stored or without prefixes as the item is.
	 * @param item the item
	 * @return the key by position; by names where keys are composed of other attributes
	 */
	public ItemKey key(Map<String, AttributeValue> item) {
		return context().keys().shown(item);
	}

	/**
	 * Returns what tells an item from all others.
	 * @param stored the item as it is stored
	 * @return the identity that the item's changes have
	 */
	public ItemIdentity identity(Map<String, AttributeValue> stored) {
		return context().identity(stored);
	}

	/**
	 * Returns the key attributes of an item, as they are.
	 * @param item the item
	 * @return the attributes
	 */
	public Map<String, AttributeValue> keyAttributes(Map<String, AttributeValue> item) {
		return context().keys().only(item);
	}

	/**
	 * Returns the attributes of a key with the table's prefixes.
	 * @param key the key without prefixes
	 * @return the attributes as they are stored
	 * @throws io.daplug.item.InvalidKeyException if the table cannot have such a key
	 */
	public Map<String, AttributeValue> storedKey(ItemKey key) {
		return context().keys().stored(key, this.engines.current().context().prefixer());
	}

	/**
	 * Returns an item without the table's prefixes.
	 * @param stored the item as it is stored
	 * @return the item as callers know it
	 */
	public Map<String, AttributeValue> withoutPrefixes(Map<String, AttributeValue> stored) {
		return context().tenant().strip(stored);
	}

	/**
	 * Returns an item as readers of the template know it: without the table's prefixes,
	 * and of the current version of its schema.
	 * @param stored the whole item as it is stored
	 * @return the item as it is known
	 * @throws org.springframework.dao.DataRetrievalFailureException if it cannot be known
	 */
	public Map<String, AttributeValue> known(Map<String, AttributeValue> stored) {
		return context().rules().stored().form().of(context().tenant().strip(stored));
	}

	/**
	 * Returns what an overwrite would store of an item: in the shape of the schema,
	 * checked, without prefixes. Sends nothing.
	 * @param item the item
	 * @param options the options of the overwrite
	 * @return the item's attributes, without those that the guard of the table adds
	 * @throws org.springframework.dao.DataAccessException if the item could not be
	 * written
	 */
	public Map<String, AttributeValue> shaped(Object item, WriteOptions options) {
		return this.engines.current().writes().shaped(item, WriteCall.of(Operation.OVERWRITE, ItemType.MAP, options));
	}

	/**
	 * Returns the attributes whose values the table makes itself with each write: times,
	 * generated values of the idempotence key, generated ids that are no keys, and the
	 * expiry where items live for a set time. Two writes of one item differ in them.
	 * @return the names of the attributes
	 */
	public Set<String> madeAttributes() {
		TableDefinition table = table();
		Set<String> made = new HashSet<>(table.generated().keySet());
		IdempotenceDefinition idempotence = table.idempotence();
		if (idempotence != null && context().guard().generates()) {
			made.add(idempotence.key());
		}
		if (table.timestamps() != null) {
			made.addAll(table.timestamps().attributes());
		}
		if (table.timeToLive() != null && table.timeToLive().after() != null) {
			made.add(table.timeToLive().attribute());
		}
		if (table.writeToken() != null) {
			made.add(table.writeToken());
		}
		made.removeIf(table::isKey);
		return made;
	}

	private TableContext context() {
		return this.engines.context();
	}

	@Override
	public String toString() {
		return "StoredItems[%s]".formatted(table().name());
	}

}
