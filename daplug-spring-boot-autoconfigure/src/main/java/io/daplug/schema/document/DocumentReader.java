package io.daplug.schema.document;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Map;

import io.daplug.schema.document.UnusableDocumentException.Place;

import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

/**
 * Reads single files within the budget of a load.
 */
final class DocumentReader {

	private static final int TIMEOUT = 10_000;

	private final LoadBudget budget;

	DocumentReader(LoadBudget budget) {
		this.budget = budget;
	}

	/**
	 * Reads a file that has been configured, which has to say what it is.
	 * @param location the place to name in messages
	 * @param path the path from the folder of the configured file
	 * @param resource the file
	 * @return the document
	 */
	SchemaDocument configured(String location, String path, Resource resource) {
		this.budget.document(new Place(location, null, 0), false);
		DocumentTree tree = tree(location, resource);
		Dialect dialect = Dialect.of(root(tree));
		if (dialect == null) {
			throw new UnusableDocumentException(new Place(location, "", tree.line("")),
					"is neither an OpenAPI 3 document ('openapi: 3.…') nor a JSON schema", null);
		}
		return new SchemaDocument(location, path, tree, dialect);
	}

	/**
	 * Reads a file that another one refers to.
	 * @param from what refers to it
	 * @param location the place to name in messages
	 * @param path the path from the folder of the configured file, or the address
	 * @param resource the file
	 * @return the document
	 */
	SchemaDocument referred(Place from, String location, String path, Resource resource) {
		this.budget.document(from, remote(location));
		DocumentTree tree = tree(location, resource);
		Dialect dialect = Dialect.of(root(tree));
		return new SchemaDocument(location, path, tree, (dialect != null) ? dialect : Dialect.OPENAPI_ANY);
	}

	private DocumentTree tree(String location, Resource resource) {
		DocumentTree tree = DocumentTree.read(location, content(location, resource), this.budget);
		if (!(tree.root() instanceof Map)) {
			throw new UnusableDocumentException(new Place(location, "", Math.max(1, tree.line(""))),
					(tree.root() == null) ? "is empty" : "must hold an object at the top", null);
		}
		return tree;
	}

	private static Map<String, Object> root(DocumentTree tree) {
		return (tree.root() instanceof Map<?, ?> root) ? DocumentTree.map(root) : Map.of();
	}

	private String content(String location, Resource resource) {
		try (InputStream input = open(resource)) {
			return new String(this.budget.read(location, input, remote(location)), StandardCharsets.UTF_8);
		}
		catch (FileNotFoundException ex) {
			throw new UnusableDocumentException(location, "does not exist (%s)%s".formatted(resource.getDescription(),
					NearestFile.question(location, resource)), ex);
		}
		catch (IOException | InvalidPathException ex) {
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

	static boolean remote(String address) {
		return address.regionMatches(true, 0, "http:", 0, 5) || address.regionMatches(true, 0, "https:", 0, 6);
	}

}
