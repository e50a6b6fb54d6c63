package io.daplug.autoconfigure;

import io.daplug.key.KeyTemplate;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests what {@link DaplugAutoConfiguration} makes of keys that are composed of
 * attributes.
 */
class ComputedKeyConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class))
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class))
		.withPropertyValues("daplug.tables.sites.hash-key.attribute=pk",
				"daplug.tables.sites.hash-key.from=SITE#{site}");

	private static TableDefinition sites(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean(TableRegistry.class).require("sites");
	}

	@Test
	void composesKeysOfTheTable() {
		this.runner
			.withPropertyValues("daplug.tables.sites.range-key.attribute=sk",
					"daplug.tables.sites.range-key.from=AT#{number:8}")
			.run((context) -> {
				TableDefinition sites = sites(context);
				assertThat(sites.hashKey()).isEqualTo("pk");
				assertThat(sites.rangeKey()).isEqualTo("sk");
				assertThat(sites.keyType("pk")).isEqualTo(ScalarAttributeType.S);
				assertThat(sites.computedKeys()).hasToString("{pk=SITE#{site}, sk=AT#{number:8}}")
					.allSatisfy((key, template) -> assertThat(template.isReversible()).isTrue());
			});
	}

	@Test
	void takesTheShortFormBesideIt() {
		this.runner.withPropertyValues("daplug.tables.sites.range-key=at").run((context) -> {
			assertThat(sites(context).rangeKey()).isEqualTo("at");
			assertThat(sites(context).computedKeys()).containsOnlyKeys("pk");
		});
	}

	@Test
	void composesKeysOfIndexes() {
		this.runner
			.withPropertyValues("daplug.tables.sites.indexes.by-owner.hash-key.attribute=gk",
					"daplug.tables.sites.indexes.by-owner.hash-key.from=OWNER#{owner}",
					"daplug.tables.sites.indexes.by-owner.range-key=pk",
					"daplug.tables.sites.indexes.by-region.hash-key[0]=region",
					"daplug.tables.sites.indexes.by-region.hash-key[1].attribute=gk",
					"daplug.tables.sites.indexes.by-region.hash-key[1].from=OWNER#{owner}",
					"daplug.tables.sites.indexes.by-name.hash-key=region,name")
			.run((context) -> {
				TableDefinition sites = sites(context);
				assertThat(sites.computedKeys()).hasToString("{pk=SITE#{site}, gk=OWNER#{owner}}");
				assertThat(sites.indexes().get("by-owner"))
					.extracting(IndexDefinition::hashKeys, IndexDefinition::rangeKeys)
					.asString()
					.contains("name=gk", "name=pk");
				assertThat(sites.indexes().get("by-region")).isNotNull()
					.satisfies((index) -> assertThat(index.hashKeys()).extracting(KeyAttribute::name)
						.containsExactly("region", "gk"));
				assertThat(sites.indexes().get("by-name")).isNotNull()
					.satisfies((index) -> assertThat(index.hashKeys()).extracting(KeyAttribute::name)
						.containsExactly("region", "name"));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "DAPLUG_TABLES_SITES_INDEXES_BYOWNER_HASHKEY",
			"DAPLUG_TABLES_SITES_INDEXES_BY_OWNER_HASH_KEY", "DAPLUG_TABLES_SITES_INDEXES_BYOWNER_HASHKEY_0" })
	void takesTemplatesOfVariables(String key) {
		this.runner
			.withInitializer((context) -> TestPropertyValues
				.of(key + "_ATTRIBUTE=gk", key + "_FROM=OWNER#{owner}", "DAPLUG_TABLES_SITES_RANGEKEY_ATTRIBUTE=sk",
						"DAPLUG_TABLES_SITES_RANGE_KEY_FROM=AT#{at}")
				.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
			.run((context) -> assertThat(sites(context).computedKeys())
				.hasToString("{pk=SITE#{site}, sk=AT#{at}, gk=OWNER#{owner}}"));
	}

	@Test
	void readsNumbersThatTheSchemaSaysOutOfKeys() {
		this.runner
			.withPropertyValues("daplug.schema=classpath:mistakes/api.yml", "daplug.tables.sites.schema=Customer",
					"daplug.tables.sites.hash-key.from=CUSTOMER#{number}")
			.run((context) -> {
				KeyTemplate template = sites(context).computedKeys().get("pk");
				assertThat(template).isNotNull();
				assertThat(template).satisfies((key) -> assertThat(key.parts(AttributeValue.fromS("CUSTOMER#42")))
					.containsEntry("number", AttributeValue.fromN("42")));
			});
	}

	@Test
	void copiesAnAttributeOfItsType() {
		this.runner
			.withPropertyValues("daplug.tables.sites.hash-key.from={site}", "daplug.tables.sites.hash-key-type=number")
			.run((context) -> assertThat(sites(context).keyType("pk")).isEqualTo(ScalarAttributeType.N));
	}

}
