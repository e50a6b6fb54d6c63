package io.daplug.schema.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * One file: its tree, its dialect and where it lies.
 */
public final class SchemaDocument {

	/**
	 * Schemas by the names they give themselves.
	 */
	private record NamedSchemas(Map<String, RawSchema> names, IdentityHashMap<Object, Boolean> seen) {

	}

	/** Keywords that hold schemas by names, which may look like keywords. */
	private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs", "definitions",
			"dependentSchemas", "schemas");

	/** Keywords that hold values, in which nothing is a name of a schema. */
	private static final Set<String> VALUES = Set.of("enum", "const", "default", "example", "examples");

	private final String location;

	private final String path;

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
	 * @param tree what is in it
	 * @param dialect the rules it follows
	 */
	SchemaDocument(String location, String path, DocumentTree tree, Dialect dialect) {
		this.location = location;
		this.path = path;
		this.tree = tree;
		this.dialect = dialect;
	}

	public String location() {
		return this.location;
	}

	String path() {
		return this.path;
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
		throw fault(pointer, "a schema must be an object or a boolean"
				+ ((value == null) ? "; there is nothing here, write {} if anything goes" : ""));
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
			value = DocumentTree.child(value, JsonPointer.unescape(segment));
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
			NamedSchemas found = new NamedSchemas(new HashMap<>(), new IdentityHashMap<>());
			collectNames(root(), new ArrayDeque<>(), found);
			this.named = found.names();
		}
		return this.named.get(name);
	}

	/**
	 * Collects names. What several aliases stand for is looked at once, and the place of
	 * a schema is put together only if it has a name.
	 */
	private void collectNames(@Nullable Object value, Deque<Object> path, NamedSchemas into) {
		if (!(value instanceof Map || value instanceof List) || into.seen().put(value, Boolean.TRUE) != null) {
			return;
		}
		if (value instanceof Map) {
			Map<String, Object> map = DocumentTree.map(value);
			for (String keyword : new String[] { "$anchor", "$dynamicAnchor" }) {
				if (map.get(keyword) instanceof String anchor) {
					into.names().putIfAbsent("#" + anchor, schema(map, pointer(path)));
				}
			}
			if (map.get((this.dialect == Dialect.JSON_SCHEMA_OLD && map.containsKey("id")) ? "id"
					: "$id") instanceof String id) {
				into.names()
					.putIfAbsent(id.endsWith("#") ? id.substring(0, id.length() - 1) : id, schema(map, pointer(path)));
			}
			boolean named = path.peekLast() instanceof String keyword && NAMED.contains(keyword);
			map.forEach((key, child) -> {
				if (named || !VALUES.contains(key)) {
					collectNames(child, path, key, into);
				}
			});
		}
		else {
			List<Object> list = DocumentTree.list(value);
			for (int i = 0; i < list.size(); i++) {
				collectNames(list.get(i), path, i, into);
			}
		}
	}

	private void collectNames(@Nullable Object child, Deque<Object> path, Object name, NamedSchemas into) {
		path.addLast(name);
		collectNames(child, path, into);
		path.removeLast();
	}

	private static String pointer(Deque<Object> path) {
		return path.stream().map(JsonPointer::segment).collect(Collectors.joining());
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
				throw fault("/components/schemas", "an OpenAPI document must define its schemas here");
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

	public Place place(String pointer) {
		return new Place(this.location, pointer, this.tree.line(pointer));
	}

	public UnusableDocumentException fault(String pointer, String problem) {
		return new UnusableDocumentException(place(pointer), problem, null);
	}

}
