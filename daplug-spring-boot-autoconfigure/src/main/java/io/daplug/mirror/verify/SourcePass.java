package io.daplug.mirror.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorDifference;
import io.daplug.template.StoredItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Goes through one segment of the source, looks for the copy of each item, and takes its
 * key off those that nobody has asked for yet.
 */
final class SourcePass implements VerifyContext.SegmentHandler {

	/** Differences are looked at again together, so that they wait together. */
	private static final int MOST_SUSPECTS = 1_000;

	private final VerifyContext context;

	private final KeyFingerprints unasked;

	private final List<Wanted> suspects = new ArrayList<>();

	SourcePass(VerifyContext context, KeyFingerprints unasked) {
		this.context = context;
		this.unasked = unasked;
	}

	@Override
	public void handle(List<Map<String, AttributeValue>> items) {
		List<Wanted> wanted = new ArrayList<>(items.size());
		for (Map<String, AttributeValue> item : items) {
			try {
				Wanted copy = Wanted.of(item, this.context);
				if (copy != null) {
					wanted.add(copy);
					this.unasked.remove(KeyFingerprints.of(copy.storedKey()));
				}
			}
			catch (Exception ex) {
				failed(item);
			}
		}
		compare(wanted);
		if (this.suspects.size() >= MOST_SUSPECTS) {
			end();
		}
	}

	/** What may be left of it was a copy once, and is no surplus. */
	private void failed(Map<String, AttributeValue> item) {
		this.context.tally().found(MirrorDifference.Kind.FAILED, this.context.source().identity(item).storedKey());
		Map<String, AttributeValue> key = Wanted.keyOf(item, this.context);
		if (key != null) {
			this.unasked.remove(KeyFingerprints.of(key));
		}
	}

	private void compare(List<Wanted> wanted) {
		StoredItems destination = this.context.destination();
		StoredItems.Read read = destination.get(wanted.stream().map(Wanted::storedKey).toList());
		this.context.tally().cost(read.readUnits());
		Map<ItemKey, Map<String, AttributeValue>> stored = new HashMap<>();
		read.items().forEach((copy) -> stored.put(destination.key(copy), copy));
		for (Wanted copy : wanted) {
			Map<String, AttributeValue> found = stored.get(destination.key(copy.storedKey()));
			if (found != null && CopyShape.same(copy.attributes(), this.context.shape().stored(found))) {
				this.context.tally().same(copy.attributes());
			}
			else {
				this.suspects.add(copy);
			}
		}
	}

	@Override
	public void end() {
		if (!this.suspects.isEmpty()) {
			new Suspects(this.context, this.unasked).settle(this.suspects);
			this.suspects.clear();
		}
	}

}
