package io.daplug.schema.plan;

import java.util.Map;
import java.util.Objects;

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
	 * A value that is not the item itself.
	 * @param value the value
	 * @return the subject
	 */
	static Subject of(AttributeValue value) {
		return value.hasM() ? new Subject(null, value.m(), false) : new Subject(value, null, false);
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

	/** Walks it although it may be known already what comes out. */
	void follow(SchemaNode node, Walk walk) {
		if (this.properties != null) {
			node.followObject(this.properties, walk, this.root);
		}
		else if (this.value != null) {
			node.follow(this.value, walk);
		}
	}

	/**
	 * What tells it from others: the value itself, not what it is worth.
	 * @return an object to be compared by identity
	 */
	Object identity() {
		return (this.properties != null) ? this.properties : value();
	}

	int kind() {
		return (this.value != null) ? Kind.of(this.value) : Kind.OBJECT;
	}

	boolean isRoot() {
		return this.root;
	}

	/**
	 * The value, if it is no object.
	 * @return the value
	 */
	AttributeValue value() {
		return Objects.requireNonNull(this.value);
	}

	/**
	 * The properties, if it is an object.
	 * @return the properties, or {@code null}
	 */
	@Nullable Map<String, AttributeValue> properties() {
		return this.properties;
	}

}
