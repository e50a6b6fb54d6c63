package io.daplug.expression;

import java.util.Set;

/** The names of types that {@code attribute_type} knows. */
final class AttributeType {

	private static final Set<String> NAMES = Set.of("S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M");

	/** What to write instead of a name that is none. */
	static final String EXPECTED = "one of S, SS, N, NS, B, BS, BOOL, NULL, L and M";

	private AttributeType() {
	}

	static boolean isName(String name) {
		return NAMES.contains(name);
	}

}
