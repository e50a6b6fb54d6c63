package io.daplug.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Those recorded entries that have all that a test has asked for so far. A step narrows
 * the selection and fails when nothing is left of it.
 *
 * @param <E> what is recorded
 */
final class RecordedEntries<E> {

	private static final int MOST_LINES = 20;

	private final Recording<E> recording;

	private final Duration timeout;

	private final Report<E> report;

	private final String words;

	private final Predicate<E> predicate;

	/**
	 * How a failure is told.
	 *
	 * @param line how an entry is shown: without contents
	 * @param failure makes an error of a message
	 */
	private record Report<E>(Function<E, String> line, Function<String, AssertionError> failure) {

	}

	private RecordedEntries(Recording<E> recording, Duration timeout, Report<E> report, String words,
			Predicate<E> predicate) {
		this.recording = recording;
		this.timeout = timeout;
		this.report = report;
		this.words = words;
		this.predicate = predicate;
	}

	/**
	 * Selects everything.
	 * @param <E> what is recorded
	 * @param recording the recording
	 * @param timeout how long each step may wait
	 * @param words what one entry is called
	 * @param line how an entry is shown: without contents
	 * @param failure makes an error of a message
	 * @return the selection
	 */
	static <E> RecordedEntries<E> of(Recording<E> recording, Duration timeout, String words, Function<E, String> line,
			Function<String, AssertionError> failure) {
		return new RecordedEntries<>(recording, timeout, new Report<>(line, failure), words, (entry) -> true);
	}

	/**
	 * Keeps what has one more property.
	 * @param more the property in words
	 * @param condition the property
	 * @return the narrowed selection
	 * @throws AssertionError if nothing recorded is in it
	 */
	RecordedEntries<E> narrow(String more, Predicate<E> condition) {
		return narrow(more, condition, null);
	}

	/**
	 * Keeps what has one more property.
	 * @param more the property in words
	 * @param condition the property
	 * @param found what to show of an entry without it, beyond its line
	 * @return the narrowed selection
	 * @throws AssertionError if nothing recorded is in it
	 */
	RecordedEntries<E> narrow(String more, Predicate<E> condition, @Nullable Function<E, String> found) {
		RecordedEntries<E> narrowed = new RecordedEntries<>(this.recording, this.timeout, this.report,
				this.words + more, this.predicate.and(condition));
		if (!this.recording.await(this.timeout, (entries) -> entries.stream().anyMatch(narrowed.predicate))) {
			List<E> entries = this.recording.entries();
			List<E> near = (found != null) ? entries.stream().filter(this.predicate).toList() : List.of();
			StringBuilder message = new StringBuilder("Expecting %s%s, but there is none.".formatted(narrowed.words,
					this.timeout.isZero() ? "" : " within " + this.timeout));
			if (found != null && !near.isEmpty()) {
				message.append(" Closest:")
					.append(lines(near, (entry) -> this.report.line().apply(entry) + found.apply(entry)));
			}
			else {
				message.append(recorded(entries));
			}
			throw this.report.failure().apply(message.toString());
		}
		return narrowed;
	}

	/**
	 * Keeps what has one more property, be it nothing.
	 * @param condition the property
	 * @return the narrowed selection
	 */
	RecordedEntries<E> where(Predicate<E> condition) {
		return new RecordedEntries<>(this.recording, this.timeout, this.report, this.words,
				this.predicate.and(condition));
	}

	/**
	 * Fails unless so many entries are in this selection, waiting until there are.
	 * @param count how many
	 */
	void requireCount(int count) {
		this.recording.await(this.timeout, (entries) -> entries.stream().filter(this.predicate).count() >= count);
		List<E> entries = this.recording.entries();
		List<E> selected = entries.stream().filter(this.predicate).toList();
		if (selected.size() != count) {
			throw this.report.failure()
				.apply("Expecting %s %s, but there %s %s.%s".formatted(times(count), this.words,
						(selected.size() == 1) ? "is" : "are", selected.isEmpty() ? "none" : selected.size(),
						selected.isEmpty() ? recorded(entries) : " Found:" + lines(selected, this.report.line())));
		}
	}

	/** Fails if anything is in this selection. */
	void requireNone() {
		List<E> selected = entries();
		if (!selected.isEmpty()) {
			throw this.report.failure()
				.apply("Expecting no %s, but there %s %d:%s".formatted(this.words,
						(selected.size() == 1) ? "is" : "are", selected.size(), lines(selected, this.report.line())));
		}
	}

	List<E> entries() {
		return this.recording.entries().stream().filter(this.predicate).toList();
	}

	private static String times(int count) {
		return (count == 1) ? "once" : count + " times";
	}

	private String recorded(List<E> entries) {
		return entries.isEmpty() ? " Nothing was recorded." : " Recorded:" + lines(entries, this.report.line());
	}

	private static <E> String lines(List<E> entries, Function<E, String> line) {
		List<String> lines = new ArrayList<>();
		entries.stream().limit(MOST_LINES).forEach((entry) -> lines.add("%n  ".formatted() + line.apply(entry)));
		if (entries.size() > MOST_LINES) {
			lines.add("%n  … and %d more".formatted(entries.size() - MOST_LINES));
		}
		return String.join("", lines);
	}

}
