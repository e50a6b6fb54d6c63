package io.daplug.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.event.ChangePublisher;
import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.MissingValue;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.sns.TopicDefinition;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.UnknownAttributes;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

/**
 * The ancestor's adapter of one case: a template whose table is configured as its options
 * say.
 */
final class Adapter {

	private static final String NAME = "table";

	private final ConformanceCase conformanceCase;

	private final String tableName;

	private final DynamoDbClient client;

	private final SnsClient sns;

	Adapter(ConformanceCase conformanceCase, String tableName, DynamoDbClient client, SnsClient sns) {
		this.conformanceCase = conformanceCase;
		this.tableName = tableName;
		this.client = client;
		this.sns = sns;
	}

	/**
	 * Starts a template for a step.
	 * @param step the step
	 * @return the template
	 * @throws RuntimeException if the configuration stops the start
	 */
	DaplugTemplate start(Step step) {
		TableDefinition table = definition(step);
		return DaplugTemplate.builder(this.client, table).schemas(schemas()).publisher(publisher(table)).build();
	}

	private ChangePublisher publisher(TableDefinition table) {
		Arguments options = new Arguments(this.conformanceCase.adapter());
		String topic = options.nonEmptyText("sns_arn");
		Map<String, @Nullable Object> attributes = options.mapOrEmpty("sns_attributes");
		return (topic != null) ? SnsChangePublisher.builder(this.sns)
			.topic(TopicDefinition.of(table, topic).attributes(attributes).build())
			.build() : ChangePublisher.NO_OP;
	}

	private TableDefinition definition(Step step) {
		Arguments options = new Arguments(this.conformanceCase.adapter());
		TableDefinitionBuilder table = TableDefinition.named(NAME)
			.tableName(this.tableName)
			.validation(Validation.NONE)
			// The ancestor maps the whole item by the schema, what is stored included.
			.updateUnknown(UnknownAttributes.DROP);
		String hashKey = hashKey(options.nonEmptyText("hash_key"), step);
		if (hashKey != null) {
			table.hashKey(hashKey);
		}
		String rangeKey = options.nonEmptyText("range_key");
		rangeKey = (rangeKey != null) ? rangeKey : keyOf(this.conformanceCase.table(), "range");
		if (rangeKey != null) {
			table.rangeKey(rangeKey);
		}
		prefixes(table, options);
		idempotence(table, options);
		JsonNode described = this.conformanceCase.table();
		if (described != null) {
			described.path("gsis").forEach((index) -> table.index(index(index)));
		}
		return table.build();
	}

	/**
	 * Most operations of the ancestor need no name of the hash key, which is then the
	 * table's own. An insert does need it, and refuses to work without; the name that a
	 * call gives is only for its prefix.
	 */
	private @Nullable String hashKey(@Nullable String configured, Step step) {
		if (configured != null) {
			return configured;
		}
		boolean inserts = switch (step.operation()) {
			case "insert" -> true;
			case "create" -> !"overwrite".equals(step.arguments().value("operation"));
			default -> false;
		};
		return inserts ? null : keyOf(this.conformanceCase.table(), "hash");
	}

	private static void prefixes(TableDefinitionBuilder table, Arguments options) {
		String hashPrefix = options.nonEmptyText("hash_prefix");
		if (hashPrefix != null) {
			table.hashPrefix(hashPrefix);
		}
		String rangePrefix = options.nonEmptyText("range_prefix");
		if (rangePrefix != null) {
			table.rangePrefix(rangePrefix);
		}
	}

	private static void idempotence(TableDefinitionBuilder table, Arguments options) {
		String key = options.nonEmptyText("idempotence_key");
		if (key != null) {
			table
				.idempotence(new IdempotenceDefinition(key, strategy(options), MissingValue.FAIL, GeneratedValue.NONE));
		}
	}

	/** Both of the ancestor's modes together are the one that ignores stale writes. */
	private static IdempotenceStrategy strategy(Arguments options) {
		if (options.truthy("idempotence_use_latest")) {
			return IdempotenceStrategy.USE_LATEST;
		}
		return options.truthy("raise_idempotence_error") ? IdempotenceStrategy.RAISE : IdempotenceStrategy.CONDITIONAL;
	}

	private static IndexDefinition index(JsonNode index) {
		return IndexDefinition.of(index.path("name").asString(), indexKey(index.path("hash")),
				(keyOf(index, "range") != null) ? indexKey(index.path("range")) : null);
	}

	private static KeyAttribute indexKey(JsonNode key) {
		return new KeyAttribute(key.path("name").asString(), type(key));
	}

	private static ScalarAttributeType type(JsonNode key) {
		return ScalarAttributeType.fromValue(key.path("type").asString());
	}

	private static @Nullable String keyOf(@Nullable JsonNode keys, String kind) {
		return (keys != null && keys.path(kind).isObject()) ? keys.path(kind).path("name").asString() : null;
	}

	private SchemaRegistry schemas() {
		JsonNode document = this.conformanceCase.schema();
		if (document == null || new Arguments(this.conformanceCase.adapter()).truthy("no_schema_file")) {
			return SchemaRegistry.empty();
		}
		return schemas(document);
	}

	/** The schemas of an OpenAPI document. */
	static SchemaRegistry schemas(JsonNode document) {
		byte[] content = document.toString().getBytes(StandardCharsets.UTF_8);
		return SchemaRegistry.load(List.of("openapi.json"),
				SchemaLoading.defaults().resourceLoader(new DefaultResourceLoader() {

					@Override
					public Resource getResource(String location) {
						return new ByteArrayResource(content);
					}

				}));
	}

}
