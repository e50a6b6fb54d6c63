package io.daplug.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.daplug.schema.document.LoadBudget;

import org.springframework.util.Assert;

/**
 * All schemas of the configured files, by name. Files are read and checked when the
 * registry is created, and a schema is compiled when it is asked for the first time. A
 * registry never changes what it answers, is safe for use by several threads, and keeps
 * the files in memory.
 */
public final class SchemaRegistry {

	private static final SchemaRegistry EMPTY = new SchemaRegistry(Map.of(), List.of(), List.of());

	private final Map<String, SchemaFile> files;

	private final List<String> locations;

	private final Map<String, ItemSchema> compiled = new ConcurrentHashMap<>();

	private final List<SchemaFileNotice> notices;

	private SchemaRegistry(Map<String, SchemaFile> files, List<String> locations, List<SchemaFileNotice> notices) {
		this.files = files;
		this.locations = locations;
		this.notices = notices;
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
	 * title or else its file name. Every keyword of every schema is checked, so every
	 * problem in a file is found now, but no schema is compiled yet. References may point
	 * to other files in the same folder or below, also by symbolic links.
	 * <p>
	 * All files of a call may have 16 MB and a million values together, and may be nested
	 * 200 levels deep; 400 schemas may lead to each other in a row. Files that hold more
	 * are refused before they cost memory or time.
	 * @param locations the locations of the files: {@code classpath:…}, {@code file:…},
	 * or a plain path, which is looked up as a file first and as a class path resource
	 * second
	 * @param loading options for loading the files
	 * @return the registry
	 * @throws SchemaFileException if a file cannot be used or is too large, or if two
	 * files define the same schema
	 */
	public static SchemaRegistry load(Collection<String> locations, SchemaLoading loading) {
		Assert.notNull(locations, "'locations' must not be null");
		Assert.notNull(loading, "'loading' must not be null");
		Map<String, SchemaFile> files = new LinkedHashMap<>();
		List<SchemaFileNotice> notices = new ArrayList<>();
		LoadBudget budget = new LoadBudget();
		for (String location : new LinkedHashSet<>(locations)) {
			SchemaFile file = SchemaFile.load(location, loading, budget);
			notices.addAll(file.notices());
			for (String name : file.names()) {
				SchemaFile other = files.putIfAbsent(name, file);
				if (other != null) {
					throw file.definedTwice(name, other);
				}
			}
		}
		return new SchemaRegistry(files, List.copyOf(new LinkedHashSet<>(locations)), List.copyOf(notices));
	}

	/**
	 * Returns a schema. The first call for a name compiles the schema, which takes
	 * milliseconds; later calls cost a map look-up.
	 * @param name the name
	 * @return the schema
	 * @throws UnknownSchemaException if there is none
	 * @throws SchemaFileException if the alternatives of the schema combine in more ways
	 * than can be compiled
	 */
	public ItemSchema get(String name) {
		ItemSchema schema = this.compiled.get(name);
		return (schema != null) ? schema : compile(name);
	}

	private ItemSchema compile(String name) {
		SchemaFile file = this.files.get(name);
		if (file == null) {
			throw new UnknownSchemaException(name, this.files.keySet(), this.locations);
		}
		synchronized (this.compiled) {
			return this.compiled.computeIfAbsent(name, file::compile);
		}
	}

	/**
	 * Which schemas have been compiled so far.
	 * @return their names
	 */
	Set<String> compiled() {
		return Set.copyOf(this.compiled.keySet());
	}

	/**
	 * Returns the mistakes that were found while loading, and that do not keep the files
	 * from being used.
	 * @return the mistakes, in the order of the files; none if they were not looked for
	 * @see SchemaLoading#check(boolean)
	 */
	public List<SchemaFileNotice> notices() {
		return this.notices;
	}

	/**
	 * Returns whether a schema is defined.
	 * @param name the name
	 * @return {@code true} if there is
	 */
	public boolean contains(String name) {
		return this.files.containsKey(name);
	}

	/**
	 * Returns the names of all schemas.
	 * @return the names, in the order of the files
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.files.keySet());
	}

}
