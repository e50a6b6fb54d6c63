package io.daplug.item;

/**
 * Writes JSON pointers as RFC 6901 escapes them.
 */
final class JsonPointers {

	private JsonPointers() {
	}

	static String segment(Object segment) {
		return "/" + segment.toString().replace("~", "~0").replace("/", "~1");
	}

}
