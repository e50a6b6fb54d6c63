package io.daplug.mirror.verify;

import java.util.List;
import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.scan.PageCopier;
import io.daplug.template.StoredItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Repairs what a mirror without guard has left: as a backfill writes.
 */
final class UnguardedRepairs implements Repairs {

	private final VerifyContext context;

	UnguardedRepairs(VerifyContext context) {
		this.context = context;
	}

	@Override
	public void write(List<Suspects.Look> looks) {
		PageCopier copier = new PageCopier(this.context.handler(), this.context.source());
		this.context.tally().cost(copier.copy(looks.stream().map((look) -> look.wanted().item()).toList()).readUnits());
	}

	@Override
	public void remove(List<Map<String, AttributeValue>> copies) {
		MirrorDefinition mirror = this.context.handler().mirror();
		StoredItems destination = this.context.destination();
		List<ItemKey> keys = copies.stream()
			.map((copy) -> destination.key(destination.withoutPrefixes(destination.keyAttributes(copy))))
			.toList();
		this.context.template()
			.batchDelete(keys,
					(options) -> options.guarded(false)
						.origin(mirror.origin())
						.publish(mirror.announce())
						.deadline(mirror.deadline()))
			.requireComplete();
	}

	@Override
	public boolean mayHaveRemovedTooMuch() {
		return true;
	}

}
