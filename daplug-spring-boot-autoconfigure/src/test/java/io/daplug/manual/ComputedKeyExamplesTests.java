package io.daplug.manual;

import java.util.List;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.DuplicateItemException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's examples of keys that the configuration composes of attributes.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/computed-keys.yml", "daplug.local.enabled=true" })
class ComputedKeyExamplesTests {

	@Autowired
	private DynamoDbClient client;

	@Autowired
	private DaplugTemplate devices;

	private Map<String, AttributeValue> stored(String pk, String sk) {
		return this.client
			.getItem((get) -> get.tableName("devices")
				.key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
				.consistentRead(true))
			.item();
	}

	@Test
	void composesKeysOfAttributes() {
		// tag::computed-keys-use
		devices.insert(Map.of("site", "graz", "device", "d-1", "state", "open")); // SITE#graz
		Map<String, Object> device = devices.get(ItemKey.of("graz", "d-1")).orElseThrow();
		List<Map<String, Object>> atSite = devices.query((query) -> query.hashKey("graz").rangePrefix("d-")).list();
		devices.update(ItemKey.of("graz", "d-1"), Map.of("state", "closed")); // STATE#closed
		// end::computed-keys-use
		assertThat(device).isEqualTo(Map.of("site", "graz", "device", "d-1", "state", "open"));
		assertThat(atSite).containsExactly(device);
		assertThat(stored("SITE#graz", "DEVICE#d-1")).containsEntry("statePk", AttributeValue.fromS("STATE#closed"))
			.containsEntry("site", AttributeValue.fromS("graz"));
	}

	@Test
	void readsAttributesOutOfKeys() {
		devices.insert(Map.of("site", "linz", "device", "d-2", "state", "broken", "note", "wet"));
		// tag::computed-keys-index
		List<Map<String, Object>> broken = devices.query((query) -> query.index("by-state").hashKey("broken")).list();
		// end::computed-keys-index
		assertThat(broken).containsExactly(Map.of("site", "linz", "device", "d-2", "state", "broken"));
	}

	@Test
	void readsItemsThatOthersStoredWithKeysAlone() {
		this.client.putItem((put) -> put.tableName("devices")
			.item(Map.of("pk", AttributeValue.fromS("SITE#wien"), "sk", AttributeValue.fromS("DEVICE#d-3"), "note",
					AttributeValue.fromS("old"))));
		ItemKey key = ItemKey.of("wien", "d-3");
		assertThat(this.devices.get(key)).contains(Map.of("site", "wien", "device", "d-3", "note", "old"));
		this.devices.update(key, Map.of("note", "new"));
		assertThat(stored("SITE#wien", "DEVICE#d-3")).containsEntry("site", AttributeValue.fromS("wien"))
			.containsEntry("note", AttributeValue.fromS("new"));
		assertThat(this.devices.delete(key)).contains(Map.of("site", "wien", "device", "d-3", "note", "new"));
	}

	@Test
	void leavesItemsThatLackAnAttributeOutOfTheIndex() {
		this.devices.insert(Map.of("site", "graz", "device", "d-4"));
		assertThat(stored("SITE#graz", "DEVICE#d-4")).doesNotContainKey("statePk");
		this.devices.change(ItemKey.of("graz", "d-4"), (change) -> change.set("state", "lost"));
		assertThat(this.devices.query((query) -> query.index("by-state").hashKey("lost")).list()).hasSize(1);
		this.devices.change(ItemKey.of("graz", "d-4"), (change) -> change.remove("state"));
		assertThat(this.devices.query((query) -> query.index("by-state").hashKey("lost")).list()).isEmpty();
	}

	@Test
	void refusesItemsThatLackAnAttributeOfTheKey() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.devices.insert(Map.of("site", "graz", "state", "open")))
			.withMessageContaining("'device' is missing, of which 'sk' is composed");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.devices.get(ItemKey.of(Map.of("site", "graz"))))
			.withMessageContaining("'device' is missing");
	}

	@Test
	void takesStoredKeysWhereAnItemMayBeCreated() {
		ItemKey stored = ItemKey.of(Map.of("pk", "SITE#graz", "sk", "DEVICE#d-5"));
		this.devices.upsert(stored, (change) -> change.set("note", "made"));
		assertThat(this.devices.get(stored)).contains(Map.of("site", "graz", "device", "d-5", "note", "made"));
		assertThat(stored("SITE#graz", "DEVICE#d-5")).containsKeys("site", "device");
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> this.devices.insert(Map.of("site", "graz", "device", "d-5")));
	}

}
