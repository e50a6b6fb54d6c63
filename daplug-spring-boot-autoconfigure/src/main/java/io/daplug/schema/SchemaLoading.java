package io.daplug.schema;

import io.daplug.schema.document.DocumentSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;

/**
 * How schema files are found. Immutable: each method returns changed options.
 */
public final class SchemaLoading {

	private final DocumentSource source;

	private SchemaLoading(DocumentSource source) {
		this.source = source;
	}

	/**
	 * Class path and file system only.
	 * @return the options to start from
	 */
	public static SchemaLoading defaults() {
		return new SchemaLoading(new DocumentSource(new DefaultResourceLoader(), false));
	}

	/**
	 * Finds locations with this loader, such as the application context.
	 * @param resourceLoader the loader
	 * @return changed options
	 */
	public SchemaLoading resourceLoader(ResourceLoader resourceLoader) {
		Assert.notNull(resourceLoader, "'resourceLoader' must not be null");
		return new SchemaLoading(new DocumentSource(resourceLoader, this.source.remoteRefs()));
	}

	/**
	 * Whether references to http and https addresses are followed. They are not by
	 * default, so that a schema file cannot make the application call other machines.
	 * @param remoteRefs {@code true} to fetch them while loading
	 * @return changed options
	 */
	public SchemaLoading remoteRefs(boolean remoteRefs) {
		return new SchemaLoading(new DocumentSource(this.source.resourceLoader(), remoteRefs));
	}

	DocumentSource source() {
		return this.source;
	}

}
