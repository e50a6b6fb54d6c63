package io.daplug.autoconfigure.property;

/**
 * A record of properties that can be set by one value as well, of which its static method
 * {@code of(String)} makes the record. A list of such records that has one entry can be
 * set without the dash before it.
 */
public interface ShortForm {

}
