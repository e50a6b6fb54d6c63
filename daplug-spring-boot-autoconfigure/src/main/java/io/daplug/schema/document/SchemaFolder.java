package io.daplug.schema.document;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

import io.daplug.schema.document.UnusableDocumentException.Place;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;

/**
 * The folder of a configured file, out of which no reference leads. What a reference says
 * is decoded once, by the caller; the path that comes out of it is taken literally by
 * whoever opens it, and where it is a file, the file that would be opened is looked at,
 * behind all symbolic links.
 */
final class SchemaFolder {

	private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);

	/** What other readers than ours might decode once more. */
	private static final Pattern ENCODED = Pattern.compile("%(2[eEfF]|5[cC]|25|00)");

	private final Resource configured;

	SchemaFolder(Resource configured) {
		this.configured = configured;
	}

	/**
	 * One reference.
	 *
	 * @param from the schema that holds it
	 * @param keyword the keyword that holds it
	 * @param file the file that it names, as it is written
	 */
	record Reference(RawSchema from, String keyword, String file) {

		UnusableDocumentException fault(String problem) {
			return this.from.fault(this.keyword, "'" + this.file.replace('\0', '\uFFFD') + "' " + problem);
		}

		UnusableDocumentException fault(String problem, Exception cause) {
			return new UnusableDocumentException(place(), "'" + this.file.replace('\0', '\uFFFD') + "' " + problem,
					cause);
		}

		Place place() {
			return this.from.document().place(JsonPointer.child(this.from.pointer(), this.keyword));
		}

	}

	/**
	 * The path from the folder to a file.
	 * @param reference the reference that names it
	 * @param decoded what it says, decoded
	 * @return the path, with slashes, and without dots
	 */
	static String path(Reference reference, String decoded) {
		String file = decoded.replace('\\', '/');
		if (file.startsWith("/") || SCHEME.matcher(file).matches()) {
			throw reference.fault("must be a path relative to this file");
		}
		if (file.indexOf('\0') >= 0) {
			throw reference.fault("cannot be the name of a file");
		}
		String own = reference.from().document().path();
		String folder = own.substring(0, own.lastIndexOf('/') + 1);
		Deque<String> segments = new ArrayDeque<>();
		for (String segment : (folder + file).split("/")) {
			if (segment.equals("..")) {
				if (segments.pollLast() == null) {
					throw reference.fault("leaves the folder of the schema file");
				}
			}
			else if (!segment.isEmpty() && !segment.equals(".")) {
				segments.addLast(segment);
			}
		}
		return String.join("/", segments);
	}

	/**
	 * The file at a path.
	 * @param reference the reference that names it
	 * @param path the path from this folder
	 * @return the file, which is there
	 */
	Resource file(Reference reference, String path) {
		try {
			Path file = fileSystem(path);
			Resource resource = (file != null) ? inside(reference, file, path) : elsewhere(reference, path);
			if (!resource.isReadable()) {
				throw reference.fault("does not exist (" + resource.getDescription() + ")");
			}
			return resource;
		}
		catch (IOException | InvalidPathException | URISyntaxException ex) {
			throw reference.fault("cannot be read: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Where a path leads in the file system.
	 * @return the file, or {@code null} if the folder lies elsewhere, such as in a jar
	 */
	private @Nullable Path fileSystem(String path) throws IOException {
		if (this.configured instanceof ClassPathResource) {
			// the class path may have the folder in several places
			Resource found = this.configured.createRelative(path);
			return (found.exists() && found.isFile()) ? found.getFile().toPath().toAbsolutePath() : null;
		}
		if (!this.configured.isFile()) {
			return null;
		}
		Path folder = this.configured.getFile().toPath().toAbsolutePath().getParent();
		return (folder != null) ? folder.resolve(path) : null;
	}

	private static Resource inside(Reference reference, Path file, String path) throws IOException {
		Path folder = file;
		for (int i = path.split("/").length; i > 0 && folder != null; i--) {
			folder = folder.getParent();
		}
		if (folder == null || !Files.exists(file)) {
			throw reference.fault("does not exist (" + file + ")");
		}
		Path opened = file.toRealPath();
		if (!opened.startsWith(folder.toRealPath())) {
			throw reference.fault("leaves the folder of the schema file, by a symbolic link");
		}
		if (!Files.isRegularFile(opened)) {
			throw reference.fault("is not a file (" + file + ")");
		}
		return new FileSystemResource(opened);
	}

	private Resource elsewhere(Reference reference, String path) throws IOException, URISyntaxException {
		if (ENCODED.matcher(path).find()) {
			throw reference.fault("leaves the folder of the schema file, or is encoded twice");
		}
		boolean url = this.configured instanceof UrlResource;
		return this.configured.createRelative(url ? new URI(null, null, path, null).getRawPath() : path);
	}

}
