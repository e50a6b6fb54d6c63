package io.daplug.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.networknt.schema.Error;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares our verdict with that of another validator, on thousands of documents that
 * differ from a good one. The other one is shown the document as it would be written, for
 * that is what ours speaks of.
 */
class OracleTests {

	private static final JsonNode GOOD = Json.tree("""
			{'order_id': 'o-1', 'status': 'PAID', 'total': 12.34, 'placed_at': '2024-05-06T07:08:09Z', 'note': 'hello',
			 'tags': ['a', 'b'], 'customer': {'name': 'n', 'city': 'c', 'zip': '12345'},
			 'lines': [{'sku': 's', 'quantity': 2}, {'sku': 't', 'parts': [{'sku': 'u', 'quantity': 1, 'parts': []}]}],
			 'payment': {'card': '1234'}, 'meta': {'a': 1, 'b': 2}, 'gift': true}""");

	@ParameterizedTest
	@ValueSource(strings = { "orders-3.0.yml", "orders-3.1.json" })
	void agreesOnMutatedDocuments(String file) throws IOException {
		String text = new ClassPathResource("schema/" + file).getContentAsString(StandardCharsets.UTF_8);
		ItemSchema schema = SchemaRegistry.load(List.of("classpath:schema/" + file), SchemaLoading.defaults())
			.get("Order");
		Oracle oracle = new Oracle(file, text);
		Mutations mutations = new Mutations(42);
		int invalid = 0;
		List<String> differences = new ArrayList<>();
		int documents = 2000;
		for (int i = 0; i < documents; i++) {
			String document = mutations.mutate(GOOD).toString();
			List<SchemaViolation> ours = Mapping.list(schema, Mapping.STRICT, document);
			List<Error> theirs = oracle.violations("Order", Mapping.project(schema, document));
			invalid += ours.isEmpty() ? 0 : 1;
			if (ours.isEmpty() != theirs.isEmpty()) {
				differences.add(document + " ours " + ours + " theirs " + theirs);
			}
		}
		assertThat(differences.stream().limit(3)).isEmpty();
		// or else nothing has been compared
		assertThat(invalid).isBetween(documents / 4, documents - documents / 10);
	}

}
