package io.daplug.schema;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Schema files that are texts in a test.
 */
final class MemoryResources implements ResourceLoader {

	private final Map<String, String> files = new HashMap<>();

	MemoryResources file(String path, String text) {
		this.files.put(path, text);
		return this;
	}

	static ItemSchema schema(String schemas) {
		return schema("3.1.0", schemas);
	}

	/**
	 * The schema {@code Item} of an OpenAPI document.
	 * @param version the document's version
	 * @param schemas the schemas in YAML, beginning with {@code Item:}
	 * @return the schema
	 */
	static ItemSchema schema(String version, String schemas) {
		return new MemoryResources().file("openapi.yml", document(version, schemas)).load("openapi.yml").get("Item");
	}

	static String document(String version, String schemas) {
		return "openapi: " + version + "\ncomponents:\n  schemas:\n" + schemas.indent(4);
	}

	SchemaRegistry load(String... locations) {
		return SchemaRegistry.load(List.of(locations), SchemaLoading.defaults().resourceLoader(this));
	}

	@Override
	public Resource getResource(String location) {
		return new MemoryResource(location);
	}

	@Override
	public @Nullable ClassLoader getClassLoader() {
		return null;
	}

	/**
	 * One of the files.
	 */
	private final class MemoryResource extends AbstractResource {

		private final String path;

		MemoryResource(String path) {
			this.path = path;
		}

		@Override
		public String getDescription() {
			return "memory " + this.path;
		}

		@Override
		public boolean exists() {
			return MemoryResources.this.files.containsKey(this.path);
		}

		@Override
		public String getFilename() {
			return this.path.substring(this.path.lastIndexOf('/') + 1);
		}

		@Override
		public Resource createRelative(String relativePath) throws IOException {
			return new MemoryResource(this.path.substring(0, this.path.lastIndexOf('/') + 1) + relativePath);
		}

		@Override
		public InputStream getInputStream() throws IOException {
			String text = MemoryResources.this.files.get(this.path);
			if (text == null) {
				throw new FileNotFoundException(this.path);
			}
			return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
		}

	}

}
