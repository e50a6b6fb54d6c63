package io.daplug.schema.plan;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What alternatives are tried on: a value, or the properties of an object. The item
 * itself is an object without an attribute value around it.
 */
final class Subject {

	private final @Nullable AttributeValue value;

	private final @Nullable Map<String, AttributeValue> properties;

	private final boolean root;

	private Subject(@Nullable AttributeValue value, @Nullable Map<String, AttributeValue> properties, boolean root) {
		this.value = value;
		this.properties = properties;
		this.root = root;
	}

	/**
	 * A value that is no object.
	 * @param value the value
	 * @return the subject
	 */
	static Subject value(AttributeValue value) {
		return new Subject(value, null, false);
	}

	/**
	 * An object.
	 * @param properties its properties
	 * @param root whether it is the item itself
	 * @return the subject
	 */
	static Subject object(Map<String, AttributeValue> properties, boolean root) {
		return new Subject(null, properties, root);
	}

	void walk(SchemaNode node, Walk walk) {
		if (this.properties != null) {
			node.walkObject(this.properties, walk, this.root);
		}
		else if (this.value != null) {
			node.walk(this.value, walk);
		}
	}

	int kind() {
		return (this.value != null) ? Kind.of(this.value) : Kind.OBJECT;
	}

	/**
	 * The properties, if it is an object.
	 * @return the properties, or {@code null}
	 */
	@Nullable Map<String, AttributeValue> properties() {
		return this.properties;
	}

}
