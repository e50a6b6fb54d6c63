package io.daplug.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.schema.SchemaViolation;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Whether a schema allows what Daplug writes to an attribute.
 *
 * @param schema the schema of the items
 * @param attribute the attribute
 */
record SchemaFit(ItemSchema schema, String attribute) {

	/** What the schema says against a value; null if it says nothing. */
	@Nullable String violation(AttributeValue value) {
		Set<ScalarAttributeType> types = this.schema.propertyTypes(this.attribute).orElse(null);
		if (types != null && !types.contains(type(value))) {
			return types.isEmpty() ? "is no text or number" : "is " + TableDefinitionMapper.words(types);
		}
		Map<String, AttributeValue> item = new HashMap<>(Map.of(this.attribute, value));
		MappingOptions options = MappingOptions.of((mapping) -> mapping.validate(true).kept(Set.of(this.attribute)));
		return this.schema.violations(item, options)
			.stream()
			.filter((violation) -> violation.pointer().equals(JsonPointer.segment(this.attribute)))
			.map(SchemaViolation::message)
			.findFirst()
			.orElse(null);
	}

	static ScalarAttributeType type(AttributeValue value) {
		return (value.n() != null) ? ScalarAttributeType.N : ScalarAttributeType.S;
	}

}
