package io.daplug.table;

import java.util.HashSet;
import java.util.List;

import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.util.Assert;

/**
 * Which attributes of an item an index holds. The keys of the table and of the index are
 * always among them.
 *
 * @param type all attributes, keys only, or keys and others
 * @param attributes the others, without the keys; empty unless the type is to include
 * them
 */
public record IndexProjection(ProjectionType type, List<String> attributes) {

	/** All attributes. */
	public static final IndexProjection ALL = new IndexProjection(ProjectionType.ALL, List.of());

	/** The keys of the table and of the index, and nothing else. */
	public static final IndexProjection KEYS_ONLY = new IndexProjection(ProjectionType.KEYS_ONLY, List.of());

	/**
	 * Checks that the parts go together.
	 * @param type all attributes, keys only, or keys and others
	 * @param attributes the others
	 */
	public IndexProjection {
		Assert.isTrue(type != null && type != ProjectionType.UNKNOWN_TO_SDK_VERSION,
				"'type' of a projection must be set");
		attributes = List.copyOf(attributes);
		Assert.isTrue(type != ProjectionType.INCLUDE || !attributes.isEmpty(),
				"'attributes' of a projection must not be empty if its type is INCLUDE");
		Assert.isTrue(type == ProjectionType.INCLUDE || attributes.isEmpty(),
				"'attributes' of a projection must be empty unless its type is INCLUDE");
		Assert.isTrue(new HashSet<>(attributes).size() == attributes.size(),
				"'attributes' of a projection must not name one attribute twice");
		attributes.forEach(
				(attribute) -> Assert.hasText(attribute, "'attributes' of a projection must not hold an empty name"));
	}

	/**
	 * Returns the projection of the keys and other attributes.
	 * @param attributes the others, at least one
	 * @return the projection
	 */
	public static IndexProjection include(String... attributes) {
		return new IndexProjection(ProjectionType.INCLUDE, List.of(attributes));
	}

	/**
	 * Says whether the index holds an attribute that is no key.
	 * @param attribute the attribute's name
	 * @return whether the index holds it
	 */
	public boolean holds(String attribute) {
		return this.type == ProjectionType.ALL || this.attributes.contains(attribute);
	}

}
