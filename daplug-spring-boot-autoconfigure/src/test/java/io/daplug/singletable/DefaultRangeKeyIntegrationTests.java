package io.daplug.singletable;

import java.util.UUID;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests types without a range key in tables that have one.
 */
class DefaultRangeKeyIntegrationTests {

	@ParameterizedTest
	@EnumSource(value = ScalarAttributeType.class, names = { "S", "N", "B" })
	void isWrittenInTheTypeOfTheTablesRangeKey(ScalarAttributeType rangeKey) {
		TableDefinition table = TableDefinition.named("meters")
			.tableName("t-" + UUID.randomUUID())
			.hashKey("pk")
			.rangeKey("sk", rangeKey)
			.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table);
		SingleTableTemplate template = SingleTableTemplate.of(
				SingleTableDefinition.of(table, (types) -> types.types(Meter.class)),
				(typed) -> DaplugTemplate.builder(LocalDynamoDb.client(), typed).build());
		Meter meter = new Meter("m1", 7);
		template.items(Meter.class).insert(meter);
		assertThat(template.items(Meter.class).get(ItemKey.of("m1"))).contains(meter);
		assertThat(template.collection("m1").list()).containsExactly(meter);
		assertThat(template.items(Meter.class).query((query) -> query.hashKey("m1")).list()).containsExactly(meter);
		assertThat(template.items(Meter.class).delete(ItemKey.of("m1"))).contains(meter);
	}

	@ItemType
	record Meter(String id, int value) {

	}

}
