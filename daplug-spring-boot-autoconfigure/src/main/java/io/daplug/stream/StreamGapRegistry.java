package io.daplug.stream;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Remembers the gaps of streams until somebody says that they are mended, or the
 * application ends. Mirrors are mended by a repair, not by a backfill, as
 * {@link StreamGap} says. Of each shard it remembers the last gap, so that a stream that
 * has many takes no more memory.
 */
public final class StreamGapRegistry {

	private final Clock clock;

	/** By shard. */
	private final Map<String, Noticed> gaps = new LinkedHashMap<>();

	/**
	 * A gap that was noticed.
	 *
	 * @param gap the gap
	 * @param time when it was noticed
	 */
	public record Noticed(StreamGap gap, Instant time) {

	}

	/**
	 * Creates a registry without gaps.
	 * @param clock tells when a gap is noticed
	 */
	public StreamGapRegistry(Clock clock) {
		this.clock = clock;
	}

	/** Comes first: a listener that fails keeps the event from those after it. */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	synchronized void remember(StreamGap gap) {
		this.gaps.put(gap.table() + ' ' + gap.shard(), new Noticed(gap, this.clock.instant()));
	}

	/**
	 * Returns the gaps that nobody has acknowledged.
	 * @return the gaps, in the order of their shards' first ones
	 */
	public synchronized List<Noticed> open() {
		return new ArrayList<>(this.gaps.values());
	}

	/**
	 * Forgets the gaps of a table: what was missed is mended, or not wanted.
	 * @param table the logical name of the table
	 * @return how many gaps were forgotten
	 */
	public synchronized int acknowledge(String table) {
		int before = this.gaps.size();
		this.gaps.values().removeIf((noticed) -> noticed.gap().table().equals(table));
		return before - this.gaps.size();
	}

}
