package io.daplug.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.daplug.item.ItemConverter;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * One check of an item against its schema, as Daplug does it on the attributes that are
 * to be written, and by networknt's validator, which wants a tree.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init")
public class SchemaBenchmark {

	private static final MappingOptions STRICT = MappingOptions.of((options) -> options.project(true).validate(true));

	/** Size of the item. */
	@Param
	public Size size;

	private Supplier<?> call;

	/** Who checks. */
	public enum Checker {

		/** Daplug, on attributes. */
		DAPLUG,

		/** The validator, on a tree that is there already. */
		NETWORKNT,

		/** The validator, with the tree that it needs. */
		NETWORKNT_WITH_TREE

	}

	/** Who checks. */
	@Param
	public Checker contender;

	/**
	 * Makes the item and compiles the schemas.
	 */
	@Setup
	public void setUp() {
		Map<String, Object> map = Setting.map(this.size.item(Setting.ID));
		Map<String, AttributeValue> attributes = new ItemConverter(JsonMapper.shared()).toAttributes(map);
		JsonNode tree = tree(map);
		ItemSchema schema = Setting.schemas().get(this.size.schema());
		Schema networknt = compile();
		if (!networknt.validate(tree).isEmpty()) {
			throw new IllegalStateException("The item must satisfy its schema");
		}
		this.call = switch (this.contender) {
			case DAPLUG -> () -> schema.map(new LinkedHashMap<>(attributes), STRICT);
			case NETWORKNT -> () -> networknt.validate(tree);
			case NETWORKNT_WITH_TREE -> () -> networknt.validate(tree(map));
		};
		Warmup.run(this.call, this.size);
	}

	private Schema compile() {
		try (InputStream file = new DefaultResourceLoader().getResource(Setting.SCHEMAS).getInputStream()) {
			ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(file);
			root.put("$ref", "#/$defs/" + this.size.schema());
			// Daplug checks formats, so the validator has to.
			SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
			return SchemaRegistry
				.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
						(registry) -> registry.schemaRegistryConfig(config))
				.getSchema(root);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JsonNode tree(Map<String, Object> item) {
		return JsonMapper.shared().valueToTree(item);
	}

	/**
	 * Checks the item.
	 * @return what the checker says
	 */
	@Benchmark
	public Object check() {
		return this.call.get();
	}

}
