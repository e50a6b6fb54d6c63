package io.daplug.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.daplug.schema.plan.PathWalk;
import io.daplug.schema.plan.Violation;
import io.daplug.schema.plan.Walk;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an {@link ItemSchema} says of the value at one path, for changes that bring a part
 * of an item. Types, formats, bounds, values and nested objects are seen. What depends on
 * the rest of the item is not: alternatives, conditions, what must be there beside it,
 * and what a list or a number becomes.
 */
public final class SchemaPart {

	private final PathWalk path;

	private final Consumer<SchemaViolation> violations;

	SchemaPart(PathWalk path, Consumer<SchemaViolation> violations) {
		this.path = path;
		this.violations = violations;
	}

	/**
	 * Checks that there can be anything at the path: what it leads through has something
	 * inside.
	 */
	public void requireReachable() {
		tell(this.path.obstacle());
	}

	/**
	 * Brings a value that is to be at the path into its shape, and checks it if the
	 * options say so.
	 * @param value the value, which is not changed
	 * @param options what to do with it
	 * @return the value in its shape
	 */
	public AttributeValue map(AttributeValue value, MappingOptions options) {
		Walk walk = options.walk();
		AttributeValue shaped = this.path.shape(value, walk);
		this.path.violations(walk).forEach(this::tell);
		return shaped;
	}

	/**
	 * Brings elements that a list or set at the path is to get into their shape, and
	 * checks them if the options say so.
	 * @param elements the elements, as a list or a set
	 * @param options what to do with them
	 * @return the elements in their shape
	 */
	public AttributeValue mapElements(AttributeValue elements, MappingOptions options) {
		List<AttributeValue> shaped = new ArrayList<>();
		for (AttributeValue element : elements(elements)) {
			Walk walk = options.walk();
			shaped.add(this.path.shapeElement(element, walk));
			this.path.elementViolations(walk).forEach(this::tell);
		}
		return elements.hasL() ? AttributeValue.fromL(shaped) : elements;
	}

	private static List<AttributeValue> elements(AttributeValue elements) {
		if (elements.hasL()) {
			return elements.l();
		}
		if (elements.hasSs()) {
			return elements.ss().stream().map(AttributeValue::fromS).toList();
		}
		return elements.hasNs() ? elements.ns().stream().map(AttributeValue::fromN).toList()
				: elements.bs().stream().map(AttributeValue::fromB).toList();
	}

	/**
	 * Checks that what is at the path can have the type of a value.
	 * @param value a value of the type
	 */
	public void requireType(AttributeValue value) {
		tell(this.path.refusal(value));
	}

	/**
	 * Checks that the value at the path can be removed.
	 */
	public void requireOptional() {
		if (this.path.required()) {
			tell(this.path.violation("required", "is required, so it must not be removed"));
		}
	}

	/**
	 * Checks that clients may send a value.
	 * @param value the value; null if the path is all that they send
	 */
	public void requireWritable(@Nullable AttributeValue value) {
		this.path.readOnly(value)
			.forEach((pointer) -> this.violations
				.accept(new SchemaViolation(pointer, "readOnly", "is read-only: clients must not send it")));
	}

	/**
	 * Tells of something else that is wrong with the path.
	 * @param keyword the keyword that is violated
	 * @param message what the schema requires
	 */
	public void refuse(String keyword, String message) {
		tell(this.path.violation(keyword, message));
	}

	private void tell(@Nullable Violation violation) {
		if (violation != null) {
			this.violations.accept(SchemaViolation.of(violation));
		}
	}

}
