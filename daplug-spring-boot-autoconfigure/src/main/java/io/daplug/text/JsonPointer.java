package io.daplug.text;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON pointers as RFC 6901 writes them.
 */
public final class JsonPointer {

	private JsonPointer() {
	}

	/**
	 * Returns the pointer to a part of the document that another pointer leads to.
	 * @param pointer where the part is
	 * @param name the name of a property, or the index of an element
	 * @return the longer pointer
	 */
	public static String child(String pointer, Object name) {
		return pointer + segment(name);
	}

	/**
	 * Returns the pointer to a property or an element of the document itself.
	 * @param name the name of a property, or the index of an element
	 * @return the pointer, of one segment
	 */
	public static String segment(Object name) {
		return "/" + escape(name.toString());
	}

	/**
	 * Returns the names and indexes that a pointer leads through.
	 * @param pointer the pointer
	 * @return the segments, none for the document itself
	 */
	public static List<String> segments(String pointer) {
		if (pointer.isEmpty()) {
			return List.of();
		}
		List<String> segments = new ArrayList<>();
		for (String segment : pointer.substring(1).split("/", -1)) {
			segments.add(unescape(segment));
		}
		return segments;
	}

	/**
	 * Escapes what has a meaning in pointers.
	 * @param name a name
	 * @return the name as it is written in a pointer
	 */
	public static String escape(String name) {
		if (name.indexOf('~') < 0 && name.indexOf('/') < 0) {
			return name;
		}
		return name.replace("~", "~0").replace("/", "~1");
	}

	/**
	 * Reads a name that is written in a pointer.
	 * @param segment the name as it is written, without a slash
	 * @return the name
	 */
	public static String unescape(String segment) {
		return segment.replace("~1", "/").replace("~0", "~");
	}

}
