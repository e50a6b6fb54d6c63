package io.daplug.stream;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemSize;
import io.daplug.table.TableDefinition;
import io.daplug.text.Sha256;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Keeps changes that could not be handled in a table, one item each. The hash key is made
 * of the listener and the change's id, so a change that is parked twice is kept once. If
 * the item would be too large, the images are left out. The table must have a hash key of
 * text and no range key.
 */
public final class TableChangeParking implements ChangeParking {

	/** The attributes of an item besides its hash key. */
	public static final Set<String> ATTRIBUTES = Set.of("listener", "table", "operation", "key", "newItem", "oldItem",
			"cause", "attempts", "sequence", "parkedAt");

	private static final int LONGEST_KEY = 2048;

	private final DynamoDbClient client;

	private final TableDefinition table;

	private final ItemConverter converter;

	private final Clock clock;

	/**
	 * Creates a parking.
	 * @param client sends the items
	 * @param table where to
	 * @param converter writes keys
	 * @param clock tells when a change was parked
	 */
	public TableChangeParking(DynamoDbClient client, TableDefinition table, ItemConverter converter, Clock clock) {
		Assert.isTrue(table.rangeKey() == null,
				() -> "Table '%s' for parked changes must have no range key".formatted(table.name()));
		Assert.isTrue(!ATTRIBUTES.contains(table.hashKey()),
				() -> "The hash key of table '%s' for parked changes must not be one of %s".formatted(table.name(),
						ATTRIBUTES));
		this.client = client;
		this.table = table;
		this.converter = converter;
		this.clock = clock;
	}

	@Override
	public void park(ChangeParked parked) {
		ItemChange<?> change = parked.change();
		Map<String, AttributeValue> item = withoutImages(parked);
		Map<String, AttributeValue> whole = new LinkedHashMap<>(item);
		image(whole, "newItem", change.newImage());
		image(whole, "oldItem", change.oldImage());
		if (ItemSize.of(whole) > ItemSize.LIMIT) {
			put(item);
			return;
		}
		try {
			put(whole);
		}
		catch (AwsServiceException ex) {
			// One level deeper than they were, images may be too deep for DynamoDB.
			if (ex.statusCode() != 400 || ex.isThrottlingException() || whole.size() == item.size()) {
				throw ex;
			}
			put(item);
		}
	}

	private Map<String, AttributeValue> withoutImages(ChangeParked parked) {
		ItemChange<?> change = parked.change();
		Map<String, AttributeValue> item = new LinkedHashMap<>();
		item.put(this.table.hashKey(), AttributeValue.fromS(id(parked)));
		item.put("listener", AttributeValue.fromS(parked.listener()));
		item.put("table", AttributeValue.fromS(change.table()));
		item.put("operation", AttributeValue.fromS(ChangeKind.of(change).name()));
		item.put("key", AttributeValue.fromM(this.converter.toAttributes(attributes(change.key()))));
		item.put("cause", AttributeValue.fromS(parked.cause().toString()));
		item.put("attempts", AttributeValue.fromN(Integer.toString(parked.attempts())));
		item.put("sequence", AttributeValue.fromS(change.origin().sequence()));
		item.put("parkedAt", AttributeValue.fromS(this.clock.instant().toString()));
		this.table.prefixer().addTo(item);
		return item;
	}

	private static Map<String, Object> attributes(ItemKey key) {
		if (key.named()) {
			return key.attributes();
		}
		Object rangeValue = key.rangeValue();
		return (rangeValue != null) ? Map.of("hashKey", key.hashValue(), "rangeKey", rangeValue)
				: Map.of("hashKey", key.hashValue());
	}

	private String id(ChangeParked parked) {
		String id = parked.listener() + "|" + parked.change().changeId();
		AttributeValue stored = this.table.prefixer().add(this.table.hashKey(), AttributeValue.fromS(id));
		return (stored.s().getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY) ? id
				: "sha256|" + Sha256.of(id).hex();
	}

	private static void image(Map<String, AttributeValue> item, String name, ItemImage<?> image) {
		image.known().ifPresent((known) -> item.put(name, AttributeValue.fromM(known.attributes())));
	}

	private void put(Map<String, AttributeValue> item) {
		this.client.putItem((put) -> put.tableName(this.table.tableName()).item(item));
	}

}
