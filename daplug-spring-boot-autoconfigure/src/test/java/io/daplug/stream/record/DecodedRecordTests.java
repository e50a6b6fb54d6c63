package io.daplug.stream.record;

import java.util.List;
import java.util.Map;

import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.version.StoredAs;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what readers of a stream see of items that the DynamoDBMapper of the AWS SDK 1
 * stored.
 */
class DecodedRecordTests {

	private static final String LABEL = "2026-11-28T00:00:00.000";

	private static final AttributeValue ID = AttributeValue.fromS("a");

	private static final Map<String, AttributeValue> STORED = Map.of("id", ID, "active", AttributeValue.fromN("1"));

	private static final Map<String, AttributeValue> KNOWN = Map.of("id", ID, "active", AttributeValue.fromBool(true));

	private final StreamChangeReaderFactory readers = new StreamChangeReaderFactory(
			new ItemConverter(JsonMapper.shared()),
			SchemaRegistry.load(List.of("classpath:io/daplug/template/mapper.yml"), SchemaLoading.defaults()));

	record Account(String id, boolean active) {

	}

	@Test
	void showsImagesAsWhatTheyMeanByTheSchema() {
		ItemChange<?> change = this.readers.create(table().schema("Account").build())
			.read(Records.modified(STORED, Map.of("id", ID, "active", AttributeValue.fromN("0"))), LABEL)
			.orElseThrow();
		assertThat(change.oldItem().toMap()).containsEntry("active", true);
		assertThat(change.newItem().toMap()).containsEntry("active", false);
	}

	@Test
	void showsImagesAsWhatTheyMeanByTheType() {
		TableDefinition typed = table().itemType(Account.class).build();
		assertThat(this.readers.create(typed).read(Records.inserted(STORED), LABEL).orElseThrow().newItem().toMap())
			.containsEntry("active", true);
		ItemChange<?> untyped = this.readers.create(table().build())
			.read(Records.inserted(STORED), LABEL)
			.orElseThrow();
		assertThat(untyped.newItem().as(Account.class)).isEqualTo(new Account("a", true));
	}

	/** Nobody sees that a value is stored in another form than before. */
	@Test
	void tellsNothingOfAnotherFormOfTheSame() {
		TableDefinition table = table().schema("Account").build();
		assertThat(this.readers.create(table).read(Records.modified(STORED, KNOWN), LABEL)).isEmpty();
	}

	private static TableDefinitionBuilder table() {
		return TableDefinition.named("accounts").hashKey("id").storedAs(StoredAs.DYNAMODB_MAPPER_V1);
	}

}
