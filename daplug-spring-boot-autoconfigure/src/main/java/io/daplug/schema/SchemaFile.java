package io.daplug.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.schema.compile.SchemaCompiler;
import io.daplug.schema.document.DefinitionCheck;
import io.daplug.schema.document.KeywordCheck;
import io.daplug.schema.document.LoadBudget;
import io.daplug.schema.document.Notice;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.document.SchemaDocument;
import io.daplug.schema.document.SchemaDocumentLoader;
import io.daplug.schema.document.UnusableDocumentException;
import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.schema.judge.OpenApiJudge;

/**
 * One configured file: its schemas as they are written, checked but not compiled.
 */
final class SchemaFile {

	private static final String TOO_DEEP = "is nested too deeply for the stack of this thread";

	private final String location;

	private final Map<String, RawSchema> definitions;

	private final SchemaCompiler compiler;

	private final List<Notice> notices;

	private SchemaFile(String location, Map<String, RawSchema> definitions, SchemaCompiler compiler,
			List<Notice> notices) {
		this.location = location;
		this.definitions = definitions;
		this.compiler = compiler;
		this.notices = notices;
	}

	static SchemaFile load(String location, SchemaLoading loading, LoadBudget budget) {
		try {
			SchemaDocumentLoader documents = new SchemaDocumentLoader(location, loading.source(), budget);
			Map<String, RawSchema> definitions = documents.root().definitions();
			if (definitions.isEmpty()) {
				throw documents.root().fault("", "defines no schema");
			}
			List<Notice> notices = new ArrayList<>();
			new DefinitionCheck(documents, budget, new KeywordCheck(loading.check() ? notices : null))
				.check(definitions.values());
			if (loading.judge()) {
				judge(documents.root(), notices);
			}
			return new SchemaFile(location, definitions, new SchemaCompiler(documents), notices);
		}
		catch (UnusableDocumentException ex) {
			throw new SchemaFileException(ex);
		}
		catch (StackOverflowError ex) {
			// the bounds hold for the usual stack, and threads may have a smaller one
			throw new SchemaFileException(new UnusableDocumentException(location, TOO_DEEP, ex));
		}
	}

	/** Adds what the library finds, unless we have found something at the same place. */
	private static void judge(SchemaDocument document, List<Notice> notices) {
		Set<Place> known = notices.stream().map(Notice::place).collect(Collectors.toSet());
		OpenApiJudge.judge(document).stream().filter((notice) -> !known.contains(notice.place())).forEach(notices::add);
	}

	List<SchemaFileNotice> notices() {
		return this.notices.stream().map(SchemaFileNotice::of).toList();
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
		catch (StackOverflowError ex) {
			throw new SchemaFileException(definition(name).fault(TOO_DEEP));
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
