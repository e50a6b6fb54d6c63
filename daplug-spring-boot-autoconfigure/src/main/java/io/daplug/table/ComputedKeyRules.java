package io.daplug.table;

import java.util.Map;
import java.util.Set;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.key.KeyTemplate;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * Checks which keys of a table are composed of other attributes.
 */
final class ComputedKeyRules {

	private ComputedKeyRules() {
	}

	static void check(TableDefinition table) {
		Set<String> keys = table.keyAttributes();
		Map<String, KeyTemplate> templates = table.computedKeys();
		templates.forEach((attribute, template) -> {
			Assert.state(keys.contains(attribute) || template.isConstant(),
					() -> "computed key '%s' of table '%s' is no key of it or of an index".formatted(attribute,
							table.name()));
			Assert.state(table.prefixer().prefix(attribute).isEmpty(),
					() -> "computed key '%s' of table '%s' must not have a prefix: its template begins with it"
						.formatted(attribute, table.name()));
			template.attributes()
				.forEach((component) -> Assert.state(!templates.containsKey(component),
						() -> "computed key '%s' of table '%s' must not be composed of '%s', which is computed, too"
							.formatted(attribute, table.name(), component)));
			template.attributes()
				.forEach((component) -> Assert.state(!isHidden(component, table),
						() -> "computed key '%s' of table '%s' must not be composed of '%s', which Daplug writes and nobody sees"
							.formatted(attribute, table.name(), component)));
			checkType(attribute, template, table);
			if (table.isKey(attribute)) {
				template.attributes().forEach((component) -> checkLasting(attribute, component, table));
			}
		});
	}

	/** Tokens of writes are attributes of their own anyway. */
	private static boolean isHidden(String component, TableDefinition table) {
		SchemaVersionDefinition version = table.schemaVersion();
		return (version != null && component.equals(version.attribute()))
				|| (table.guardedCopies() && GuardedCopies.attributes(table).contains(component));
	}

	private static void checkType(String attribute, KeyTemplate template, TableDefinition table) {
		ScalarAttributeType declared = table.keyType(attribute);
		ScalarAttributeType made = template.type();
		Assert.state(declared == null || made == null || declared == made,
				() -> "computed key '%s' of table '%s' must not be '%s', which is %s: the key is declared as %s"
					.formatted(attribute, table.name(), template, made, declared));
	}

	/** A key of the table is known before the write, and never changes. */
	private static void checkLasting(String attribute, String component, TableDefinition table) {
		IdempotenceDefinition idempotence = table.idempotence();
		String guarding = (idempotence != null) ? idempotence.key() : null;
		TimestampsDefinition timestamps = table.timestamps();
		Assert.state(
				!component.equals(guarding) && (timestamps == null || !timestamps.attributes().contains(component)),
				() -> "computed key '%s' of table '%s' must not be composed of '%s', which writes set anew: keys of the table never change"
					.formatted(attribute, table.name(), component));
	}

}
