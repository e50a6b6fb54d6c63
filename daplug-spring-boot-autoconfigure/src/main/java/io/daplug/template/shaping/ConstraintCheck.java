package io.daplug.template.shaping;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemType;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.ItemContract;
import io.daplug.table.TableDefinition;
import io.daplug.table.Validation;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.Shaping;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds items against the constraints of their Java type before they are written.
 */
final class ConstraintCheck {

	private final TableContext context;

	private final ItemContract contract;

	private final @Nullable Class<?> type;

	/** What is written in any case, whatever callers send. */
	private final Set<String> supplied = new HashSet<>();

	ConstraintCheck(TableContext context) {
		TableDefinition table = context.table();
		this.context = context;
		this.contract = table.itemContract();
		this.type = table.itemType();
		IdempotenceDefinition idempotence = table.idempotence();
		if (idempotence != null && idempotence.generate() != GeneratedValue.NONE) {
			this.supplied.add(idempotence.key());
		}
		if (table.timestamps() != null) {
			this.supplied.addAll(table.timestamps().attributes());
		}
	}

	/**
	 * Checks a whole item.
	 * @param item the item as the caller gave it
	 * @param changed whether the attributes say something else by now
	 * @param attributes the attributes
	 * @param shaping whether it is checked
	 */
	void whole(Object item, boolean changed, Map<String, AttributeValue> attributes, Shaping shaping) {
		Class<?> checked = checked(shaping);
		if (checked != null) {
			refuse(checked, found((!changed && checked.isInstance(item)) ? item : read(attributes, checked)));
		}
	}

	/** Checks what an update makes of an item: only what it brings is refused. */
	void merged(Map<String, AttributeValue> stored, Map<String, AttributeValue> merged, Shaping shaping) {
		Class<?> checked = checked(shaping);
		if (checked == null) {
			return;
		}
		List<SchemaViolation> found = found(read(merged, checked));
		if (!found.isEmpty() && shaping.validation(this.context.table().validation()) != Validation.WHOLE) {
			List<SchemaViolation> before = found(read(stored, checked));
			found = found.stream().filter((violation) -> !before.contains(violation)).toList();
		}
		refuse(checked, found);
	}

	private @Nullable Class<?> checked(Shaping shaping) {
		return (this.contract.constrains() && shaping.validation(this.context.table().validation()) != Validation.NONE)
				? this.type : null;
	}

	private Object read(Map<String, AttributeValue> attributes, Class<?> type) {
		return this.context.converter()
			.fromAttributes(this.context.keys().computed().hiddenIn(attributes), ItemType.of(type));
	}

	private List<SchemaViolation> found(Object item) {
		return this.contract.violations(item)
			.stream()
			.filter((violation) -> !this.supplied.contains(first(violation)))
			.toList();
	}

	private static String first(SchemaViolation violation) {
		return violation.pointer().isEmpty() ? "" : JsonPointer.segments(violation.pointer()).get(0);
	}

	private static void refuse(Class<?> type, List<SchemaViolation> violations) {
		if (!violations.isEmpty()) {
			throw new SchemaViolationException(type.getSimpleName(), violations);
		}
	}

}
