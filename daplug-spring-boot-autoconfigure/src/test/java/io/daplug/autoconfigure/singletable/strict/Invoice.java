package io.daplug.autoconfigure.singletable.strict;

import io.daplug.singletable.ItemType;
import jakarta.validation.constraints.NotBlank;

/**
 * A type with a constraint.
 *
 * @param id the key
 * @param customer must not be blank
 */
@ItemType
public record Invoice(String id, @NotBlank String customer) {

}
