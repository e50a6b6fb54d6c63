package io.daplug.mirror;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangePosition;
import io.daplug.event.FailedChange;
import io.daplug.event.ImageKind;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemRemoved;
import io.daplug.event.KeyFailureRegistry;
import io.daplug.event.TenantChanges;
import io.daplug.guard.CopySequence;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.gate.TableMovedException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.template.DaplugOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.copy.CopyOperations;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.util.Assert;

/**
 * Writes what changes of one table make of another one. An item that is inserted or
 * modified is put into the destination as the {@link MirrorTransform} has it, one that is
 * removed, or of which nothing belongs there, is deleted from it. Where the key of a copy
 * changes, the copy under the old key is deleted.
 * <p>
 * Several changes are written together: what is left to be written after the last change
 * of each key goes out by BatchWriteItem, whatever is stored. A state that a later change
 * of the same call replaces is not written, and so cannot fail. A copy that violates the
 * destination's schema, or could not be stored for another reason of its own, fails its
 * change; later changes of the same key fail with it, and the others are written. What
 * DynamoDB does not take in time fails the changes it comes from. Handling a change again
 * does no harm.
 * <p>
 * A {@link MirrorGuard#SEQUENCE guarded} mirror writes each copy by a request of its own,
 * several at once, on the condition that what is stored is of an older change, and a
 * tombstone in the place of a copy that is gone. So a change of which nobody knows what
 * others made of the copy since does no harm either. Its changes must have a place in a
 * stream: the label of the stream, and a number of up to 40 digits. An item that is read
 * from the source beside its stream is handled as an inserted one with the number 0: it
 * fills a gap, or replaces what no stream wrote, and nothing else.
 * <p>
 * The copy of an item that is gone is found by what the transform makes of the item as it
 * was, else by what it knows of the copy by the item's key. A copy that cannot be found
 * fails its change with {@link UnknownCopyException}.
 */
public final class MirrorHandler implements ChangeHandler {

	/**
	 * Limits what is shaped again when a copy is refused, and what is held in memory.
	 */
	private static final int MOST_AT_ONCE = 100;

	/** How often an item is copied that changes while it is. */
	private static final int MOST_COPIES = 10;

	private final MirrorDefinition mirror;

	private final CopyPlanner planner;

	private final DestinationWriter batches;

	private final @Nullable DestinationWriter singles;

	private final BooleanSupplier listenedTo;

	private final @Nullable LateChanges late;

	/** Whether tenants share the source: then each copy is written for its tenant. */
	private final boolean shared;

	private final MirrorActivity activity;

	/**
	 * Creates a handler.
	 * @param mirror what it mirrors
	 * @param tables the tables, with the mirrored one and the one to write
	 * @param destination what writes the destination
	 * @param transform what becomes of items
	 * @param converter what converts the transform's results
	 * @throws io.daplug.table.UnknownTableException if one of the two tables is unknown
	 */
	public MirrorHandler(MirrorDefinition mirror, TableRegistry tables, DaplugOperations destination,
			MirrorTransform transform, ItemConverter converter) {
		Assert.notNull(mirror, "'mirror' must not be null");
		Assert.notNull(tables, "'tables' must not be null");
		Assert.notNull(destination, "'destination' must not be null");
		Assert.notNull(transform, "'transform' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
		TableDefinition written = tables.require(mirror.destination());
		TableDefinition read = tables.require(mirror.source());
		Assert.state(written.tenant() == null || read.tenant() != null,
				() -> "Mirror '%s' cannot copy table '%s' to table '%s': tenants share the destination alone, and nothing tells whose the copies are"
					.formatted(mirror.name(), read.name(), written.name()));
		this.shared = read.tenant() != null;
		this.mirror = mirror;
		this.planner = new CopyPlanner(mirror, new SourceItems(read, written, converter), transform,
				new CopyKeys(mirror, written, converter, destination));
		SingleDestinationWriter single = (written.idempotence() == null && mirror.guard() == MirrorGuard.NONE)
				? new SingleDestinationWriter(mirror, destination) : null;
		this.batches = (mirror.guard() == MirrorGuard.SEQUENCE)
				? new GuardedDestinationWriter(mirror, guarded(mirror, written, destination))
				: new BatchDestinationWriter(mirror, destination, single);
		this.singles = mirror.announce() ? single : null;
		this.listenedTo = () -> false;
		this.late = null;
		this.activity = MirrorActivity.ALWAYS;
	}

	private static CopyOperations guarded(MirrorDefinition mirror, TableDefinition table,
			DaplugOperations destination) {
		Assert.state(table.guardedCopies(),
				() -> "Mirror '%s' leaves tombstones in table '%s', which must be declared with 'guarded-copies' so that reads hide them"
					.formatted(mirror.name(), table.name()));
		Assert.state(destination instanceof DaplugTemplate,
				() -> "Mirror '%s' is guarded, and what writes table '%s' must be a DaplugTemplate"
					.formatted(mirror.name(), table.name()));
		return ((DaplugTemplate) destination).copies();
	}

	private MirrorHandler(MirrorHandler handler, BooleanSupplier listenedTo, @Nullable LateChanges late,
			MirrorActivity activity) {
		this.mirror = handler.mirror;
		this.shared = handler.shared;
		this.planner = handler.planner;
		this.batches = handler.batches;
		this.singles = handler.singles;
		this.listenedTo = listenedTo;
		this.late = late;
		this.activity = activity;
	}

	/**
	 * Returns this handler for a destination that is listened to. BatchWriteItem does not
	 * tell what it replaces. So as long as somebody listens, copies are written one by
	 * one and announced with the item as it was. Guarded destinations are written in
	 * batches always.
	 * @param listenedTo whether somebody handles changes of the destination; asked before
	 * each write
	 * @return a handler
	 */
	public MirrorHandler listenedTo(BooleanSupplier listenedTo) {
		Assert.notNull(listenedTo, "'listenedTo' must not be null");
		return new MirrorHandler(this, listenedTo, this.late, this.activity);
	}

	/**
	 * Returns this handler for a source that can be read. A change that
	 * {@linkplain #handleLate comes late} is then not taken at its word.
	 * @param source reads the mirrored table
	 * @param table the definition of that table
	 * @param converter converts its items
	 * @return a handler
	 */
	public MirrorHandler reading(DaplugOperations source, TableDefinition table, ItemConverter converter) {
		Assert.notNull(source, "'source' must not be null");
		return new MirrorHandler(this, this.listenedTo, new LateChanges(source, table, converter), this.activity);
	}

	/**
	 * Returns this handler for a mirror that is not always at work. Changes that come
	 * while it is not are no failures: they are not its to handle. Items that it is to
	 * {@linkplain #copyAll copy} are.
	 * @param activity asked before changes are handled
	 * @return a handler
	 */
	public MirrorHandler active(MirrorActivity activity) {
		Assert.notNull(activity, "'activity' must not be null");
		return new MirrorHandler(this, this.listenedTo, this.late, activity);
	}

	/**
	 * Returns what this handler mirrors.
	 * @return the definition
	 */
	public MirrorDefinition mirror() {
		return this.mirror;
	}

	/**
	 * Returns what this mirror makes of an item. Sends nothing.
	 * @param change the item as it is after a change
	 * @return the copy
	 * @throws Exception if no copy can be made of it
	 */
	public MirrorCopy copy(ItemChange<?> change) throws Exception {
		CopyPlanner.Effect effect = this.planner.of(change);
		return new MirrorCopy(effect.item(), effect.key());
	}

	@Override
	public void handle(ItemChange<?> change) throws Exception {
		for (FailedChange failed : handleAll(List.of(change))) {
			throw failed.cause();
		}
	}

	/**
	 * Makes the copies of an item equal to what the source holds now, if it can be
	 * {@linkplain #reading read}: the change may be older than what is there, and than
	 * the tombstones that would tell so. The source is read once more afterwards, and if
	 * the item has changed meanwhile, it is copied again. Else handles the change as any
	 * other.
	 */
	@Override
	public void handleLate(ItemChange<?> change) throws Exception {
		if (this.late == null) {
			handle(change);
			return;
		}
		Optional<Map<String, AttributeValue>> current = this.late.current(change.identity());
		for (int copies = 0; copies < MOST_COPIES; copies++) {
			ItemChange<?> seen = this.late.seen(change, current);
			// What remains of a removed item is made of its last state, which this is
			// not.
			if (!(seen instanceof ItemRemoved<?> removal) || seen == change || !this.planner.leaves(removal)) {
				handle(seen);
			}
			Optional<Map<String, AttributeValue>> after = this.late.current(change.identity());
			if (after.equals(current)) {
				return;
			}
			current = after;
		}
		throw new TransientDataAccessResourceException(
				"Mirror '%s' cannot copy an item of table '%s': it changes faster than it is copied"
					.formatted(this.mirror.name(), this.mirror.source()));
	}

	/** As long as it writes in batches. */
	@Override
	public boolean gathers() {
		return writer() == this.batches;
	}

	/**
	 * The new item, of which the copy is made. The item before as well, unless the item's
	 * key says which copy is to be deleted.
	 */
	@Override
	public Set<ImageKind> needs() {
		return this.planner.findsCopiesByKey() ? EnumSet.of(ImageKind.NEW) : EnumSet.allOf(ImageKind.class);
	}

	private DestinationWriter writer() {
		return (this.singles != null && this.listenedTo.getAsBoolean()) ? this.singles : this.batches;
	}

	@Override
	public List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		return handleAll(changes, List::of);
	}

	/**
	 * Copies items that were read from the source beside its stream, as
	 * {@link #handleAll} does. Nobody else copies them if this mirror is not at work:
	 * they fail with a {@link TableMovedException} then.
	 * @param found the items, as changes
	 * @return those that were not copied
	 */
	public List<FailedChange> copyAll(List<ItemChange<?>> found) {
		return handleAll(found, () -> {
			TableMovedException moved = moved();
			return found.stream().map((change) -> new FailedChange(change, moved)).toList();
		});
	}

	private TableMovedException moved() {
		String source = this.mirror.source();
		String destination = this.mirror.destination();
		return new TableMovedException(
				"Mirror '%s' copies nothing: table '%s' has moved to table '%s', which was brought into step with it then and is written itself since; cancel what copies items, or resume it after the tables have changed back"
					.formatted(this.mirror.name(), source, destination),
				source, destination);
	}

	private List<FailedChange> handleAll(List<ItemChange<?>> changes, Supplier<List<FailedChange>> idle) {
		try {
			if (!this.activity.begin()) {
				return idle.get();
			}
		}
		catch (TableMovingException ex) {
			return changes.stream().map((change) -> new FailedChange(change, ex)).toList();
		}
		try {
			return this.shared ? TenantChanges.handle(changes, this::handleActive) : handleActive(changes);
		}
		finally {
			this.activity.end();
		}
	}

	private List<FailedChange> handleActive(List<ItemChange<?>> changes) {
		DestinationWriter writer = writer();
		List<FailedChange> failed = new ArrayList<>();
		KeyFailureRegistry broken = new KeyFailureRegistry();
		for (int begin = 0; begin < changes.size(); begin += MOST_AT_ONCE) {
			List<ItemChange<?>> some = changes.subList(begin, Math.min(changes.size(), begin + MOST_AT_ONCE));
			failed.addAll(new MirrorBatch(some, broken, this::place).handle(this.planner, writer));
		}
		return failed;
	}

	/** The place of a change, by which a guarded mirror tells what is newer. */
	private @Nullable CopySequence place(ItemChange<?> change) {
		if (this.mirror.guard() == MirrorGuard.NONE) {
			return null;
		}
		ChangePosition position = change.origin().position();
		if (!CopySequence.isNumber(position.sequence())) {
			throw new UnknownCopyException(
					"Mirror '%s' cannot tell whether the change of %s of table '%s' is newer than the copy: it does not come from a stream, whose changes are numbered"
						.formatted(this.mirror.name(), change.key(), change.table()));
		}
		return CopySequence.of(position.source(), position.sequence());
	}

	/**
	 * Says whether tenants share the mirrored table.
	 * @return whether each copy is written for the tenant of its item
	 */
	public boolean isShared() {
		return this.shared;
	}

	@Override
	public String toString() {
		return "MirrorHandler[%s]".formatted(this.mirror.name());
	}

}
