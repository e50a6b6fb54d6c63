package io.daplug.mirror.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemIdentity;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorDifference;
import io.daplug.template.StoredItems;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Copies that were not as they should be: looked at again until they are, or until it is
 * clear that they stay as they are. The copy is read before its item, so that what is
 * written of the item then is not older than what it replaces.
 */
final class Suspects {

	/** An item that changes each time it is looked at is taken as it is in the end. */
	private static final int RESTLESS_ROUNDS = 50;

	private final VerifyContext context;

	private final KeyFingerprints unasked;

	private final Repairs repairs;

	Suspects(VerifyContext context, KeyFingerprints unasked) {
		this.context = context;
		this.unasked = unasked;
		this.repairs = Repairs.of(context);
	}

	/**
	 * A copy that is not as it should be.
	 *
	 * @param wanted what should be there
	 * @param stored what is there, with all that is stored; null for nothing
	 * @param restless whether the item has changed since it was looked at before
	 */
	record Look(Wanted wanted, @Nullable Map<String, AttributeValue> stored, boolean restless) {

	}

	void settle(List<Wanted> suspects) {
		List<Look> open = look(suspects);
		int times = this.context.options().recheck().times();
		for (int round = 0; !open.isEmpty() && (round < times || isRestless(open, round)); round++) {
			this.context.pause();
			open = look(open.stream().map(Look::wanted).toList());
		}
		open.forEach((look) -> this.context.tally().found(kind(look), look.wanted().key()));
		if (this.context.options().repair() && !open.isEmpty()) {
			this.repairs.write(open);
			List<Look> left = look(open.stream().map(Look::wanted).toList());
			open.subList(left.size(), open.size()).forEach((look) -> this.context.tally().repaired());
			open = left;
		}
		open.forEach(this::stays);
	}

	private static boolean isRestless(List<Look> open, int round) {
		return round < RESTLESS_ROUNDS && open.stream().anyMatch(Look::restless);
	}

	private MirrorDifference.Kind kind(Look look) {
		return (visible(look) != null) ? MirrorDifference.Kind.DIFFERENT : MirrorDifference.Kind.MISSING;
	}

	private @Nullable Map<String, AttributeValue> visible(Look look) {
		return (look.stored() != null) ? this.context.destination().visible(look.stored()) : null;
	}

	private void stays(Look look) {
		Map<String, AttributeValue> visible = visible(look);
		if (visible != null) {
			this.context.tally().different(look.wanted().attributes(), this.context.shape().stored(visible));
		}
		else {
			this.context.tally().missing(look.wanted().attributes());
		}
	}

	/**
	 * Looks at copies and their items, and returns those that are not as they should be.
	 */
	private List<Look> look(List<Wanted> suspects) {
		StoredItems destination = this.context.destination();
		StoredItems.Read copies = destination.getHidden(suspects.stream().map(Wanted::storedKey).toList());
		StoredItems source = this.context.source().items();
		StoredItems.Read items = source
			.get(suspects.stream().map((suspect) -> source.keyAttributes(suspect.item())).toList());
		this.context.tally().cost(copies.readUnits() + items.readUnits());
		Map<ItemKey, Map<String, AttributeValue>> stored = new HashMap<>();
		copies.items().forEach((copy) -> stored.put(destination.key(copy), copy));
		Map<ItemIdentity, Map<String, AttributeValue>> now = new HashMap<>();
		items.items().forEach((item) -> now.put(this.context.source().identity(item), item));
		List<Look> open = new ArrayList<>();
		for (Wanted suspect : suspects) {
			Map<String, AttributeValue> item = now.get(this.context.source().identity(suspect.item()));
			Look look = (item != null) ? look(suspect, item, stored) : null;
			if (look != null) {
				open.add(look);
			}
		}
		return open;
	}

	/**
	 * Null if all is as it should be, or if nothing of the item belongs there any more.
	 */
	private @Nullable Look look(Wanted suspect, Map<String, AttributeValue> item,
			Map<ItemKey, Map<String, AttributeValue>> stored) {
		boolean restless = !ItemEquality.same(suspect.item(), item);
		Wanted wanted = suspect;
		if (restless) {
			try {
				wanted = Wanted.of(item, this.context);
			}
			catch (Exception ex) {
				this.context.tally()
					.found(MirrorDifference.Kind.FAILED, this.context.source().identity(item).storedKey());
				return null;
			}
			if (wanted == null) {
				return null;
			}
			this.unasked.remove(KeyFingerprints.of(wanted.storedKey()));
		}
		Look look = new Look(wanted, stored.get(this.context.destination().key(wanted.storedKey())), restless);
		Map<String, AttributeValue> visible = visible(look);
		if (visible != null && CopyShape.same(wanted.attributes(), this.context.shape().stored(visible))) {
			this.context.tally().same(wanted.attributes());
			return null;
		}
		return look;
	}

}
