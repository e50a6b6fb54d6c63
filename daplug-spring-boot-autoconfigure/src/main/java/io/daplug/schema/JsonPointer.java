package io.daplug.schema;

/**
 * The two escapes of JSON pointers.
 */
final class JsonPointer {

	private JsonPointer() {
	}

	static String escape(String segment) {
		if (segment.indexOf('~') < 0 && segment.indexOf('/') < 0) {
			return segment;
		}
		return segment.replace("~", "~0").replace("/", "~1");
	}

	static String unescape(String segment) {
		return segment.replace("~1", "/").replace("~0", "~");
	}

	static String child(String pointer, Object segment) {
		return pointer + "/" + escape(segment.toString());
	}

}
