package io.daplug.singletable;

import java.util.Comparator;
import java.util.List;

import io.daplug.schema.SchemaViolation;
import io.daplug.text.JsonPointer;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;

import org.springframework.util.Assert;

/**
 * Constraints of Jakarta Validation, such as {@code @NotBlank} on a component.
 */
public final class JakartaConstraints implements ItemConstraints {

	private final Validator validator;

	/**
	 * Creates constraints.
	 * @param validator checks the items
	 */
	public JakartaConstraints(Validator validator) {
		Assert.notNull(validator, "'validator' must not be null");
		this.validator = validator;
	}

	@Override
	public boolean constrains(Class<?> type) {
		return this.validator.getConstraintsForClass(type).isBeanConstrained();
	}

	@Override
	public List<SchemaViolation> violations(Object item) {
		return this.validator.validate(item)
			.stream()
			.map(JakartaConstraints::violation)
			.sorted(Comparator.comparing(SchemaViolation::pointer).thenComparing(SchemaViolation::keyword))
			.toList();
	}

	private static SchemaViolation violation(ConstraintViolation<?> violation) {
		String pointer = "";
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getIndex() != null) {
				pointer = JsonPointer.child(pointer, node.getIndex());
			}
			else if (node.getKey() != null) {
				pointer = JsonPointer.child(pointer, String.valueOf(node.getKey()));
			}
			if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
				pointer = JsonPointer.child(pointer, node.getName());
			}
		}
		String keyword = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
		return new SchemaViolation(pointer, keyword, violation.getMessage());
	}

}
