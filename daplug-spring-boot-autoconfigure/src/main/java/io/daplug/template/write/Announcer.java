package io.daplug.template.write;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.daplug.event.Announcement;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.event.PlannedChange;
import io.daplug.item.Item;
import io.daplug.item.ItemEquality;
import io.daplug.schema.ItemSchema;
import io.daplug.table.TableKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.AnnouncedOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Announces what was written. Images come without prefixes.
 */
public final class Announcer {

	private static final Log logger = LogFactory.getLog(Announcer.class);

	/**
	 * Grows from write to write of this process, and from process to process as long as
	 * none writes more than a million times a millisecond.
	 */
	private static final AtomicLong sequence = new AtomicLong(System.currentTimeMillis() << 20);

	private final TableContext context;

	private final TableKeys keys;

	private final Turns turns = new Turns();

	public Announcer(TableContext context, TableKeys keys) {
		this.context = context;
		this.keys = keys;
	}

	boolean announces(AnnouncedOptions options) {
		return options.publish() && this.context.publisher() != ChangePublisher.NO_OP;
	}

	/** Refuses, before it is written, what could not be announced. */
	void check(Operation operation, AnnouncedOptions options, @Nullable Map<String, AttributeValue> item) {
		if (announces(options)) {
			this.context.publisher()
				.check(new PlannedChange(this.context.table().name(), operation, item, options.message()));
		}
	}

	/** Takes the turn of a write, to be closed after its announcement. */
	Turn turn(AnnouncedOptions options, Map<String, AttributeValue> item) {
		return announces(options) ? this.turns.take(List.of(this.keys.of(item))) : Turn.NONE;
	}

	/** Takes the turn of a write of several items. */
	Turn turn(AnnouncedOptions options, Collection<Map<String, AttributeValue>> items) {
		return announces(options) ? this.turns.take(items.stream().map(this.keys::of).toList()) : Turn.NONE;
	}

	void announce(Turn turn, AnnouncedOptions options, List<ItemChange<?>> changes) {
		if (!changes.isEmpty()) {
			List<Announcement> announcements = changes.stream()
				.map((change) -> new Announcement(change, options.message()))
				.toList();
			turn.announce(() -> publish(announcements));
		}
	}

	private void publish(List<Announcement> announcements) {
		try {
			this.context.publisher().publish(announcements);
		}
		catch (VirtualMachineError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// A publisher must not throw; if it does, the items are written all the same.
			logger.error(
					"Announcing %d changes of table '%s' failed, the first one %s with the sequence %s; the writes stand"
						.formatted(announcements.size(), this.context.table().name(),
								announcements.get(0).change().origin().operation(),
								announcements.get(0).change().origin().sequence()),
					ex);
		}
	}

	/** What was written instead of what; nothing, if it was there already. */
	List<ItemChange<?>> written(Operation operation, AnnouncedOptions options,
			@Nullable Map<String, AttributeValue> before, Map<String, AttributeValue> after, Class<?> type) {
		if (before == null) {
			return List.of(new ItemInserted<>(this.context.table().name(), this.keys.of(after), image(after, type),
					origin(operation, options, after)));
		}
		return ItemEquality.same(before, after) ? List.of()
				: List.of(modified(operation, options, before, after, itemType(type)));
	}

	/** What was there before is not known. */
	ItemChange<?> modifiedUnknown(Operation operation, AnnouncedOptions options, Map<String, AttributeValue> after,
			Class<?> type) {
		return modified(operation, options, null, after, itemType(type));
	}

	ItemChange<?> removed(Operation operation, AnnouncedOptions options, Map<String, AttributeValue> before,
			Class<?> type) {
		return new ItemRemoved<>(this.context.table().name(), this.keys.of(before), image(before, type),
				origin(operation, options, before));
	}

	/** What was there is not known but for what the caller knew: its key and version. */
	ItemChange<?> removedUnknown(Operation operation, AnnouncedOptions options, Map<String, AttributeValue> known) {
		return new ItemRemoved<>(this.context.table().name(), this.keys.of(known), ItemImage.unknown(),
				origin(operation, options, known));
	}

	private <T> ItemModified<T> modified(Operation operation, AnnouncedOptions options,
			@Nullable Map<String, AttributeValue> before, Map<String, AttributeValue> after, Class<T> type) {
		ItemImage<T> oldImage = (before != null) ? ItemImage.of(new Item<>(before, type, this.context.converter()))
				: ItemImage.unknown();
		return new ItemModified<>(this.context.table().name(), this.keys.of(after), oldImage,
				ItemImage.of(new Item<>(after, type, this.context.converter())), origin(operation, options, after));
	}

	private ItemImage<?> image(Map<String, AttributeValue> attributes, Class<?> type) {
		return ItemImage.of(new Item<>(attributes, itemType(type), this.context.converter()));
	}

	private Class<?> itemType(Class<?> type) {
		Class<?> configured = this.context.table().itemType();
		return (configured != null) ? configured : type;
	}

	private ChangeOrigin origin(Operation operation, AnnouncedOptions options, Map<String, AttributeValue> item) {
		ItemSchema schema = this.context.writeSchema(options);
		String version = null;
		if (this.context.guard() != null) {
			AttributeValue value = item.get(this.context.guard().key());
			version = (value != null) ? ((value.n() != null) ? value.n() : value.s()) : null;
		}
		return new ChangeOrigin(operation, (schema != null) ? schema.name() : null, version,
				"%020d".formatted(sequence.incrementAndGet()), this.context.clock().instant(), options.origin());
	}

}
