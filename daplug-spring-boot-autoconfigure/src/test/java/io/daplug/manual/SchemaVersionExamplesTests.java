package io.daplug.manual;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.batch.RewriteResult;
import io.daplug.version.SchemaUpcaster;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of versions of schemas.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = { ManualApplication.class, SchemaVersionExamplesTests.Upcasters.class },
		properties = { "spring.config.location=classpath:manual/schema-versions.yml", "daplug.local.enabled=true" })
class SchemaVersionExamplesTests {

	@Autowired
	private DynamoDbClient client;

	@Autowired
	private DaplugTemplate parcels;

	@TestConfiguration(proxyBeanMethods = false)
	static class Upcasters {

		// tag::upcaster
		@Bean
		SchemaUpcaster parcelsFrom1() {
			return SchemaUpcaster.of("parcels", 1, (parcel) -> {
				parcel.put("receiver", parcel.remove("name"));
				return parcel;
			});
		}
		// end::upcaster

	}

	@Test
	void readsAndChangesWhatAnEarlierReleaseWrote() {
		Map<String, AttributeValue> key = Map.of("parcelId", AttributeValue.fromS("p-1"));
		this.client.putItem((put) -> put.tableName("parcels")
			.item(Map.of("parcelId", AttributeValue.fromS("p-1"), "name", AttributeValue.fromS("Ann"), "weight",
					AttributeValue.fromN("3"))));
		// tag::schema-versions-read
		record Parcel(String parcelId, String receiver, int weight) {
		}

		// stored in version 1: { parcelId: p-1, name: Ann, weight: 3 }
		Parcel parcel = parcels.get(ItemKey.of("p-1"), Parcel.class).orElseThrow();
		// the receiver is Ann; a change stores the parcel in version 2
		parcels.change(ItemKey.of("p-1"), (change) -> change.add("weight", 1));
		// end::schema-versions-read
		assertThat(parcel).isEqualTo(new Parcel("p-1", "Ann", 3));
		assertThat(this.client.getItem((get) -> get.tableName("parcels").key(key)).item())
			.isEqualTo(Map.of("parcelId", AttributeValue.fromS("p-1"), "receiver", AttributeValue.fromS("Ann"),
					"weight", AttributeValue.fromN("4"), "_v", AttributeValue.fromN("2")));
	}

	@Test
	void rewritesWhatAnEarlierReleaseWrote() {
		Map<String, AttributeValue> key = Map.of("parcelId", AttributeValue.fromS("p-2"));
		this.client.putItem((put) -> put.tableName("parcels")
			.item(Map.of("parcelId", AttributeValue.fromS("p-2"), "name", AttributeValue.fromS("Bob"))));
		AtomicLong done = new AtomicLong();
		// tag::rewrite
		RewriteResult result = parcels.rewrite((rewrite) -> rewrite.parallelism(4)
			.unitsPerSecond(500)
			.onProgress((progress) -> done.set(progress.rewritten())));
		result.complete(); // no item failed, and none has a later version
		// end::rewrite
		assertThat(result.complete()).isTrue();
		assertThat(result.rewritten()).isPositive();
		assertThat(done).hasValue(result.rewritten());
		assertThat(this.client.getItem((get) -> get.tableName("parcels").key(key)).item()).containsKey("receiver")
			.containsEntry("_v", AttributeValue.fromN("2"));
	}

}
