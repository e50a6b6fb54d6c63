package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.event.ItemImage;
import io.daplug.guard.CopySequence;
import io.daplug.guard.Demand;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.Ruling;
import io.daplug.guard.Tombstones;
import io.daplug.guard.WriteGuard;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.Item;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemSize;
import io.daplug.key.KeyPrefixer;
import io.daplug.merge.MergeStrategy;
import io.daplug.template.claim.ClaimPlan;
import io.daplug.template.claim.ClaimPlanner;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.SeenChange;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.context.WriteTimes;
import io.daplug.template.model.Source;
import io.daplug.template.shaping.Customizing;
import io.daplug.template.shaping.ItemShaper;
import io.daplug.template.shaping.Merge;
import io.daplug.template.shaping.ShapedItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Prepares writes: shape, guard, prefix. It sends nothing.
 */
public final class WriteFactory {

	private final TableContext context;

	private final WriteGuard guard;

	private final ItemShaper shaper;

	private final Customizing customizing;

	private final WriteTimes times;

	private final ClaimPlanner claims;

	private final OtherTypes others;

	private final Claiming insert;

	/**
	 * Plans what a write changes of the claims of unique attributes.
	 */
	private interface Claiming {

		ClaimPlan plan(Map<String, AttributeValue> written, KeyPrefixer prefixer);

	}

	WriteFactory(TableContext context) {
		this.context = context;
		this.guard = context.guard();
		this.shaper = new ItemShaper(context);
		this.customizing = new Customizing(context);
		this.times = context.times();
		this.claims = new ClaimPlanner(context.table(), context.prefixer(), this.guard::newItem);
		this.others = new OtherTypes(context.table());
		this.insert = this.claims::insert;
	}

	/** Whether writes have to know the stored item, as they move claims. */
	public boolean movesClaims() {
		return this.claims.plans();
	}

	/** A whole item in its shape, checked. */
	public ShapedItem shape(Object item, WriteCall<?> call) {
		return this.shaper.whole(item, call);
	}

	/** The patch of an update in its shape. */
	Map<String, AttributeValue> shapePatch(Object patch, WriteCall<?> call) {
		return this.shaper.patch(patch, call);
	}

	public <C> PreparedWrite<C> insert(ShapedItem item, WriteCall<C> call) {
		Assert.state(call.expected() == null,
				"'expected' must not be set for an insert: the item must not be stored yet");
		return put(item, call, timed(this.guard.insert(item.attributes()), Map.of()), ItemImage.none(), this.insert);
	}

	/** An overwrite that does not look at the stored item first. */
	public <C> PreparedWrite<C> overwriteUnread(ShapedItem item, WriteCall<C> call) {
		Ruling.Proceed ruling = this.guard.overwriteUnread(item.attributes(), expected(call));
		boolean inserts = ruling.demand().presence() == Demand.Presence.NONE;
		return put(item, call, timed(ruling, inserts ? Map.of() : item.attributes()),
				inserts ? ItemImage.none() : ItemImage.unknown(), this.insert);
	}

	/**
	 * An overwrite that looks at the stored item for its claims alone.
	 * @param current the stored item; empty if there is none
	 */
	<C> PreparedWrite<C> overwriteClaimed(Map<String, AttributeValue> current, ShapedItem item, WriteCall<C> call) {
		Ruling.Proceed ruling = this.guard.overwriteUnread(item.attributes(), expected(call));
		return put(item, call, timed(ruling, current), read(current, call), overwriting(current));
	}

	/** An overwrite of whatever is stored, as a part of a batch. */
	public <C> PreparedWrite<C> overwriteUnheeded(ShapedItem item, WriteCall<C> call) {
		return put(item, call, timed(unheeded(item), item.attributes()), ItemImage.unknown(), this.insert);
	}

	/**
	 * An overwrite of whatever is stored, which is looked at for its claims alone.
	 * @param current the stored item; empty if there is none
	 */
	<C> PreparedWrite<C> overwriteUnheeded(Map<String, AttributeValue> current, ShapedItem item, WriteCall<C> call) {
		return put(item, call, timed(unheeded(item), current), read(current, call), overwriting(current));
	}

	/**
	 * A copy that replaces an older one, as the condition of its call has it.
	 * @param current what it replaces, which is looked at for its claims alone; null if
	 * nobody looked
	 */
	public <C> PreparedWrite<C> copy(ShapedItem item, CopySequence sequence, WriteCall<C> call,
			@Nullable Map<String, AttributeValue> current) {
		PreparedWrite<C> write = (current != null) ? overwriteUnheeded(shown(current), item, call)
				: overwriteUnheeded(item, call);
		PutAction put = (PutAction) write.action();
		Map<String, AttributeValue> stored = new LinkedHashMap<>(put.stored());
		stored.put(Tombstones.SEQUENCE, AttributeValue.fromS(sequence.text()));
		PutAction marked = new PutAction(stored, ItemSize.requireWithinLimit(stored), put.prefixer(),
				Tombstones.SEQUENCE, put.claims());
		return new PreparedWrite<>(call, write.attributes(), marked, write.demand(), write.before());
	}

	/**
	 * A removal of a copy that leaves a tombstone.
	 * @param tombstone the tombstone, as it is stored
	 * @param current what it replaces, which is looked at for its claims alone; null if
	 * nobody looked
	 */
	public <C> PreparedWrite<C> tombstone(Map<String, AttributeValue> key, Map<String, AttributeValue> tombstone,
			WriteCall<C> call, @Nullable Map<String, AttributeValue> current) {
		PreparedWrite<C> write = (current != null) ? deleteClaimed(key, current, call) : deleteUnread(key, call);
		DeleteAction delete = (DeleteAction) write.action();
		PutAction put = new PutAction(tombstone, ItemSize.of(tombstone), delete.prefixer(), Tombstones.SEQUENCE,
				delete.claims());
		return new PreparedWrite<>(call, write.attributes(),
				new DeleteAction(delete.stored(), delete.prefixer(), delete.claims(), delete.removed(), put),
				write.demand(), write.before());
	}

	private Ruling.Proceed unheeded(ShapedItem item) {
		return new Ruling.Proceed(Demand.nothing(), this.guard.unheeded(item.attributes()));
	}

	/** An overwrite of an item that was looked for and is not stored. */
	<C> PreparedWrite<C> overwriteOfNone(ShapedItem item, WriteCall<C> call) {
		return put(item, call, timed(this.guard.overwriteOfNone(item.attributes(), expected(call)), Map.of()),
				ItemImage.none(), overwriting(Map.of()));
	}

	/** What the guard says of an overwrite of an item that was read. */
	Ruling overwriteRuling(Map<String, AttributeValue> current, ShapedItem item, WriteCall<?> call) {
		return this.guard.overwriteOf(current, item.attributes(), expected(call));
	}

	/** An overwrite of an item that was read. */
	<C> PreparedWrite<C> overwriteOf(Map<String, AttributeValue> current, ShapedItem item, WriteCall<C> call,
			Ruling.Proceed ruling) {
		return put(item, call, timed(ruling, current), known(current, call), overwriting(current));
	}

	private Claiming overwriting(Map<String, AttributeValue> current) {
		return (written, prefixer) -> this.claims.overwrite(current, written, prefixer);
	}

	/** The stored item with the patch merged into it. */
	Merge merge(Map<String, AttributeValue> current, Map<String, AttributeValue> changes, MergeStrategy strategy,
			WriteCall<?> call) {
		Map<String, AttributeValue> patch = withoutKeys(current, changes);
		Map<String, AttributeValue> merged = new LinkedHashMap<>(strategy.merge(current, patch));
		merged.putAll(this.context.keys().only(current));
		String guarding = this.guard.key();
		if (guarding != null && !merged.containsKey(guarding) && current.containsKey(guarding)) {
			// A patch that removes what it names does not remove what guards the item.
			merged.put(guarding, current.get(guarding));
		}
		return new Merge(current, patch, this.customizing.merged(merged, call));
	}

	/** What the guard says of an update. */
	Ruling updateRuling(Merge merge, WriteCall<?> call) {
		return this.guard.updateOf(merge.stored(), merge.merged(), expected(call));
	}

	/** An update of an item that was read. */
	<C> PreparedWrite<C> updateOf(Merge merge, WriteCall<C> call, Ruling.Proceed ruling) {
		Map<String, AttributeValue> written = this.shaper.merged(merge, timed(ruling, merge.stored()).next(), call);
		return put(new ShapedItem(written, written, false), call,
				new Ruling.Proceed(ruling.demand(), Map.of(), ruling.mark()), known(merge.stored(), call),
				(item, prefixer) -> this.claims.update(merge.stored(), item, prefixer));
	}

	/** A delete that does not look at the stored item first. */
	public <C> PreparedWrite<C> deleteUnread(Map<String, AttributeValue> key, WriteCall<C> call) {
		return delete(key, call, this.guard.deleteUnread(expected(call)), ItemImage.unknown(), null);
	}

	/**
	 * A delete that looks at the stored item for its claims alone.
	 * @param current the stored item, with the id of the change that it came from if it
	 * must be found so; empty if there is none
	 */
	<C> PreparedWrite<C> deleteClaimed(Map<String, AttributeValue> key, Map<String, AttributeValue> current,
			WriteCall<C> call) {
		return delete(key, call, this.guard.deleteUnread(expected(call)), read(shown(current), call), current);
	}

	/** A delete of an item that was read. */
	<C> PreparedWrite<C> deleteOf(Map<String, AttributeValue> current, WriteCall<C> call) {
		return delete(this.context.keys().only(current), call, this.guard.deleteOf(current),
				known(shown(current), call), current);
	}

	/** A delete of an item that was looked for and is not stored. */
	<C> PreparedWrite<C> deleteOfNone(Map<String, AttributeValue> key, WriteCall<C> call) {
		return delete(key, call, Demand.newItem(this.context.table().hashKey()), ItemImage.none(), null);
	}

	/** A delete of an item that was read, and of no other. */
	<C> PreparedWrite<C> deleteOfStored(Map<String, AttributeValue> current, WriteCall<C> call) {
		return delete(this.context.keys().only(current), call, Demand.storedItem(this.context.table().hashKey()),
				known(shown(current), call), current);
	}

	/**
	 * A delete of an item with the expected value. It was read, and is known if it has
	 * that value.
	 */
	<C> PreparedWrite<C> deleteExpected(Map<String, AttributeValue> current, WriteCall<C> call) {
		AttributeValue expected = expected(call);
		AttributeValue stored = (this.guard.key() != null) ? current.get(this.guard.key()) : null;
		boolean same = expected != null && stored != null && ItemEquality.same(expected, stored);
		return delete(this.context.keys().only(current), call, this.guard.deleteUnread(expected),
				same ? known(shown(current), call) : ItemImage.unknown(), current);
	}

	private <C> PreparedWrite<C> delete(Map<String, AttributeValue> key, WriteCall<C> call, Demand demand,
			ItemImage<C> before, @Nullable Map<String, AttributeValue> current) {
		// The change names its schema: one that is not known must not show up after the
		// delete.
		this.context.writeSchema(call.options());
		KeyPrefixer prefixer = this.context.prefixer(call.options());
		ClaimPlan plan = (current != null && movesClaims()) ? this.claims.delete(current, prefixer) : ClaimPlan.NONE;
		return new PreparedWrite<>(call, key,
				new DeleteAction(this.shaper.storedKey(key, prefixer), prefixer, plan, seen(current)),
				own(call, demand), before);
	}

	/** A copy takes the place of whatever is stored. */
	private Demand own(WriteCall<?> call, Demand demand) {
		if (call.shaping().source() == Source.COPY) {
			return demand;
		}
		ItemVersions versions = this.context.versions();
		Demand own = this.others.excludedFrom(demand);
		return (versions != null) ? versions.readable(own) : own;
	}

	private @Nullable SeenChange seen(@Nullable Map<String, AttributeValue> current) {
		String attribute = this.context.table().changeIdAttribute();
		String id = (current != null) ? this.context.changeId(current) : null;
		return (attribute != null && id != null) ? new SeenChange(attribute, id) : null;
	}

	/** Without the id of the change that it came from. */
	private Map<String, AttributeValue> shown(Map<String, AttributeValue> current) {
		return this.guard.token().hiddenIn(current);
	}

	private <C> PreparedWrite<C> put(ShapedItem item, WriteCall<C> call, Ruling.Proceed ruling, ItemImage<C> before,
			Claiming claiming) {
		Map<String, AttributeValue> written = completed(item.attributes(), ruling.next());
		this.context.keys().computed().follow(written, ruling.next().keySet());
		KeyPrefixer prefixer = this.context.prefixer(call.options());
		String token = this.guard.token().attribute();
		Map<String, AttributeValue> stored = this.shaper.storedItem(written, prefixer);
		int size = ItemSize.requireWithinLimit(stored);
		PutAction action = new PutAction(stored, size, prefixer, (token != null) ? token : ruling.mark(),
				movesClaims() ? claiming.plan(written, prefixer) : ClaimPlan.NONE);
		return new PreparedWrite<>(call, written, action, own(call, ruling.demand()), before);
	}

	/**
	 * The ruling with the timestamps of the write.
	 * @param known the item as it was, or what is known of it; empty if there was none
	 */
	private Ruling.Proceed timed(Ruling.Proceed ruling, Map<String, AttributeValue> known) {
		Map<String, AttributeValue> times = this.times.of(known);
		return times.isEmpty() ? ruling
				: new Ruling.Proceed(ruling.demand(), completed(times, ruling.next()), ruling.mark());
	}

	private static Map<String, AttributeValue> completed(Map<String, AttributeValue> item,
			Map<String, AttributeValue> next) {
		if (next.isEmpty()) {
			return item;
		}
		Map<String, AttributeValue> completed = new LinkedHashMap<>(item);
		completed.putAll(next);
		return completed;
	}

	private <C> ItemImage<C> read(Map<String, AttributeValue> current, WriteCall<C> call) {
		return current.isEmpty() ? ItemImage.none() : known(current, call);
	}

	private <C> ItemImage<C> known(Map<String, AttributeValue> current, WriteCall<C> call) {
		return ItemImage.of(new Item<>(current, call.type(), this.context.converter()));
	}

	private @Nullable AttributeValue expected(WriteCall<?> call) {
		Object expected = call.expected();
		return (expected != null) ? this.context.converter().toAttribute(expected) : null;
	}

	private Map<String, AttributeValue> withoutKeys(Map<String, AttributeValue> current,
			Map<String, AttributeValue> changes) {
		Map<String, AttributeValue> patch = new LinkedHashMap<>(changes);
		for (Map.Entry<String, AttributeValue> key : this.context.keys().only(current).entrySet()) {
			AttributeValue changed = patch.remove(key.getKey());
			if (changed != null && !ItemEquality.same(changed, key.getValue())) {
				throw new InvalidKeyException(
						"The patch would change the key '%s' of an item of table '%s'; keys never change, so delete the item and insert the other"
							.formatted(key.getKey(), this.context.table().name()));
			}
		}
		return patch;
	}

}
