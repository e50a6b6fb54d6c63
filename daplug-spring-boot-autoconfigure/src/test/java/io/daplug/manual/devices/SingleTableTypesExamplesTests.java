package io.daplug.manual.devices;

import java.time.Instant;
import java.util.Map;

import com.example.metering.Reading;
import io.daplug.item.ItemKey;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's example of a type that the configuration defines, run on the embedded
 * server.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = SingleTableApplication.class,
		properties = { "spring.config.location=classpath:manual/single-table-types.yml", "daplug.local.enabled=true" })
class SingleTableTypesExamplesTests {

	@Test
	void keepsItemsOfATypeThatTheConfigurationDefines(@Autowired ItemOperations<Reading> readings,
			@Autowired DynamoDbClient client) {
		Reading reading = new Reading("m-1", Instant.parse("2026-11-27T12:00:00Z"), 42);
		readings.insert(reading);
		assertThat(readings.get(ItemKey.of("m-1", reading.takenAt()))).contains(reading);
		assertThat(client.scan((scan) -> scan.tableName("devices")).items()).singleElement()
			.satisfies((item) -> assertThat(item).containsAllEntriesOf(Map.of("pk", AttributeValue.fromS("RM#m-1"),
					"sk", AttributeValue.fromS("READING#2026-11-27T12:00:00.000000000Z"))));
	}

}
