package io.daplug.schema.document;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * One file: its tree, its dialect and where it lies.
 */
public final class SchemaDocument {

	private final String location;

	private final String path;

	private final Resource resource;

	private final DocumentTree tree;

	private final Dialect dialect;

	private final IdentityHashMap<Object, RawSchema> schemas = new IdentityHashMap<>();

	private final RawSchema always = new RawSchema(this, "", Boolean.TRUE);

	private final RawSchema never = new RawSchema(this, "", Boolean.FALSE);

	private @Nullable Map<String, RawSchema> named;

	/**
	 * Creates a document.
	 * @param location the place to name in messages
	 * @param path the path from the folder of the configured file, with slashes
	 * @param resource the file
	 * @param tree what is in it
	 * @param dialect the rules it follows
	 */
	SchemaDocument(String location, String path, Resource resource, DocumentTree tree, Dialect dialect) {
		this.location = location;
		this.path = path;
		this.resource = resource;
		this.tree = tree;
		this.dialect = dialect;
	}

	String location() {
		return this.location;
	}

	String path() {
		return this.path;
	}

	Resource resource() {
		return this.resource;
	}

	Dialect dialect() {
		return this.dialect;
	}

	@Nullable Object root() {
		return this.tree.root();
	}

	/**
	 * The schema at some place. The same object of the document is the same schema
	 * always, so schemas can be told apart by identity.
	 * @param value the object or boolean there
	 * @param pointer the place
	 * @return the schema
	 */
	public RawSchema schema(@Nullable Object value, String pointer) {
		if (value instanceof Boolean bool) {
			return bool ? this.always : this.never;
		}
		if (value instanceof Map) {
			return this.schemas.computeIfAbsent(value, (map) -> new RawSchema(this, pointer, map));
		}
		throw fault(value, pointer, "a schema must be an object or a boolean");
	}

	/**
	 * What a JSON pointer leads to.
	 * @param pointer the pointer, as written
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable Object at(String pointer) {
		Object value = root();
		if (pointer.isEmpty()) {
			return value;
		}
		for (String segment : pointer.substring(1).split("/", -1)) {
			String name = JsonPointer.unescape(segment);
			if (value instanceof Map<?, ?> map) {
				value = map.get(name);
			}
			else if (value instanceof List<?> list && name.matches("0|[1-9][0-9]{0,8}")
					&& Integer.parseInt(name) < list.size()) {
				value = list.get(Integer.parseInt(name));
			}
			else {
				return null;
			}
		}
		return value;
	}

	/**
	 * A schema that calls itself so by {@code $anchor}, {@code $id} or {@code id}.
	 * @param name {@code #anchor}, or an identifier
	 * @return the schema, or {@code null} if none does
	 */
	@Nullable RawSchema named(String name) {
		if (this.named == null) {
			this.named = new HashMap<>();
			collectNames(root(), "", this.named);
		}
		return this.named.get(name);
	}

	private void collectNames(@Nullable Object value, String pointer, Map<String, RawSchema> names) {
		if (value instanceof Map) {
			Map<String, Object> map = DocumentTree.map(value);
			for (String keyword : new String[] { "$anchor", "$dynamicAnchor" }) {
				if (map.get(keyword) instanceof String anchor) {
					names.putIfAbsent("#" + anchor, schema(map, pointer));
				}
			}
			if (map.get((this.dialect == Dialect.JSON_SCHEMA_OLD && map.containsKey("id")) ? "id"
					: "$id") instanceof String id) {
				names.putIfAbsent(id.endsWith("#") ? id.substring(0, id.length() - 1) : id, schema(map, pointer));
			}
			map.forEach((key, child) -> collectNames(child, JsonPointer.child(pointer, key), names));
		}
		else if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				collectNames(list.get(i), JsonPointer.child(pointer, i), names);
			}
		}
	}

	/**
	 * The schemas that can be used by name.
	 * @return all schemas of an OpenAPI document's components; of a JSON schema the
	 * schema itself and its definitions
	 */
	public Map<String, RawSchema> definitions() {
		Map<String, RawSchema> definitions = new LinkedHashMap<>();
		if (this.dialect.openApi()) {
			if (!(at("/components/schemas") instanceof Map)) {
				throw fault(root(), "/components/schemas", "an OpenAPI document must define its schemas here");
			}
			define("/components/schemas", definitions);
			return definitions;
		}
		define("/$defs", definitions);
		define("/definitions", definitions);
		Object root = root();
		if (root != null && DocumentTree.map(root).keySet().stream().anyMatch(SchemaDocument::says)) {
			definitions.put(ownName(DocumentTree.map(root)), schema(root, ""));
		}
		return definitions;
	}

	private static boolean says(String keyword) {
		return switch (keyword) {
			case "$schema", "$id", "id", "$defs", "definitions", "title", "description", "$comment" -> false;
			default -> true;
		};
	}

	private void define(String pointer, Map<String, RawSchema> definitions) {
		if (at(pointer) instanceof Map<?, ?> map) {
			map.forEach((name, schema) -> {
				String place = JsonPointer.child(pointer, name);
				definitions.put(name.toString(), schema(schema, place));
			});
		}
	}

	private String ownName(Map<String, Object> root) {
		if (root.get("title") instanceof String title && !title.isBlank()) {
			return title.trim();
		}
		String name = this.path.substring(this.path.lastIndexOf('/') + 1);
		name = name.replaceFirst("\\.(json|yaml|yml)$", "").replaceFirst("\\.schema$", "");
		return name.isEmpty() ? this.path : name;
	}

	int line(@Nullable Object container) {
		return this.tree.line(container);
	}

	UnusableDocumentException fault(@Nullable Object container, String pointer, String problem) {
		return new UnusableDocumentException(new Place(this.location, pointer, line(container)), problem, null);
	}

}
