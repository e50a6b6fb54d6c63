package io.daplug.schema.document;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rules in which the kinds of schema documents differ.
 */
public enum Dialect {

	/** OpenAPI 3.0: {@code nullable}, and nothing counts beside a {@code $ref}. */
	OPENAPI_30(true, false, true),

	/** OpenAPI 3.1 and newer: JSON schema 2020-12. */
	OPENAPI_31(true, true, false),

	/** OpenAPI components without a version: what either version knows is understood. */
	OPENAPI_ANY(true, true, true),

	/** JSON schema up to draft 7: nothing counts beside a {@code $ref}. */
	JSON_SCHEMA_OLD(false, false, false),

	/** JSON schema from 2019-09 on, or without a version. */
	JSON_SCHEMA(false, true, false);

	private final boolean openApi;

	private final boolean siblingsOfRef;

	private final boolean nullable;

	Dialect(boolean openApi, boolean siblingsOfRef, boolean nullable) {
		this.openApi = openApi;
		this.siblingsOfRef = siblingsOfRef;
		this.nullable = nullable;
	}

	boolean openApi() {
		return this.openApi;
	}

	public boolean siblingsOfRef() {
		return this.siblingsOfRef;
	}

	public boolean nullable() {
		return this.nullable;
	}

	/**
	 * Tells the dialect of a document from its root.
	 * @param root the root object
	 * @return the dialect, or {@code null} if the document is neither OpenAPI 3 nor a
	 * JSON schema
	 */
	static @Nullable Dialect of(Map<String, Object> root) {
		if (root.get("openapi") != null) {
			String version = root.get("openapi").toString();
			return version.startsWith("3.0") ? OPENAPI_30 : (version.startsWith("3.") ? OPENAPI_31 : null);
		}
		if (root.containsKey("swagger")) {
			return null;
		}
		if (root.get("$schema") instanceof String schema) {
			return schema.matches(".*draft-0[3-7].*") ? JSON_SCHEMA_OLD : JSON_SCHEMA;
		}
		if (root.get("components") instanceof Map) {
			return OPENAPI_ANY;
		}
		for (String keyword : new String[] { "$id", "id", "$ref", "$defs", "definitions", "type", "properties", "allOf",
				"oneOf", "anyOf", "not", "enum", "const", "items", "required", "additionalProperties",
				"patternProperties" }) {
			if (root.containsKey(keyword)) {
				return JSON_SCHEMA;
			}
		}
		return null;
	}

}
