package io.daplug.schema.document;

import java.util.HashMap;
import java.util.Map;

/**
 * What a keyword of a schema has to hold.
 */
enum KeywordContent {

	REFERENCE, SCHEMA, SCHEMAS, SCHEMA_OR_SCHEMAS, SCHEMAS_BY_NAME, SCHEMAS_BY_PATTERN, DISCRIMINATOR,

	TYPE, NUMBER, NUMBER_OR_FLAG, FACTOR, COUNT, FLAG, NULLABLE, TEXT, PATTERN, NAMES, NAMES_OR_FLAG, NAMES_BY_NAME,

	VALUE, VALUES, ANYTHING;

	/**
	 * The keywords of all dialects: what belongs into another one is no misspelling.
	 */
	static final Map<String, KeywordContent> BY_NAME = new HashMap<>();

	static {
		put(REFERENCE, "$ref", "$dynamicRef", "$recursiveRef");
		put(SCHEMA, "not", "if", "then", "else", "additionalItems", "contains", "additionalProperties", "propertyNames",
				"unevaluatedItems", "unevaluatedProperties", "contentSchema");
		put(SCHEMAS, "allOf", "anyOf", "oneOf", "prefixItems");
		put(SCHEMA_OR_SCHEMAS, "items");
		put(SCHEMAS_BY_NAME, "properties", "dependentSchemas");
		put(SCHEMAS_BY_PATTERN, "patternProperties");
		put(TYPE, "type");
		put(NUMBER, "minimum", "maximum");
		put(NUMBER_OR_FLAG, "exclusiveMinimum", "exclusiveMaximum");
		put(FACTOR, "multipleOf");
		put(COUNT, "minLength", "maxLength", "minItems", "maxItems", "minContains", "maxContains", "minProperties",
				"maxProperties");
		put(FLAG, "uniqueItems");
		put(TEXT, "format");
		put(PATTERN, "pattern");
		put(NAMES_OR_FLAG, "required");
		put(NAMES_BY_NAME, "dependentRequired");
		put(VALUE, "const", "default");
		put(VALUES, "enum");
		put(ANYTHING, "$schema", "$vocabulary", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor",
				"$comment", "$defs", "definitions", "dependencies", "title", "description", "deprecated", "readOnly",
				"writeOnly", "examples", "contentEncoding", "contentMediaType");
		put(DISCRIMINATOR, "discriminator");
		put(NULLABLE, "nullable");
		put(ANYTHING, "xml", "externalDocs", "example", "summary");
	}

	private static void put(KeywordContent content, String... keywords) {
		for (String keyword : keywords) {
			BY_NAME.put(keyword, content);
		}
	}

}
