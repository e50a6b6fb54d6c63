package io.daplug.table;

import java.util.Map;
import java.util.Set;

import io.daplug.key.KeyTemplate;

import org.springframework.util.Assert;

/**
 * Checks which keys of a table are composed of other attributes.
 */
final class ComputedKeys {

	private ComputedKeys() {
	}

	static Map<String, KeyTemplate> of(Map<String, KeyTemplate> templates, TableDefinition table) {
		Set<String> keys = table.keyAttributes();
		templates.forEach((attribute, template) -> {
			Assert.state(keys.contains(attribute),
					() -> "computed key '%s' of table '%s' is no key of it or of an index".formatted(attribute,
							table.name()));
			template.attributes()
				.forEach((component) -> Assert.state(!templates.containsKey(component),
						() -> "computed key '%s' of table '%s' must not be composed of '%s', which is computed, too"
							.formatted(attribute, table.name(), component)));
		});
		return templates;
	}

}
