package io.daplug.mirror.verify;

import java.util.List;
import java.util.Map;

import io.daplug.guard.CopySequence;
import io.daplug.guard.Tombstones;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.template.StoredItems;
import io.daplug.template.copy.Copy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Repairs what a guarded mirror has left: each write demands that what is stored was not
 * written since it was looked at, and leaves its place, so that every later change still
 * is newer.
 */
final class GuardedRepairs implements Repairs {

	private final VerifyContext context;

	GuardedRepairs(VerifyContext context) {
		this.context = context;
	}

	@Override
	public void write(List<Suspects.Look> looks) {
		write(looks.stream().map((look) -> {
			CopySequence seen = seen(look.stored());
			return Copy.of(look.wanted().copy(), (seen != null) ? seen : this.context.source().place()).ifSeen(seen);
		}).toList(), this.context.handler().mirror());
	}

	@Override
	public void remove(List<Map<String, AttributeValue>> copies) {
		MirrorDefinition mirror = this.context.handler().mirror();
		StoredItems destination = this.context.destination();
		write(copies.stream().map((copy) -> {
			CopySequence seen = seen(copy);
			return Copy
				.removed(destination.key(destination.withoutPrefixes(destination.keyAttributes(copy))),
						(seen != null) ? seen : this.context.source().place(), mirror.tombstoneRetention())
				.ifSeen(seen);
		}).toList(), mirror);
	}

	/** What fails was written by the mirror meanwhile, or is seen by another look. */
	private void write(List<Copy> copies, MirrorDefinition mirror) {
		this.context.template().copies().write(copies, (options) -> {
			options.origin(mirror.origin()).publish(mirror.announce()).deadline(mirror.deadline());
			if (mirror.schema() != null) {
				options.schema(mirror.schema());
			}
		});
	}

	private static @Nullable CopySequence seen(@Nullable Map<String, AttributeValue> stored) {
		AttributeValue sequence = (stored != null) ? stored.get(Tombstones.SEQUENCE) : null;
		return (sequence != null) ? new CopySequence(sequence.s()) : null;
	}

	@Override
	public boolean mayHaveRemovedTooMuch() {
		return false;
	}

}
