package io.daplug.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.daplug.event.PublishFailed;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.StreamGapRegistry;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.event.EventListener;

/**
 * Shows whether changes are announced and handled, by counts and never by items. Sends
 * nothing.
 * <ul>
 * <li>{@link Status#DOWN} while a source came to an end that nobody asked for, or while a
 * source or a listener makes no progress although changes wait, for a time or longer.
 * Changes that stay in a stream too long are gone.</li>
 * <li>{@link #DEGRADED} for five minutes after a change could not be published or was
 * parked, as long as keys are held, and as long as a gap of a stream is not acknowledged.
 * It does not weigh in the status of the application: writes go on, and to restart the
 * application would mend nothing.</li>
 * </ul>
 * The detail {@code problems} says in words why the status is not {@link Status#UP}.
 */
public final class DaplugHealthIndicator extends AbstractHealthIndicator {

	/** Writes are stored, but not all that follows from them happens. */
	public static final Status DEGRADED = new Status("DEGRADED", "Not all changes were announced and handled");

	private static final Duration REMEMBERED = Duration.ofMinutes(5);

	private final ProgressCheck progress;

	private final StreamGapRegistry gaps;

	private final Clock clock;

	private final Failures unpublished = new Failures();

	private final Failures parked = new Failures();

	/**
	 * Creates an indicator.
	 * @param progress looks at sources and listeners
	 * @param gaps the gaps of streams
	 * @param clock tells how long ago a failure was, and since when there is no progress
	 */
	public DaplugHealthIndicator(ProgressCheck progress, StreamGapRegistry gaps, Clock clock) {
		super("Daplug's health could not be told");
		this.progress = progress;
		this.gaps = gaps;
		this.clock = clock;
	}

	@EventListener
	void remember(PublishFailed failed) {
		this.unpublished.add(this.clock.instant());
	}

	@EventListener
	void remember(ChangeParked change) {
		this.parked.add(this.clock.instant());
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Instant now = this.clock.instant();
		List<String> stalls = this.progress.stalls(now);
		List<String> problems = new ArrayList<>(stalls);
		problems.addAll(degradations(now));
		builder.status(stalls.isEmpty() ? (problems.isEmpty() ? Status.UP : DEGRADED) : Status.DOWN);
		if (!problems.isEmpty()) {
			builder.withDetail("problems", problems);
		}
		builder.withDetail("unpublishedChanges", this.unpublished.details())
			.withDetail("parkedChanges", this.parked.details())
			.withDetail("sources", this.progress.sources())
			.withDetail("listeners", this.progress.listeners());
	}

	private List<String> degradations(Instant now) {
		List<String> problems = new ArrayList<>(this.progress.holds());
		if (this.unpublished.since(now.minus(REMEMBERED))) {
			problems.add("A change could not be published in the last five minutes");
		}
		if (this.parked.since(now.minus(REMEMBERED))) {
			problems.add("A change was parked in the last five minutes");
		}
		this.gaps.open()
			.stream()
			.map((noticed) -> noticed.gap().table())
			.distinct()
			.map("Changes of table '%s' are lost to its listeners; its mirrors need a repair"::formatted)
			.forEach(problems::add);
		return problems;
	}

}
