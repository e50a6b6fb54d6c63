package io.daplug.schema.document;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.daplug.schema.document.SchemaFolder.Reference;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StringUtils;

/**
 * One configured schema file together with the files that it refers to, each read once.
 * References are resolved against Spring resources and not against URLs, so they work in
 * a folder, in a jar and in a jar inside a jar alike.
 */
public final class SchemaDocumentLoader {

	private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

	private final DocumentSource source;

	private final DocumentReader reader;

	private final SchemaFolder folder;

	private final Map<String, SchemaDocument> byPath = new HashMap<>();

	private final SchemaDocument root;

	/**
	 * Reads a configured file.
	 * @param location the location as configured
	 * @param source where it comes from
	 * @param budget what loading may cost
	 */
	public SchemaDocumentLoader(String location, DocumentSource source, LoadBudget budget) {
		this.source = source;
		this.reader = new DocumentReader(budget);
		Resource configured = find(location, source);
		this.folder = new SchemaFolder(configured);
		String name = configured.getFilename();
		this.root = this.reader.configured(location,
				(name != null && !DocumentReader.remote(location)) ? name : location, configured);
		this.byPath.put(this.root.path(), this.root);
	}

	public SchemaDocument root() {
		return this.root;
	}

	private static Resource find(String location, DocumentSource source) {
		if (!StringUtils.hasText(location)) {
			throw new UnusableDocumentException(location, "the location is empty", null);
		}
		if (location.indexOf('\0') >= 0) {
			throw new UnusableDocumentException(location.replace('\0', '\uFFFD'), "cannot be the name of a file", null);
		}
		if (!SCHEME.matcher(location).matches() && new File(location).isFile()) {
			return new FileSystemResource(location);
		}
		return source.resourceLoader().getResource(location);
	}

	/**
	 * The schema that a keyword refers to.
	 * @param from the schema that holds the reference
	 * @param keyword the keyword that holds it
	 * @return the schema, or {@code null} if there is no such keyword
	 */
	@Nullable RawSchema resolve(RawSchema from, String keyword) {
		String reference = from.text(keyword);
		return (reference != null) ? resolve(from, keyword, reference) : null;
	}

	/**
	 * The schema that a discriminator maps a value to.
	 * @param owner the schema with the discriminator
	 * @param keyword the keyword of discriminators
	 * @param target the name of a schema, or a reference
	 * @return the schema
	 */
	public RawSchema mapped(RawSchema owner, String keyword, @Nullable Object target) {
		if (!(target instanceof String reference)) {
			throw owner.fault(keyword, "'mapping' must map values to names or references of schemas");
		}
		String pointer = "/components/schemas/" + JsonPointer.escape(reference);
		Object named = owner.document().at(pointer);
		return (named != null) ? owner.document().schema(named, pointer) : resolve(owner, keyword, reference);
	}

	/**
	 * The schema that a reference means.
	 * @param from the schema that holds the reference
	 * @param keyword the keyword that holds it
	 * @param reference the reference
	 * @return the schema
	 */
	public RawSchema resolve(RawSchema from, String keyword, String reference) {
		RawSchema known = from.document().named(reference);
		if (known != null) {
			return known;
		}
		int hash = reference.indexOf('#');
		String file = (hash < 0) ? reference : reference.substring(0, hash);
		String fragment = (hash < 0) ? "" : decode(from, keyword, reference.substring(hash + 1));
		SchemaDocument document = from.document();
		if (!file.isEmpty()) {
			RawSchema identified = document.named(file);
			document = (identified != null && identified.pointer().isEmpty()) ? document
					: document(new Reference(from, keyword, file));
		}
		if (!fragment.isEmpty() && !fragment.startsWith("/")) {
			RawSchema anchored = document.named("#" + fragment);
			if (anchored == null) {
				throw from.fault(keyword, "'" + reference + "' refers to nothing: there is no such anchor");
			}
			return anchored;
		}
		Object value = document.at(fragment);
		if (!(value instanceof Map) && !(value instanceof Boolean)) {
			throw from.fault(keyword, "'" + reference + "' refers to "
					+ ((value != null) ? "something that is not a schema" : "nothing"));
		}
		return document.schema(value, fragment);
	}

	private SchemaDocument document(Reference reference) {
		if (DocumentReader.remote(reference.file()) || DocumentReader.remote(reference.from().document().path())) {
			return remoteDocument(reference);
		}
		String path = SchemaFolder.path(reference, decode(reference.from(), reference.keyword(), reference.file()));
		SchemaDocument document = this.byPath.get(path);
		if (document == null) {
			document = this.reader.referred(reference.place(), sibling(path), path, this.folder.file(reference, path));
			this.byPath.put(path, document);
		}
		return document;
	}

	private SchemaDocument remoteDocument(Reference reference) {
		if (!this.source.remoteRefs()) {
			throw reference.fault("is remote and is not fetched unless 'daplug.schema-remote-refs' is set to true");
		}
		String own = reference.from().document().path();
		try {
			URI base = URI.create(DocumentReader.remote(own) ? own : "");
			String address = base.resolve(reference.file()).toString();
			if (!DocumentReader.remote(address)) {
				throw reference.fault("is not an http or https address, which a remote file must refer to");
			}
			SchemaDocument known = this.byPath.get(address);
			if (known == null) {
				known = this.reader.referred(reference.place(), address, address, new UrlResource(URI.create(address)));
				this.byPath.put(address, known);
			}
			return known;
		}
		catch (IllegalArgumentException | MalformedURLException ex) {
			throw reference.fault("is not an address");
		}
	}

	private String sibling(String path) {
		String location = this.root.location().replace('\\', '/');
		return location.substring(0, Math.max(location.lastIndexOf('/'), location.lastIndexOf(':')) + 1) + path;
	}

	private static @Nullable String decodeOrNull(String text) {
		try {
			return StringUtils.uriDecode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String decode(RawSchema from, String keyword, String text) {
		String decoded = decodeOrNull(text);
		if (decoded == null) {
			throw from.fault(keyword, "'" + text + "' is not URL-encoded correctly");
		}
		return decoded;
	}

}
