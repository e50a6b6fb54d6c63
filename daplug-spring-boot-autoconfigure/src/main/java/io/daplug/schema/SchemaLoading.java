package io.daplug.schema;

import io.daplug.schema.document.DocumentSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;

/**
 * Options for loading schema files. Immutable: each method returns a changed copy.
 */
public final class SchemaLoading {

	private final DocumentSource source;

	private SchemaLoading(DocumentSource source) {
		this.source = source;
	}

	/**
	 * Returns the default options: files are loaded from the class path and the file
	 * system only.
	 * @return the options
	 */
	public static SchemaLoading defaults() {
		return new SchemaLoading(new DocumentSource(new DefaultResourceLoader(), false));
	}

	/**
	 * Sets the resource loader, such as the application context.
	 * @param resourceLoader the loader that finds the configured files
	 * @return the changed copy
	 */
	public SchemaLoading resourceLoader(ResourceLoader resourceLoader) {
		Assert.notNull(resourceLoader, "'resourceLoader' must not be null");
		return new SchemaLoading(new DocumentSource(resourceLoader, this.source.remoteRefs()));
	}

	/**
	 * Sets whether references to http and https addresses are followed. By default they
	 * are not, so that a schema file cannot make the application call other machines.
	 * @param remoteRefs whether to fetch them while loading
	 * @return the changed copy
	 */
	public SchemaLoading remoteRefs(boolean remoteRefs) {
		return new SchemaLoading(new DocumentSource(this.source.resourceLoader(), remoteRefs));
	}

	DocumentSource source() {
		return this.source;
	}

}
