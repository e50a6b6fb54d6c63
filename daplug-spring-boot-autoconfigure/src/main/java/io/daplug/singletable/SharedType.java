package io.daplug.singletable;

import java.util.Optional;

import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

/**
 * A type of a table, with its attributes.
 *
 * @param definition the type
 * @param shape its attributes
 * @param table the logical name of the table
 */
record SharedType(ItemTypeDefinition definition, ItemShape shape, String table) {

	Class<?> type() {
		return this.definition.type();
	}

	String name() {
		return this.definition.name();
	}

	/** An attribute that is there, or that nobody can tell about. */
	Optional<ItemAttribute> attribute(String name, String place) {
		Optional<ItemAttribute> attribute = this.shape.attribute(name);
		if (attribute.isEmpty() && !this.shape.open()) {
			throw failure(name,
					"the %s names '%s', which is no attribute of it%s".formatted(place, name,
							NearestName.question(name,
									this.shape.attributes().stream().map(ItemAttribute::name).toList())),
					"Name one of %s".formatted(this.shape.attributes().stream().map(ItemAttribute::name).toList()));
		}
		return attribute;
	}

	SingleTableDefinitionException failure(@Nullable String attribute, String problem, String remedy) {
		return new SingleTableDefinitionException(type(), attribute, "Type '%s' (%s) cannot be kept in table '%s': %s"
			.formatted(name(), type().getName(), this.table, problem), remedy);
	}

}
