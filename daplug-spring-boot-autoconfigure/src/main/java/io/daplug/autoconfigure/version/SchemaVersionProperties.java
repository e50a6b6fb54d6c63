package io.daplug.autoconfigure.version;

import org.jspecify.annotations.Nullable;

/**
 * The version of their schema that the items of a table have.
 *
 * @param attribute Attribute that holds the version of an item, which nobody sees.
 * @param current Version that is written. Items of earlier versions are brought up to it
 * by upcasters.
 */
public record SchemaVersionProperties(@Nullable String attribute, @Nullable Integer current) {

}
