package io.daplug.singletable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.schema.SchemaViolation;
import io.daplug.table.ItemContract;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a type of a table demands of its items.
 */
final class TypeContract implements ItemContract {

	private final List<ItemAttribute> required;

	/** The attributes by the names of their properties. */
	private final Map<String, String> names = new HashMap<>();

	private final @Nullable ItemConstraints constraints;

	private final @Nullable String tellingAttribute;

	TypeContract(SharedType type, @Nullable ItemConstraints constraints, @Nullable String tellingAttribute) {
		this.required = type.shape().attributes().stream().filter((attribute) -> attribute.required() != null).toList();
		type.shape().attributes().forEach((attribute) -> this.names.put(attribute.property(), attribute.name()));
		this.constraints = (constraints != null && constraints.constrains(type.type())) ? constraints : null;
		this.tellingAttribute = tellingAttribute;
	}

	@Override
	public boolean constrains() {
		return this.constraints != null;
	}

	@Override
	public List<SchemaViolation> violations(Object item) {
		return (this.constraints != null) ? this.constraints.violations(item).stream().map(this::named).toList()
				: List.of();
	}

	/** The same violation under the name that the attribute is stored under. */
	private SchemaViolation named(SchemaViolation violation) {
		if (violation.pointer().isEmpty()) {
			return violation;
		}
		String property = JsonPointer.segments(violation.pointer()).get(0);
		String name = this.names.get(property);
		if (name == null || name.equals(property)) {
			return violation;
		}
		String inner = violation.pointer().substring(JsonPointer.child("", property).length());
		return new SchemaViolation(JsonPointer.child("", name) + inner, violation.keyword(), violation.message());
	}

	@Override
	public Optional<String> lacks(Map<String, AttributeValue> attributes, Object item) {
		for (ItemAttribute attribute : this.required) {
			AttributeValue value = attributes.get(attribute.name());
			if ((value == null || Boolean.TRUE.equals(value.nul())) && attribute.isNullIn(item)) {
				return Optional.of(attribute.name());
			}
		}
		return Optional.empty();
	}

	@Override
	public Optional<String> tellingAttribute() {
		return Optional.ofNullable(this.tellingAttribute);
	}

}
