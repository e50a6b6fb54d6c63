package io.daplug.schema.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.document.LoadBudget;
import io.daplug.schema.document.RawSchema;
import io.daplug.schema.document.SchemaDocumentLoader;
import io.daplug.schema.plan.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a schema: all that must hold together with it, and the
 * alternatives it offers.
 */
final class Closure {

	/**
	 * A place where alternatives are offered.
	 *
	 * @param owner the schema that offers them
	 * @param keyword the keyword by which it does
	 */
	record Offer(RawSchema owner, String keyword) {

	}

	private static final String[] REFERENCES = { "$ref", "$dynamicRef", "$recursiveRef" };

	private final SchemaDocumentLoader documents;

	private final Map<List<RawSchema>, List<RawSchema>> known = new HashMap<>();

	private final Map<RawSchema, Integer> kinds = new HashMap<>();

	/** Schemas whose alternatives are being looked at. */
	private final Set<RawSchema> open = new HashSet<>();

	Closure(SchemaDocumentLoader documents) {
		this.documents = documents;
	}

	/**
	 * All that must hold where these schemas must: themselves, what they refer to, and
	 * their {@code allOf} members, and so on.
	 * @param schemas the schemas
	 * @return the closure, outermost first
	 */
	List<RawSchema> of(List<RawSchema> schemas) {
		List<RawSchema> known = this.known.get(schemas);
		if (known == null) {
			known = find(schemas);
			this.known.put(List.copyOf(schemas), known);
		}
		return known;
	}

	private List<RawSchema> find(List<RawSchema> schemas) {
		Set<RawSchema> into = new LinkedHashSet<>();
		Set<RawSchema> visited = new HashSet<>();
		for (RawSchema schema : schemas) {
			collect(schema, into, visited);
		}
		return List.copyOf(into);
	}

	/**
	 * Collects what must hold together, each schema once: circles and chains that are too
	 * long have been refused before.
	 */
	private void collect(RawSchema schema, Set<RawSchema> into, Set<RawSchema> visited) {
		if (!visited.add(schema)) {
			return;
		}
		boolean aside = false;
		for (String keyword : REFERENCES) {
			String reference = schema.text(keyword);
			if (reference != null) {
				aside = !schema.dialect().siblingsOfRef();
				if (!aside && saysMore(schema)) {
					into.add(schema);
				}
				collect(this.documents.resolve(schema, keyword, reference), into, visited);
			}
		}
		if (!aside) {
			if (saysMore(schema)) {
				into.add(schema);
			}
			for (RawSchema member : schema.schemas("allOf")) {
				collect(member, into, visited);
			}
		}
	}

	/**
	 * Whether a schema says something itself. One that only points to others is left out,
	 * so all references to a schema lead to the same node.
	 */
	private static boolean saysMore(RawSchema schema) {
		return schema.never() || schema.keywords().stream().anyMatch((keyword) -> switch (keyword) {
			case "$ref", "$dynamicRef", "$recursiveRef", "title", "summary", "description", "deprecated", "example",
					"examples", "$comment", "externalDocs", "xml", "$id", "$anchor", "$schema", "$defs",
					"definitions" ->
				false;
			case "readOnly", "writeOnly" -> Boolean.TRUE.equals(schema.get(keyword));
			default -> !keyword.startsWith("x-");
		});
	}

	/**
	 * The schemas that a schema refers to by itself.
	 * @param schema a schema
	 * @return what it refers to
	 */
	List<RawSchema> targets(RawSchema schema) {
		List<RawSchema> targets = new ArrayList<>();
		for (String keyword : REFERENCES) {
			String reference = schema.text(keyword);
			if (reference != null) {
				targets.add(this.documents.resolve(schema, keyword, reference));
			}
		}
		return targets;
	}

	/**
	 * The schema at the end of a chain of references that have nothing beside them.
	 * @param schema a schema
	 * @return itself, or what it stands for
	 */
	RawSchema target(RawSchema schema) {
		RawSchema target = schema;
		Set<RawSchema> seen = new HashSet<>();
		while (target.has("$ref") && seen.add(target)) {
			String reference = target.text("$ref");
			if (reference == null) {
				return target;
			}
			target = this.documents.resolve(target, "$ref", reference);
		}
		return target;
	}

	RawSchema mapped(RawSchema owner, String keyword, @Nullable Object target) {
		return this.documents.mapped(owner, keyword, target);
	}

	/**
	 * Whether null is allowed here whatever else is said: OpenAPI 3.0's {@code nullable}
	 * beside an {@code enum} or {@code allOf} that forgets null is how it is written
	 * everywhere.
	 * @param schemas schemas that must hold together
	 * @return {@code true} if all of them say so
	 */
	boolean nullable(List<RawSchema> schemas) {
		return !schemas.isEmpty() && schemas.stream().map(this::target).allMatch(Closure::nullable);
	}

	static boolean nullable(RawSchema schema) {
		return schema.dialect().nullable() && schema.flag("nullable");
	}

	/**
	 * The kinds of value that a closure allows, by its types and by those of its
	 * alternatives.
	 * @param closure the closure
	 * @return the kinds as bits
	 */
	int kinds(List<RawSchema> closure) {
		int kinds = Kind.ALL;
		for (RawSchema schema : closure) {
			kinds &= ownKinds(schema);
			for (String keyword : new String[] { "oneOf", "anyOf" }) {
				List<RawSchema> alternatives = schema.schemas(keyword);
				if (!alternatives.isEmpty() && this.open.add(schema)) {
					kinds &= any(schema, alternatives);
				}
			}
		}
		return kinds;
	}

	private int any(RawSchema schema, List<RawSchema> alternatives) {
		try {
			LoadBudget.requireSteps(schema, this.open.size());
			int any = nullable(schema) ? Kind.NULL : 0;
			for (RawSchema alternative : alternatives) {
				any |= kinds(alternative);
			}
			return any;
		}
		finally {
			this.open.remove(schema);
		}
	}

	/**
	 * The kinds of value that a schema allows by itself.
	 * @param schema the schema
	 * @return the kinds as bits
	 */
	int kinds(RawSchema schema) {
		Integer known = this.kinds.get(schema);
		if (known == null) {
			List<RawSchema> single = List.of(schema);
			known = kinds(of(single)) | (nullable(single) ? Kind.NULL : 0);
			this.kinds.put(schema, known);
		}
		return known;
	}

	private static int ownKinds(RawSchema schema) {
		if (schema.never()) {
			return 0;
		}
		if (!schema.has("type")) {
			return Kind.ALL;
		}
		int kinds = nullable(schema) ? Kind.NULL : 0;
		for (String name : schema.types()) {
			kinds |= Kind.of(name);
		}
		if ((kinds & Kind.STRING) != 0 && isBinary(schema)) {
			kinds |= Kind.BINARY;
		}
		return kinds;
	}

	private static boolean isBinary(RawSchema schema) {
		Object format = schema.get("format");
		return "binary".equals(format) || "byte".equals(format) || schema.has("contentEncoding")
				|| "application/octet-stream".equals(schema.get("contentMediaType"));
	}

	/**
	 * The places in a closure where other schemas are offered that may describe a value
	 * further.
	 * @param closure the closure
	 * @return the offers
	 */
	List<Offer> offers(List<RawSchema> closure) {
		List<Offer> offers = new ArrayList<>();
		for (RawSchema schema : closure) {
			for (String keyword : new String[] { "oneOf", "anyOf", "if" }) {
				if (schema.has(keyword)) {
					offers.add(new Offer(schema, keyword));
				}
			}
			if (!schema.dependentSchemas().isEmpty()) {
				offers.add(new Offer(schema, "dependentSchemas"));
			}
		}
		return offers;
	}

	/**
	 * The schemas that an offer holds.
	 * @param offer the offer
	 * @return the schemas
	 */
	static List<RawSchema> offered(Offer offer) {
		RawSchema owner = offer.owner();
		if (offer.keyword().equals("if")) {
			List<RawSchema> branches = new ArrayList<>();
			for (String keyword : new String[] { "if", "then", "else" }) {
				RawSchema branch = owner.schema(keyword);
				if (branch != null) {
					branches.add(branch);
				}
			}
			return branches;
		}
		if (offer.keyword().equals("dependentSchemas")) {
			return List.copyOf(owner.dependentSchemas().values());
		}
		return owner.schemas(offer.keyword());
	}

}
