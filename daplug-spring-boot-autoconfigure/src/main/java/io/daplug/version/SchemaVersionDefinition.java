package io.daplug.version;

/**
 * Which version of their schema items have.
 *
 * @param attribute the attribute that holds the version
 * @param current the version that is written
 */
public record SchemaVersionDefinition(String attribute, int current) {

}
