package io.daplug.template.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.daplug.template.model.InvalidPageTokenException;
import org.jspecify.annotations.Nullable;

/**
 * How far each segment of a rewrite is. As a text, it lets another rewrite to the same
 * version go on, in the same segments: a place in one of four segments may lie in any of
 * five. Safe for use by several threads.
 */
final class RewritePosition {

	/** The place of a segment of which nothing was read. */
	private static final String BEGINNING = "";

	/** The place of a segment that is done. No page token looks like it. */
	private static final String THROUGH = "~";

	/** What no page token has within it. */
	private static final String SEPARATOR = ".";

	/** The version and the number of segments come before the places. */
	private static final int HEADER = 2;

	private final int version;

	/** Where each segment is. */
	private final List<String> reached;

	/** Behind the last page of each segment of which no item failed. */
	private final List<String> clean;

	private RewritePosition(int version, List<String> places) {
		this.version = version;
		this.reached = new ArrayList<>(places);
		this.clean = new ArrayList<>(places);
	}

	/**
	 * Reads where a rewrite begins.
	 * @param text the position of an earlier rewrite; null for the beginning
	 * @param version the version to which items are brought
	 * @param segments in how many segments the table is read
	 * @throws InvalidPageTokenException if the earlier rewrite was another one
	 */
	static RewritePosition of(@Nullable String text, int version, int segments) {
		if (text == null) {
			return new RewritePosition(version, Collections.nCopies(segments, BEGINNING));
		}
		List<String> parts = List.of(text.split("\\" + SEPARATOR, -1));
		if (parts.size() <= HEADER) {
			throw damaged(null);
		}
		int earlierVersion = number(parts.get(0));
		int earlierSegments = number(parts.get(1));
		if (parts.size() - HEADER != earlierSegments) {
			throw damaged(null);
		}
		if (earlierVersion != version) {
			throw new InvalidPageTokenException(
					"The position belongs to a rewrite to version %d, and this one is to version %d; begin without a position"
						.formatted(earlierVersion, version),
					null);
		}
		if (earlierSegments != segments) {
			throw new InvalidPageTokenException(
					"The position belongs to a rewrite with 'segments' %d, and this one has %d; set 'segments' to %d, or begin without a position"
						.formatted(earlierSegments, segments, earlierSegments),
					null);
		}
		return new RewritePosition(version, parts.subList(HEADER, parts.size()));
	}

	private static int number(String text) {
		try {
			return Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw damaged(ex);
		}
	}

	private static InvalidPageTokenException damaged(@Nullable Exception cause) {
		return new InvalidPageTokenException("The position is damaged; begin without one", cause);
	}

	/** The page token at which a segment goes on; null if there is none. */
	synchronized @Nullable String token(int segment) {
		String place = this.reached.get(segment);
		return (place.equals(BEGINNING) || place.equals(THROUGH)) ? null : place;
	}

	synchronized boolean isThrough(int segment) {
		return this.reached.get(segment).equals(THROUGH);
	}

	synchronized boolean isThrough() {
		return allAre(this.reached, THROUGH);
	}

	/**
	 * Notes that a segment is behind a page.
	 * @param token the page token of what comes next; null if none tells
	 * @param clean whether no item of the page failed
	 */
	synchronized void behind(int segment, @Nullable String token, boolean clean) {
		move(segment, (token != null) ? token : this.reached.get(segment), clean);
	}

	/** Notes that a segment is behind its last page. */
	synchronized void through(int segment, boolean clean) {
		move(segment, THROUGH, clean);
	}

	private void move(int segment, String place, boolean isClean) {
		this.reached.set(segment, place);
		if (isClean) {
			this.clean.set(segment, place);
		}
	}

	/** Where another rewrite goes on; null for the beginning, and at the end. */
	synchronized @Nullable String text() {
		return text(this.reached);
	}

	/** Where one goes on that tries again what failed last. */
	synchronized @Nullable String beforeFailures() {
		return text(this.clean);
	}

	private @Nullable String text(List<String> places) {
		return (allAre(places, BEGINNING) || allAre(places, THROUGH)) ? null
				: this.version + SEPARATOR + places.size() + SEPARATOR + String.join(SEPARATOR, places);
	}

	private static boolean allAre(List<String> places, String place) {
		return places.stream().allMatch(place::equals);
	}

}
