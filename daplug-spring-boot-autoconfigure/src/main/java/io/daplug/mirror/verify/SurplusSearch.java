package io.daplug.mirror.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.item.ItemEquality;
import io.daplug.mirror.MirrorDifference;
import io.daplug.mirror.scan.PageCopier;
import io.daplug.template.StoredItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds copies of no item among those that nobody has asked for. Each is read, then the
 * source is gone through once more, and what is still the same then, and of no item, is
 * surplus.
 */
final class SurplusSearch {

	/** How many copies are held in memory at once. */
	private static final int AT_ONCE = 10_000;

	private final VerifyContext context;

	private final KeyFingerprints unasked;

	private final Repairs repairs;

	SurplusSearch(VerifyContext context, KeyFingerprints unasked) {
		this.context = context;
		this.unasked = unasked;
		this.repairs = Repairs.of(context);
	}

	void search() {
		while (this.unasked.size() > 0) {
			Map<Long, Map<String, AttributeValue>> suspects = suspects();
			if (suspects.isEmpty()) {
				return;
			}
			suspects.keySet().forEach(this.unasked::remove);
			this.context.pause();
			this.context.scan(this.context.source().items(), VerifyContext.SegmentHandler.each((item) -> {
				Map<String, AttributeValue> key = Wanted.keyOf(item, this.context);
				if (key != null) {
					suspects.remove(KeyFingerprints.of(key));
				}
			}));
			settle(unchanged(suspects.values()));
		}
	}

	/** Copies that nobody has asked for, with all that is stored. */
	private Map<Long, Map<String, AttributeValue>> suspects() {
		Map<Long, Map<String, AttributeValue>> suspects = new ConcurrentHashMap<>();
		StoredItems destination = this.context.destination();
		this.context.scan(destination, () -> (items) -> {
			List<Map<String, AttributeValue>> keys = new ArrayList<>();
			items.stream().map(destination::keyAttributes).forEach((key) -> {
				if (this.unasked.contains(KeyFingerprints.of(key)) && suspects.size() + keys.size() < AT_ONCE) {
					keys.add(key);
				}
			});
			hidden(keys).forEach((copy) -> suspects.put(KeyFingerprints.of(destination.keyAttributes(copy)), copy));
		});
		return suspects;
	}

	private List<Map<String, AttributeValue>> hidden(List<Map<String, AttributeValue>> keys) {
		StoredItems.Read read = this.context.destination().getHidden(keys);
		this.context.tally().cost(read.readUnits());
		return read.items();
	}

	/** What has changed since is of an item that came meanwhile, or is gone. */
	private List<Map<String, AttributeValue>> unchanged(Iterable<Map<String, AttributeValue>> suspects) {
		StoredItems destination = this.context.destination();
		Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before = new HashMap<>();
		suspects.forEach((copy) -> before.put(destination.keyAttributes(copy), copy));
		return hidden(List.copyOf(before.keySet())).stream().filter((copy) -> {
			Map<String, AttributeValue> seen = before.get(destination.keyAttributes(copy));
			return seen != null && ItemEquality.same(seen, copy);
		}).toList();
	}

	private void settle(List<Map<String, AttributeValue>> surplus) {
		StoredItems destination = this.context.destination();
		surplus.forEach((copy) -> this.context.tally()
			.found(MirrorDifference.Kind.EXTRA,
					destination.key(destination.withoutPrefixes(destination.keyAttributes(copy)))));
		List<Map<String, AttributeValue>> left = surplus;
		// A copy whose item cannot be told may be of an item that cannot be copied now.
		if (this.context.options().repair() && !surplus.isEmpty() && !this.context.tally().mayMissItems()) {
			remove(surplus);
			left = unchanged(surplus);
			// What is gone may be of an item that could not be told, or copied again.
			for (int gone = left.size(); gone < surplus.size() && !this.context.tally().mayMissItems(); gone++) {
				this.context.tally().repaired();
			}
		}
		for (Map<String, AttributeValue> copy : left) {
			Map<String, AttributeValue> visible = destination.visible(copy);
			if (visible != null) {
				this.context.tally().extra(this.context.shape().stored(visible));
			}
		}
	}

	private void remove(List<Map<String, AttributeValue>> surplus) {
		try {
			this.repairs.remove(surplus);
		}
		finally {
			// Some may be removed although others are not.
			if (this.repairs.mayHaveRemovedTooMuch()) {
				restore(surplus);
			}
		}
	}

	/** Copies items that came at the moment at which their copies were removed. */
	private void restore(List<Map<String, AttributeValue>> removed) {
		StoredItems destination = this.context.destination();
		KeyFingerprints keys = new KeyFingerprints(Integer.MAX_VALUE, 0, 1);
		removed.forEach((copy) -> keys.add(KeyFingerprints.of(destination.keyAttributes(copy))));
		PageCopier copier = new PageCopier(this.context.handler(), this.context.source());
		this.context.scan(this.context.source().items(), () -> (items) -> {
			List<Map<String, AttributeValue>> come = items.stream().filter((item) -> {
				Map<String, AttributeValue> key = Wanted.keyOf(item, this.context);
				return key != null && keys.contains(KeyFingerprints.of(key));
			}).toList();
			if (!come.isEmpty()) {
				PageCopier.Outcome outcome = copier.copy(come);
				this.context.tally().cost(outcome.readUnits());
				outcome.failed()
					.forEach((failure) -> this.context.tally()
						.found(MirrorDifference.Kind.FAILED, failure.change().identity().storedKey()));
			}
		});
	}

}
