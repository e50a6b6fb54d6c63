package io.daplug.schema;

import java.util.Map;
import java.util.Set;

import io.daplug.schema.compile.SchemaCompiler;
import io.daplug.schema.document.DefinitionCheck;
import io.daplug.schema.document.KeywordCheck;
import io.daplug.schema.document.LoadBudget;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.document.SchemaDocumentLoader;
import io.daplug.schema.document.UnusableDocumentException;

/**
 * One configured file: its schemas as they are written, checked but not compiled.
 */
final class SchemaFile {

	private final String location;

	private final Map<String, RawSchema> definitions;

	private final SchemaCompiler compiler;

	private SchemaFile(String location, Map<String, RawSchema> definitions, SchemaCompiler compiler) {
		this.location = location;
		this.definitions = definitions;
		this.compiler = compiler;
	}

	static SchemaFile load(String location, SchemaLoading loading, LoadBudget budget) {
		try {
			SchemaDocumentLoader documents = new SchemaDocumentLoader(location, loading.source(), budget);
			Map<String, RawSchema> definitions = documents.root().definitions();
			if (definitions.isEmpty()) {
				throw new UnusableDocumentException(location, "defines no schema", null);
			}
			new DefinitionCheck(documents, new KeywordCheck(null)).check(definitions.values());
			return new SchemaFile(location, definitions, new SchemaCompiler(documents));
		}
		catch (UnusableDocumentException ex) {
			throw new SchemaFileException(ex);
		}
		catch (StackOverflowError ex) {
			// the bounds hold for the usual stack, and threads may have a smaller one
			throw new SchemaFileException(
					new UnusableDocumentException(location, "is nested too deeply for the stack of this thread", ex));
		}
	}

	Set<String> names() {
		return this.definitions.keySet();
	}

	SchemaFileException definedTwice(String name, SchemaFile other) {
		return new SchemaFileException(
				definition(name).fault("schema '" + name + "' is defined in '" + other.location + "' too"));
	}

	/**
	 * Compiles one schema. To be called by one thread at a time.
	 * @param name the name of the schema
	 * @return the schema
	 */
	ItemSchema compile(String name) {
		try {
			return new ItemSchema(name, this.location, this.compiler.compile(definition(name)));
		}
		catch (UnusableDocumentException ex) {
			throw new SchemaFileException(ex);
		}
	}

	private RawSchema definition(String name) {
		RawSchema definition = this.definitions.get(name);
		if (definition == null) {
			throw new IllegalStateException("'" + this.location + "' has no schema '" + name + "'");
		}
		return definition;
	}

}
