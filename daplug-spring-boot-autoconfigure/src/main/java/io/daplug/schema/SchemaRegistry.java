package io.daplug.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.compile.SchemaCompiler;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.document.SchemaDocumentLoader;
import io.daplug.schema.document.UnusableDocumentException;

import org.springframework.util.Assert;

/**
 * All schemas of the configured files, by name. Files are read and compiled when the
 * registry is created. A registry is immutable and safe for use by several threads, and
 * finding a schema costs a map look-up.
 */
public final class SchemaRegistry {

	private static final SchemaRegistry EMPTY = new SchemaRegistry(Map.of(), List.of());

	private final Map<String, ItemSchema> schemas;

	private final List<String> locations;

	private SchemaRegistry(Map<String, ItemSchema> schemas, List<String> locations) {
		this.schemas = schemas;
		this.locations = locations;
	}

	/**
	 * Returns a registry without schemas.
	 * @return the registry
	 */
	public static SchemaRegistry empty() {
		return EMPTY;
	}

	/**
	 * Reads schema files. An OpenAPI 3.0 or 3.1 document defines the schemas among its
	 * components. A JSON schema document defines its definitions and itself, under its
	 * title or else its file name. All schemas are compiled, so every problem in a file
	 * is found now. References may point to other files in the same folder or below.
	 * @param locations the locations of the files: {@code classpath:…}, {@code file:…},
	 * or a plain path, which is looked up as a file first and as a class path resource
	 * second
	 * @param loading options for loading the files
	 * @return the registry
	 * @throws SchemaFileException if a file cannot be used, or if two files define the
	 * same schema
	 */
	public static SchemaRegistry load(Collection<String> locations, SchemaLoading loading) {
		Assert.notNull(locations, "'locations' must not be null");
		Assert.notNull(loading, "'loading' must not be null");
		Map<String, ItemSchema> schemas = new LinkedHashMap<>();
		for (String location : new LinkedHashSet<>(locations)) {
			try {
				load(location, loading, schemas);
			}
			catch (UnusableDocumentException ex) {
				throw new SchemaFileException(ex);
			}
		}
		return new SchemaRegistry(schemas, List.copyOf(new LinkedHashSet<>(locations)));
	}

	private static void load(String location, SchemaLoading loading, Map<String, ItemSchema> schemas) {
		SchemaDocumentLoader documents = new SchemaDocumentLoader(location, loading.source());
		Map<String, RawSchema> definitions = documents.root().definitions();
		if (definitions.isEmpty()) {
			throw new UnusableDocumentException(location, "defines no schema", null);
		}
		definitions.forEach((name, definition) -> {
			ItemSchema other = schemas.get(name);
			if (other != null) {
				throw definition.fault("schema '" + name + "' is defined in '" + other.location() + "' too");
			}
		});
		new SchemaCompiler(documents).compile(definitions)
			.forEach((name, node) -> schemas.put(name, new ItemSchema(name, location, node)));
	}

	/**
	 * Returns a schema.
	 * @param name the name
	 * @return the schema
	 * @throws UnknownSchemaException if there is none
	 */
	public ItemSchema get(String name) {
		ItemSchema schema = this.schemas.get(name);
		if (schema == null) {
			throw new UnknownSchemaException(name, this.schemas.keySet(), this.locations);
		}
		return schema;
	}

	/**
	 * Returns whether a schema is defined.
	 * @param name the name
	 * @return {@code true} if there is
	 */
	public boolean contains(String name) {
		return this.schemas.containsKey(name);
	}

	/**
	 * Returns the names of all schemas.
	 * @return the names, in the order of the files
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.schemas.keySet());
	}

}
