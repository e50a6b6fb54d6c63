package io.daplug.autoconfigure.mirror;

import java.time.Duration;

import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGuard;
import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;

/**
 * How one mirror is guarded, held against its tables.
 *
 * @param source the table that it follows
 * @param destination the table that it writes
 * @param guard its guard
 * @param retention how long its tombstones stay; null if it does not say
 */
record MirrorGuardCheck(TableDefinition source, TableDefinition destination, MirrorGuard guard,
		@Nullable Duration retention) {

	static final String GUARD = "guard";

	static final String RETENTION = "tombstone-retention";

	/**
	 * What is wrong.
	 *
	 * @param option the option that is wrong
	 * @param text what is wrong with it
	 * @param action what to do, with a place for what sets the option
	 */
	record Problem(String option, String text, String action) {

	}

	/** What a mirror says, else what the source of its changes allows. */
	static MirrorGuard guard(@Nullable MirrorGuard asked, StreamSource source) {
		return (asked != null) ? asked : source.readsStream() ? MirrorGuard.SEQUENCE : MirrorGuard.NONE;
	}

	/** Sets what was checked. */
	void define(MirrorDefinition.Builder definition) {
		definition.guard(this.guard);
		if (this.retention != null) {
			definition.tombstoneRetention(this.retention);
		}
	}

	@Nullable Problem problem() {
		if (this.guard == MirrorGuard.NONE) {
			return (this.retention == null) ? null : new Problem(RETENTION,
					"makes no difference: the mirror is not guarded, so it leaves no tombstones", "Remove '%s'.");
		}
		String sourceProperty = PropertyPath.ofTable(this.source.name(), "stream.source");
		if (!this.source.streamSource().readsStream()) {
			return new Problem(GUARD,
					"'sequence' compares changes by their numbers in a stream, and those of table '%s' come from the application, of which each process numbers its own"
						.formatted(this.source.name()),
					"Set '" + sourceProperty + "' to kcl or lambda, or '%s' to none.");
		}
		if (this.retention != null && this.retention.compareTo(MirrorDefinition.STREAM_RETENTION) <= 0) {
			return new Problem(RETENTION,
					"is %s, and tombstones must stay longer than the 24 hours for which a stream keeps its changes"
						.formatted(this.retention),
					"Set '%s' to more than 24h, or remove it.");
		}
		return this.destination.guardedCopies() ? null : shown();
	}

	private Problem shown() {
		return new Problem(GUARD,
				"the mirror leaves tombstones in table '%s', which is declared not to hide them"
					.formatted(this.destination.name()),
				"Remove '" + PropertyPath.ofTable(this.destination.name(), "guarded-copies")
						+ "', or declare the bean of the table with guardedCopies(true), or set '%s' to none.");
	}

}
