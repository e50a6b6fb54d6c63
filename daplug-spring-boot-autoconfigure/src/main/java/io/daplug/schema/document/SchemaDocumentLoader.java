package io.daplug.schema.document;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.StreamUtils;
import org.springframework.util.StringUtils;

/**
 * One configured schema file together with the files that it refers to, each read once.
 * References are resolved against Spring resources and not against URLs, so they work in
 * a folder, in a jar and in a jar inside a jar alike.
 */
public final class SchemaDocumentLoader {

	private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

	private static final int TIMEOUT = 10_000;

	private final DocumentSource source;

	private final Resource configured;

	private final Map<String, SchemaDocument> byPath = new HashMap<>();

	private final SchemaDocument root;

	/**
	 * Reads a configured file.
	 * @param location the location as configured
	 * @param source where it comes from
	 */
	public SchemaDocumentLoader(String location, DocumentSource source) {
		this.source = source;
		this.configured = find(location, source);
		String name = this.configured.getFilename();
		this.root = read(location, (name != null && !remote(location)) ? name : location, this.configured, true);
		this.byPath.put(this.root.path(), this.root);
	}

	public SchemaDocument root() {
		return this.root;
	}

	private static Resource find(String location, DocumentSource source) {
		if (!StringUtils.hasText(location)) {
			throw new UnusableDocumentException(location, "the location is empty", null);
		}
		if (!SCHEME.matcher(location).matches() && new File(location).isFile()) {
			return new FileSystemResource(location);
		}
		return source.resourceLoader().getResource(location);
	}

	private static SchemaDocument read(String location, String path, Resource resource, boolean configured) {
		DocumentTree tree = DocumentTree.read(location, content(location, resource));
		if (!(tree.root() instanceof Map)) {
			throw new UnusableDocumentException(new Place(location, "", 0),
					(tree.root() == null) ? "is empty" : "must hold an object at the top", null);
		}
		Dialect dialect = Dialect.of(DocumentTree.map(tree.root()));
		if (dialect == null && configured) {
			throw new UnusableDocumentException(new Place(location, "", 0),
					"is neither an OpenAPI 3 document ('openapi: 3.…') nor a JSON schema", null);
		}
		return new SchemaDocument(location, path, resource, tree, (dialect != null) ? dialect : Dialect.OPENAPI_ANY);
	}

	private static String content(String location, Resource resource) {
		try (InputStream input = open(resource)) {
			return StreamUtils.copyToString(input, StandardCharsets.UTF_8);
		}
		catch (FileNotFoundException ex) {
			throw new UnusableDocumentException(location, "does not exist (" + resource.getDescription() + ")", ex);
		}
		catch (IOException ex) {
			throw new UnusableDocumentException(location, "cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static InputStream open(Resource resource) throws IOException {
		if (resource instanceof UrlResource url && remote(url.getURL().toString())) {
			URLConnection connection = url.getURL().openConnection();
			connection.setConnectTimeout(TIMEOUT);
			connection.setReadTimeout(TIMEOUT);
			return connection.getInputStream();
		}
		return resource.getInputStream();
	}

	private static boolean remote(String address) {
		return address.startsWith("http:") || address.startsWith("https:");
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
					: document(from, keyword, file);
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

	private SchemaDocument document(RawSchema from, String keyword, String file) {
		if (remote(file) || remote(from.document().path())) {
			return remoteDocument(from, keyword, file);
		}
		String decoded = decode(from, keyword, file).replace('\\', '/');
		if (decoded.startsWith("/") || SCHEME.matcher(decoded).matches()) {
			throw from.fault(keyword, "'" + file + "' must be a path relative to this file");
		}
		String path = normalize(from, keyword, decoded);
		SchemaDocument known = this.byPath.get(path);
		if (known != null) {
			return known;
		}
		try {
			Resource resource = this.configured.createRelative(path);
			if (!resource.isReadable()) {
				throw from.fault(keyword, "'" + file + "' does not exist (" + resource.getDescription() + ")");
			}
			SchemaDocument document = read(sibling(path), path, resource, false);
			this.byPath.put(path, document);
			return document;
		}
		catch (IOException ex) {
			throw new UnusableDocumentException(
					new Place(from.document().location(), JsonPointer.child(from.pointer(), keyword), 0),
					"'" + file + "' cannot be read: " + ex.getMessage(), ex);
		}
	}

	private SchemaDocument remoteDocument(RawSchema from, String keyword, String file) {
		if (!this.source.remoteRefs()) {
			throw from.fault(keyword, "'" + file + "' is remote and is not fetched unless "
					+ "'daplug.schema-remote-refs' is set to true");
		}
		try {
			URI base = URI.create(remote(from.document().path()) ? from.document().path() : "");
			String address = base.resolve(file).toString();
			if (!remote(address)) {
				throw from.fault(keyword,
						"'" + file + "' is not an http or https address, which a remote file must refer to");
			}
			SchemaDocument known = this.byPath.get(address);
			if (known == null) {
				known = read(address, address, new UrlResource(URI.create(address)), false);
				this.byPath.put(address, known);
			}
			return known;
		}
		catch (IllegalArgumentException | MalformedURLException ex) {
			throw from.fault(keyword, "'" + file + "' is not an address");
		}
	}

	/**
	 * The path from the folder of the configured file, which it may not leave.
	 */
	private static String normalize(RawSchema from, String keyword, String file) {
		String path = from.document().path();
		String folder = path.substring(0, path.lastIndexOf('/') + 1);
		Deque<String> segments = new ArrayDeque<>();
		for (String segment : (folder + file).split("/")) {
			if (segment.equals("..")) {
				if (segments.pollLast() == null) {
					throw from.fault(keyword, "'" + file + "' leaves the folder of the schema file");
				}
			}
			else if (!segment.isEmpty() && !segment.equals(".")) {
				segments.addLast(segment);
			}
		}
		return String.join("/", segments);
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
