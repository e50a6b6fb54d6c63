package io.daplug.schema.document;

import org.springframework.core.io.ResourceLoader;

/**
 * Where schema files come from.
 *
 * @param resourceLoader finds the configured files
 * @param remoteRefs whether references to http and https addresses are followed
 */
public record DocumentSource(ResourceLoader resourceLoader, boolean remoteRefs) {

}
