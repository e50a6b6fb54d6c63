package io.daplug.singletable;

import java.util.List;
import java.util.Optional;

/**
 * The attributes that a type of items is written with.
 *
 * @param attributes the attributes, in the order in which a record, a constructor or a
 * class declares them
 * @param open whether items may have others: as a map, or a class with
 * {@code @JsonAnyGetter}, may
 */
record ItemShape(List<ItemAttribute> attributes, boolean open) {

	/**
	 * Creates a shape.
	 */
	ItemShape {
		attributes = List.copyOf(attributes);
	}

	/**
	 * Returns an attribute.
	 * @param name the attribute's name, as it is stored
	 * @return the attribute; empty if none is known by that name
	 */
	Optional<ItemAttribute> attribute(String name) {
		return this.attributes.stream().filter((attribute) -> attribute.name().equals(name)).findFirst();
	}

}
