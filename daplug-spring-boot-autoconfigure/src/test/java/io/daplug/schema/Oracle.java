package io.daplug.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another validator's opinion: networknt's, with formats asserted.
 */
final class Oracle {

	private final String address;

	private final SchemaRegistry registry;

	/**
	 * Creates an oracle.
	 * @param file the name of an OpenAPI document, which tells YAML from JSON
	 * @param text the document
	 */
	Oracle(String file, String text) {
		this.address = "https://oracle.test/" + file;
		this.registry = SchemaRegistry.withDefaultDialect(
				text.contains("openapi: 3.0") ? Dialects.getOpenApi30() : Dialects.getDraft202012(),
				(builder) -> builder.schemas(Map.of(this.address, text)));
	}

	List<Error> violations(String name, JsonNode value) {
		Schema schema = this.registry.getSchema(SchemaLocation.of(this.address + "#/components/schemas/" + name));
		return schema.validate(plain(value),
				(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true)));
	}

	/**
	 * Takes 1.0 for 1: DynamoDB stores it so, and so does JSON schema see it, except for
	 * the draft that OpenAPI 3.0 goes back to.
	 */
	private static JsonNode plain(JsonNode node) {
		if (node.isNumber()) {
			BigDecimal number = node.decimalValue();
			return (number.stripTrailingZeros().scale() <= 0)
					? Json.MAPPER.getNodeFactory().numberNode(number.toBigInteger()) : node;
		}
		if (node.isObject()) {
			ObjectNode object = Json.MAPPER.createObjectNode();
			node.properties().forEach((property) -> object.set(property.getKey(), plain(property.getValue())));
			return object;
		}
		if (node.isArray()) {
			ArrayNode array = Json.MAPPER.createArrayNode();
			node.forEach((element) -> array.add(plain(element)));
			return array;
		}
		return node;
	}

}
