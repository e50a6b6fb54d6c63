package io.daplug.manual;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's example of a table that other code has filled.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/existing.yml", "daplug.local.enabled=true" })
class ExistingTableExamplesTests {

	@Autowired
	private DynamoDbClient client;

	@Autowired
	private DaplugTemplate parcels;

	@Autowired
	private DaplugTemplate members;

	// tag::mapper-items
	record Member(String memberId, boolean active, Instant joined, Set<Boolean> answers, Address address,
			long version) {
	}

	record Address(String city, boolean home) {
	}
	// end::mapper-items

	@Test
	void takesItemsOverThatHaveNoVersion() {
		this.client.putItem((put) -> put.tableName("legacy-parcels")
			.item(Map.of("pk", AttributeValue.fromS("PARCEL#17"), "sk", AttributeValue.fromN("1"), "note",
					AttributeValue.fromNul(true))));
		ItemKey key = ItemKey.of("17", 1);
		assertThat(this.parcels.get(key).orElseThrow()).containsEntry("pk", "17").containsEntry("note", null);
		assertThat(this.parcels.update(key, Map.of("weight", 3))).containsEntry("version", BigDecimal.ONE)
			.containsEntry("note", null)
			.containsEntry("weight", new BigDecimal(3));
	}

	@Test
	void readsItemsThatTheMapperOfTheOldSdkStored() {
		this.client.putItem((put) -> put.tableName("members")
			.item(Map.of("memberId", AttributeValue.fromS("m-1"), "active", AttributeValue.fromN("1"), "joined",
					AttributeValue.fromN("1577836800000"), "answers", AttributeValue.fromNs(List.of("0", "1")),
					"address", AttributeValue.fromS("{\"city\":\"Bern\",\"home\":true}"), "version",
					AttributeValue.fromN("3"))));
		assertThat(read(this.members)).isEqualTo(new Member("m-1", true, Instant.parse("2020-01-01T00:00:00Z"),
				Set.of(false, true), new Address("Bern", true), 3));
	}

	@Test
	void findsWhatTheMapperOfTheOldSdkStored() {
		this.client.putItem((put) -> put.tableName("members")
			.item(Map.of("memberId", AttributeValue.fromS("m-2"), "active", AttributeValue.fromN("1"), "joined",
					AttributeValue.fromN("1577836800000"), "version", AttributeValue.fromN("1"))));
		this.client.putItem((put) -> put.tableName("members")
			.item(Map.of("memberId", AttributeValue.fromS("m-3"), "active", AttributeValue.fromN("0"), "joined",
					AttributeValue.fromN("1577836800000"), "version", AttributeValue.fromN("1"))));
		assertThat(active(this.members)).extracting(Member::memberId).contains("m-2").doesNotContain("m-3");
	}

	private static List<Member> active(DaplugTemplate members) {
		// tag::mapper-condition
		// active = true, active = 1, and active = "Y"
		List<Member> active = members.scan((scan) -> scan.filter(attribute("active").isEqualTo(true)), Member.class)
			.list();
		// end::mapper-condition
		return active;
	}

	private static Member read(DaplugTemplate members) {
		// tag::mapper-read
		// stored: active = 1, joined = 1577836800000, answers = {0, 1},
		// address = "{\"city\":\"Bern\",\"home\":true}"
		Member member = members.get(ItemKey.of("m-1"), Member.class).orElseThrow();
		// end::mapper-read
		return member;
	}

}
