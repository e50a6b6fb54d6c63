package io.daplug.sample;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Entity tags of orders: the version in quotes.
 */
final class EntityTag {

	private static final Pattern OURS = Pattern.compile("\"([1-9][0-9]{0,17})\"");

	private EntityTag() {
	}

	static String of(Order order) {
		return "\"" + order.version() + "\"";
	}

	/**
	 * Says whether a request is to be refused if the order is not as the client saw it.
	 * @param ifMatch the header {@code If-Match}
	 * @return whether it names a state; an asterisk names any
	 */
	static boolean isDemanded(@Nullable String ifMatch) {
		return ifMatch != null && !ifMatch.isBlank() && !ifMatch.strip().equals("*");
	}

	/**
	 * Returns the version that a header demands.
	 * @param ifMatch the header {@code If-Match}
	 * @return the version; null if the header demands none; a text that is no version,
	 * and so never the stored one, for a tag that we never gave
	 */
	static @Nullable Object expectedVersion(@Nullable String ifMatch) {
		if (ifMatch == null || !isDemanded(ifMatch)) {
			return null;
		}
		String tag = ifMatch.strip();
		Matcher ours = OURS.matcher(tag);
		if (ours.matches()) {
			return Long.valueOf(ours.group(1));
		}
		if (tag.contains(",")) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'If-Match' must name one entity tag, not several");
		}
		return tag;
	}

}
