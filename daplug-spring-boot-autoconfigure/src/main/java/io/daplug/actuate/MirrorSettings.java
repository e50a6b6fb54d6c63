package io.daplug.actuate;

import java.time.Duration;

import io.daplug.mirror.BackfillOptions;
import io.daplug.mirror.CutOverOptions;
import io.daplug.mirror.VerifyOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * How an action is to be done, as the caller says.
 *
 * @param segments into how many segments the tables are divided
 * @param itemsPerSecond how many items are read in a second at most
 * @param limit for how long neither table may be written
 */
record MirrorSettings(@Nullable Integer segments, @Nullable Integer itemsPerSecond, @Nullable Duration limit) {

	/** Refuses what cannot be, and what the action would not heed. */
	MirrorSettings checked(MirrorAction action) {
		try {
			switch (action) {
				case BACKFILL -> {
					refuse("limit", this.limit, action);
					BackfillOptions.of(this::set);
				}
				case VERIFY, REPAIR -> {
					refuse("limit", this.limit, action);
					VerifyOptions.of(this::set);
				}
				case CUT_OVER, CUT_BACK -> {
					refuse("itemsPerSecond", this.itemsPerSecond, action);
					CutOverOptions.of(this::set);
				}
				case PAUSE, RESUME, CANCEL -> {
					refuse("segments", this.segments, action);
					refuse("itemsPerSecond", this.itemsPerSecond, action);
					refuse("limit", this.limit, action);
				}
			}
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), String.valueOf(ex.getMessage()));
		}
		return this;
	}

	private static void refuse(String name, @Nullable Object value, MirrorAction action) {
		if (value != null) {
			throw new IllegalArgumentException("'%s' says nothing to %s".formatted(name, action));
		}
	}

	void set(BackfillOptions.Builder options) {
		if (this.segments != null) {
			options.segments(this.segments);
		}
		if (this.itemsPerSecond != null) {
			options.itemsPerSecond(this.itemsPerSecond);
		}
	}

	/** Differences are counted, and none is named. */
	void set(VerifyOptions.Builder options) {
		options.samples(0);
		if (this.segments != null) {
			options.segments(this.segments);
		}
		if (this.itemsPerSecond != null) {
			options.itemsPerSecond(this.itemsPerSecond);
		}
	}

	void set(CutOverOptions.Builder options) {
		if (this.segments != null) {
			options.segments(this.segments);
		}
		if (this.limit != null) {
			options.limit(this.limit);
		}
	}

}
