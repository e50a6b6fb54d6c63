package io.daplug.schema.document;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads each keyword of each schema that definitions lead to, once, so that every fault
 * of a file is found while it is loaded, although most of its schemas may never be
 * compiled. Takes time linear in the size of the files.
 */
public final class DefinitionCheck {

	private final SchemaDocumentLoader documents;

	private final LoadBudget budget;

	private final KeywordCheck keywords;

	private final ReferenceChains chains = new ReferenceChains();

	private final IdentityHashMap<RawSchema, Boolean> seen = new IdentityHashMap<>();

	private final Deque<RawSchema> waiting = new ArrayDeque<>();

	/**
	 * Creates a check.
	 * @param documents the files
	 * @param budget what loading may cost
	 * @param keywords takes note of words that are no keywords
	 */
	public DefinitionCheck(SchemaDocumentLoader documents, LoadBudget budget, KeywordCheck keywords) {
		this.documents = documents;
		this.budget = budget;
		this.keywords = keywords;
	}

	/**
	 * Checks schemas and all that they lead to.
	 * @param definitions the schemas
	 * @throws UnusableDocumentException if one of them cannot be used
	 */
	public void check(Collection<RawSchema> definitions) {
		definitions.forEach(this::visit);
		for (RawSchema schema = this.waiting.poll(); schema != null; schema = this.waiting.poll()) {
			check(schema);
		}
		this.seen.keySet().forEach(this.chains::check);
	}

	private void visit(@Nullable RawSchema schema) {
		if (schema != null && this.seen.put(schema, Boolean.TRUE) == null) {
			this.waiting.add(schema);
		}
	}

	private void check(RawSchema schema) {
		boolean aside = !schema.dialect().siblingsOfRef() && schema.has("$ref");
		for (String keyword : schema.keywords()) {
			KeywordContent content = KeywordContent.BY_NAME.get(keyword);
			// what stands beside a reference says nothing there
			if (!aside || content == KeywordContent.REFERENCE) {
				this.keywords.check(schema, keyword, content);
				check(schema, keyword, (content != null) ? content : KeywordContent.ANYTHING);
			}
		}
	}

	private void check(RawSchema schema, String keyword, KeywordContent content) {
		switch (content) {
			case REFERENCE -> must(schema, this.documents.resolve(schema, keyword));
			case SCHEMA -> schema(schema, keyword);
			case SCHEMAS -> schemas(schema, keyword);
			case SCHEMA_OR_SCHEMAS -> {
				if (schema.get(keyword) instanceof List) {
					schema.schemas(keyword).forEach(this::visit);
				}
				else {
					visit(schema.schema(keyword));
				}
			}
			case SCHEMAS_BY_NAME -> schema.schemasByName(keyword).values().forEach((each) -> {
				if (keyword.equals("dependentSchemas")) {
					this.chains.may(schema, each);
				}
				visit(each);
			});
			case SCHEMAS_BY_PATTERN -> {
				schema.object(keyword)
					.keySet()
					.forEach((expression) -> this.budget.pattern(schema, keyword, expression));
				schema.patternProperties().values().forEach(this::visit);
			}
			case PATTERN -> {
				String expression = schema.text(keyword);
				if (expression != null) {
					this.budget.pattern(schema, keyword, expression);
					schema.pattern(keyword);
				}
			}
			case DISCRIMINATOR -> discriminator(schema, keyword);
			default -> schema.require(keyword, content);
		}
	}

	private void must(RawSchema schema, @Nullable RawSchema target) {
		if (target != null) {
			this.chains.must(schema, target);
			visit(target);
		}
	}

	private void schema(RawSchema schema, String keyword) {
		RawSchema inner = schema.schema(keyword);
		if (inner != null) {
			switch (keyword) {
				case "not", "if", "then", "else" -> this.chains.may(schema, inner);
				default -> {
				}
			}
			visit(inner);
		}
	}

	private void schemas(RawSchema schema, String keyword) {
		for (RawSchema inner : schema.schemas(keyword)) {
			switch (keyword) {
				case "allOf" -> this.chains.must(schema, inner);
				case "anyOf", "oneOf" -> this.chains.may(schema, inner);
				default -> {
				}
			}
			visit(inner);
		}
	}

	private void discriminator(RawSchema schema, String keyword) {
		if (schema.get(keyword) instanceof Map<?, ?> discriminator
				&& discriminator.get("propertyName") instanceof String
				&& discriminator.get("mapping") instanceof Map<?, ?> mapping) {
			mapping.values().forEach((target) -> visit(this.documents.mapped(schema, keyword, target)));
		}
	}

}
