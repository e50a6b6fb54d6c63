package io.daplug.schema;

import io.daplug.schema.document.DocumentSource;
import io.daplug.schema.judge.OpenApiJudge;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Options for loading schema files. Immutable: each method returns a changed copy.
 */
public final class SchemaLoading {

	private final DocumentSource source;

	private final boolean check;

	private SchemaLoading(DocumentSource source, boolean check) {
		this.source = source;
		this.check = check;
	}

	/**
	 * Returns the default options: files are loaded from the class path and the file
	 * system only.
	 * @return the options
	 */
	public static SchemaLoading defaults() {
		return new SchemaLoading(new DocumentSource(new DefaultResourceLoader(), false), false);
	}

	/**
	 * Sets the resource loader, such as the application context.
	 * @param resourceLoader the loader that finds the configured files
	 * @return the changed copy
	 */
	public SchemaLoading resourceLoader(ResourceLoader resourceLoader) {
		Assert.notNull(resourceLoader, "'resourceLoader' must not be null");
		return new SchemaLoading(new DocumentSource(resourceLoader, this.source.remoteRefs()), this.check);
	}

	/**
	 * Sets whether references to http and https addresses are followed. By default they
	 * are not, so that a schema file cannot make the application call other machines.
	 * @param remoteRefs whether to fetch them while loading
	 * @return the changed copy
	 */
	public SchemaLoading remoteRefs(boolean remoteRefs) {
		return new SchemaLoading(new DocumentSource(this.source.resourceLoader(), remoteRefs), this.check);
	}

	/**
	 * Sets whether mistakes are looked for that do not keep a file from being used:
	 * keywords that are misspelt, and, where swagger-parser is on the class path,
	 * whatever it finds in OpenAPI 3.0 and 3.1 documents. By default they are not.
	 * Misspelt keywords cost nothing to find; swagger-parser takes about a second of
	 * processor time once, and some milliseconds for each document.
	 * @param check whether to look for them while loading
	 * @return the changed copy
	 * @see SchemaRegistry#notices()
	 */
	public SchemaLoading check(boolean check) {
		return new SchemaLoading(this.source, check);
	}

	boolean check() {
		return this.check;
	}

	/**
	 * Whether OpenAPI documents can be judged by the library for that.
	 * @return {@code true} if they are to be, and the library is there
	 */
	boolean judge() {
		return this.check && ClassUtils.isPresent(OpenApiJudge.LIBRARY, this.source.resourceLoader().getClassLoader());
	}

	DocumentSource source() {
		return this.source;
	}

}
