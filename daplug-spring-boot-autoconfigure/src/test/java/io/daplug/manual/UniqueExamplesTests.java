package io.daplug.manual;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's examples of unique attributes.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/unique.yml", "daplug.local.enabled=true" })
class UniqueExamplesTests {

	@Autowired
	private DynamoDbClient client;

	@Autowired
	private DaplugTemplate customers;

	@Test
	void tellsWhichAttributeIsTaken() {
		String attribute = null;
		ItemKey owner = null;
		// tag::unique-insert
		customers.insert(Map.of("customerId", "c-1", "email", "jo@example.org"));
		try {
			customers.insert(Map.of("customerId", "c-2", "email", "jo@example.org"));
		}
		catch (DuplicateAttributeException ex) {
			attribute = ex.attribute(); // email
			owner = ex.owner(); // the key of c-1
		}
		// end::unique-insert
		assertThat(attribute).isEqualTo("email");
		assertThat(owner).isEqualTo(ItemKey.of("c-1"));
	}

	@Test
	void claimsTheValuesOfItemsThatAreThereAlready() {
		this.client.putItem((put) -> put.tableName("customers")
			.item(Map.of("customerId", AttributeValue.fromS("c-7"), "email", AttributeValue.fromS("al@example.org"))));
		// tag::unique-adopt
		customers.batchOverwrite(customers.scan((scan) -> scan.consistentRead(true)).stream());
		// end::unique-adopt
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> this.customers.insert(Map.of("customerId", "c-8", "email", "al@example.org")));
	}

}
