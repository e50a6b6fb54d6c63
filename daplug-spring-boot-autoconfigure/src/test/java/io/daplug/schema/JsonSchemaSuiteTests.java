package io.daplug.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.daplug.schema.JsonSchemaSuite.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The official tests of JSON schema, as far as they concern documents that can be
 * configured. What we do otherwise is listed, with the reason, in
 * {@code schema/suite-*.txt}; a test that is listed and passes fails the build too.
 */
@EnabledIf(value = "io.daplug.schema.JsonSchemaSuite#available",
		disabledReason = "the Debian package libtest-json-schema-acceptance-perl is not there")
class JsonSchemaSuiteTests {

	/** As a property's schema, and as a schema that is tried. */
	private static final List<String> PLACES = List.of("%s", "{\"not\": {\"not\": %s}}");

	/** Keywords that OpenAPI 3.0 has taken over from draft 4. */
	private static final Set<String> OPENAPI_30 = Set.of("additionalProperties", "allOf", "anyOf", "default", "enum",
			"items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties",
			"minimum", "multipleOf", "not", "oneOf", "pattern", "properties", "ref", "required", "type", "uniqueItems",
			"optional/bignum", "optional/non-bmp-regex", "optional/ecmascript-regex");

	@Test
	void agreesWithDraft202012() throws IOException {
		Set<String> differing = new TreeSet<>();
		for (Case each : JsonSchemaSuite.cases("draft2020-12", (file) -> true)) {
			boolean agreed = PLACES.stream().allMatch((place) -> agrees(each, place));
			if (!agreed) {
				differing.add(each.name());
			}
		}
		assertThat(differing).containsExactlyElementsOf(listed("schema/suite-2020-12.txt"));
	}

	@Test
	void agreesWithWhatOpenApi30HasOfDraft4() throws IOException {
		Set<String> differing = new TreeSet<>();
		for (Case each : JsonSchemaSuite.cases("draft4", OPENAPI_30::contains)) {
			if (!agreesInOpenApi(each)) {
				differing.add(each.name());
			}
		}
		assertThat(differing).containsExactlyElementsOf(listed("schema/suite-openapi-3.0.txt"));
	}

	private static Set<String> listed(String file) throws IOException {
		return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean agrees(Case each, String place) {
		String reference = each.schema().isBoolean() ? each.schema().toString() : "{\"$ref\": \"case.json\"}";
		MemoryResources files = new MemoryResources().file("case.json", each.schema().toString()).file("item.json", """
				{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Item", "properties": {"v": %s}}
				""".formatted(place.formatted(reference)));
		return judges(files, "item.json", each);
	}

	private static boolean agreesInOpenApi(Case each) {
		String here = "#/components/schemas/Case";
		String schema = each.schema()
			.toString()
			.replace("\"$ref\":\"#/", "\"$ref\":\"" + here + "/")
			.replace("\"$ref\":\"#\"", "\"$ref\":\"" + here + "\"");
		MemoryResources files = new MemoryResources().file("openapi.json", """
				{"openapi": "3.0.3", "components": {"schemas": {
				  "Item": {"type": "object", "properties": {"v": {"$ref": "%s"}}}, "Case": %s}}}
				""".formatted(here, schema));
		return judges(files, "openapi.json", each);
	}

	/** A document that is refused is a difference too. */
	private static boolean judges(MemoryResources files, String location, Case each) {
		ObjectNode item = Json.MAPPER.createObjectNode();
		item.set("v", each.data());
		try {
			return violations(files.load(location).get("Item"), item).isEmpty() == each.valid();
		}
		catch (SchemaFileException ex) {
			return false;
		}
	}

	private static List<SchemaViolation> violations(ItemSchema schema, JsonNode item) {
		return schema.violations(Json.item(item), Mapping.STRICT);
	}

}
