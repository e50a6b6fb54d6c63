package io.daplug.stream.record;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.schema.ItemSchema;
import io.daplug.table.ItemTypes;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TenantKeys;
import io.daplug.table.stored.StoredEncodings;
import io.daplug.version.SchemaUpcasters;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.util.Assert;

/**
 * Reads the records of one table's stream as changes of its items. Nothing is sent.
 * Readers keep nothing of what they read and are safe for use by several threads.
 * <p>
 * A change is as the application's own writes announce theirs: prefixes off, items of the
 * type that their key says, else of the table's {@code item-type} (maps without one), its
 * version the value of the idempotence key. What the table's readers do not see is not in
 * it. Claims of unique attributes are no changes, nor is a modification of what nobody
 * sees, such as a write token. An item that comes into sight is inserted, and one that
 * goes out of sight is removed. Items of no tenant, where tenants share the table, are
 * never in sight. Expired items are in sight until DynamoDB removes them.
 * <p>
 * An image is {@linkplain ItemImage.Unknown unknown} where the view type of the stream
 * leaves it out. Where the old item is not known, an item that is out of sight now counts
 * as removed, whether it was in sight before or not.
 * <p>
 * The {@linkplain ChangePosition position} of a change is the label of the stream and the
 * record's sequence number, padded with zeros to 40 digits: among the changes of an item,
 * and among those of a shard, later ones have a greater text. The label is the time when
 * the stream was enabled, so a later stream of the table has a greater one. Where writes
 * store the ids of their changes, it has the stored id, which is that of the event that
 * the application published of the write. Other programs' writes do not store any, so
 * their changes have ids that are made of their place.
 */
public final class StreamChangeReader {

	private final TableDefinition table;

	private final ItemConverter converter;

	private final TableKeys keys;

	/** Null for a table without tenants. */
	private final @Nullable TenantKeys tenants;

	private final StoredImages images;

	/** Says what is left out of items; null if nothing is. */
	private final @Nullable ItemSchema cut;

	private final Clock clock;

	/**
	 * Creates a reader that leaves nothing out of the items that readers of the table
	 * see.
	 * @param table the table
	 * @param converter reads the items of changes, as that of the table's template does
	 * @throws io.daplug.version.MissingUpcasterException if the table has items of
	 * versions before the current one, which this reader cannot make items of the current
	 * one
	 */
	public StreamChangeReader(TableDefinition table, ItemConverter converter) {
		this(table, converter, ItemVisibility.ALL, null, Clock.systemUTC());
	}

	StreamChangeReader(TableDefinition table, ItemConverter converter, ItemVisibility hidden, @Nullable ItemSchema cut,
			Clock clock) {
		this(table, converter,
				StoredImages.of(table, converter, SchemaUpcasters.none())
					.decoded(StoredEncodings.of(table, null, converter))
					.and(hidden),
				cut, clock);
	}

	StreamChangeReader(TableDefinition table, ItemConverter converter, StoredImages images, @Nullable ItemSchema cut,
			Clock clock) {
		Assert.notNull(table, "'table' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
		this.table = table;
		this.converter = converter;
		this.keys = new TableKeys(table, converter);
		this.tenants = TenantKeys.of(table);
		this.images = images;
		this.cut = (cut != null && cut.hasWriteOnly()) ? cut : null;
		this.clock = clock;
	}

	/**
	 * Returns the table.
	 * @return the table whose stream is read
	 */
	public TableDefinition table() {
		return this.table;
	}

	/**
	 * Reads a record.
	 * @param record the record
	 * @param streamLabel the label of the stream that it comes from, which is the last
	 * part of the stream's ARN
	 * @return the change; empty if nobody can see it
	 * @throws UnreadableRecordException if the record lacks what every record has, or has
	 * another key than the table, or an item of it is of a version that the application
	 * does not know or cannot bring up to the current one
	 */
	public Optional<ItemChange<?>> read(Record record, String streamLabel) {
		Assert.notNull(record, "'record' must not be null");
		Assert.hasText(streamLabel, "'streamLabel' must not be empty");
		RecordContent content = new RecordContent(this.table, record);
		return Optional.ofNullable(change(content, streamLabel, type(content)));
	}

	private ItemType<?> type(RecordContent content) {
		if (this.table.itemTypes() == ItemTypes.NONE) {
			return ItemTypes.announced(this.table, Map.of(), Map.of());
		}
		return ItemTypes.announced(this.table, content.keys(), content.anyImage());
	}

	/**
	 * Tells which item a record is about, also if the record cannot be read otherwise.
	 * @param record the record
	 * @return what tells the item from all others
	 * @throws UnreadableRecordException if the record does not have the table's key
	 */
	public ItemIdentity identity(Record record) {
		Assert.notNull(record, "'record' must not be null");
		return identity(new RecordContent(this.table, record).keys());
	}

	private ItemIdentity identity(Map<String, AttributeValue> stored) {
		return new ItemIdentity(this.table.name(), this.keys.of(stored),
				(this.tenants != null) ? this.tenants.of(stored) : null);
	}

	private Map<String, AttributeValue> stripped(Map<String, AttributeValue> stored) {
		return (this.tenants != null) ? this.tenants.strip(stored) : this.table.prefixer().strip(stored);
	}

	private <T> @Nullable ItemChange<T> change(RecordContent record, String streamLabel, ItemType<T> type) {
		String sequence = record.sequence();
		OperationType event = record.event();
		Map<String, AttributeValue> stored = record.keys();
		VisibleImage before = (event != OperationType.INSERT) ? seen(record, record.oldImage()) : VisibleImage.NONE;
		VisibleImage now = (event != OperationType.REMOVE) ? seen(record, record.newImage()) : VisibleImage.NONE;
		if ((before.isNone() && now.isNone()) || before.looksLike(now) || this.images.hides(stored)) {
			return null;
		}
		ItemIdentity identity = identity(stored);
		if (this.tenants != null && identity.tenant() == null) {
			return null;
		}
		ItemKey key = this.keys.shown(stripped(stored));
		ChangeOrigin origin = new ChangeOrigin(operation(record, before, now), this.table.schema(),
				version(now.isNone() ? before : now), null,
				now.isNone() ? ofRemoval(record, new ChangePosition(streamLabel, sequence, time(record)))
						: position(record, new ChangePosition(streamLabel, sequence, time(record))));
		if (before.isNone()) {
			return new ItemInserted<>(identity, key, image(now, type), origin);
		}
		return now.isNone() ? new ItemRemoved<>(identity, key, image(before, type), origin)
				: new ItemModified<>(identity, key, image(before, type), image(now, type), origin);
	}

	/**
	 * The place of the record, with the id that the write stored. An id that was there
	 * before is not of this write: another program left it as it was.
	 */
	private ChangePosition position(RecordContent record, ChangePosition position) {
		String before = (record.event() != OperationType.INSERT) ? changeId(record.oldImage()) : null;
		String now = changeId(record.newImage());
		return (now != null && !now.equals(before)) ? position.ofWrite(now) : position;
	}

	/** The place of a removal, also of one that leaves a tombstone. */
	private ChangePosition ofRemoval(RecordContent record, ChangePosition position) {
		String before = changeId(record.oldImage());
		return (before != null) ? position.ofRemoval(before) : position;
	}

	private @Nullable String changeId(@Nullable Map<String, AttributeValue> stored) {
		String attribute = this.table.changeIdAttribute();
		AttributeValue id = (attribute != null && stored != null) ? stored.get(attribute) : null;
		return (id != null) ? id.s() : null;
	}

	private VisibleImage seen(RecordContent record, @Nullable Map<String, AttributeValue> stored) {
		try {
			return this.images.of(stored);
		}
		catch (DataRetrievalFailureException ex) {
			throw record.unreadable(ex);
		}
	}

	private static Operation operation(RecordContent record, VisibleImage before, VisibleImage now) {
		if (before.isNone()) {
			return Operation.INSERT;
		}
		return !now.isNone() ? Operation.UPDATE : record.isExpiry() ? Operation.EXPIRE : Operation.DELETE;
	}

	private @Nullable String version(VisibleImage last) {
		AttributeValue value = (this.table.idempotence() != null) ? last.item().get(this.table.idempotence().key())
				: null;
		return (value == null) ? null : (value.n() != null) ? value.n() : value.s();
	}

	/** Very old records do not say when. */
	private Instant time(RecordContent record) {
		Instant time = record.data().approximateCreationDateTime();
		return (time != null) ? time : this.clock.instant();
	}

	private <T> ItemImage<T> image(VisibleImage image, ItemType<T> type) {
		return switch (image.state()) {
			case NONE -> ItemImage.none();
			case UNKNOWN -> ItemImage.unknown();
			case KNOWN -> ItemImage.of(new Item<>(item(image.item()), type, this.converter));
		};
	}

	private Map<String, AttributeValue> item(Map<String, AttributeValue> visible) {
		return (this.cut != null) ? this.cut.withoutWriteOnly(visible) : visible;
	}

}
