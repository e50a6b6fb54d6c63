package io.daplug.schema.document;

import io.daplug.schema.document.UnusableDocumentException.Place;

/**
 * Something odd in a schema file that can be used all the same.
 *
 * @param place where
 * @param problem what is odd
 */
public record Notice(Place place, String problem) {

}
