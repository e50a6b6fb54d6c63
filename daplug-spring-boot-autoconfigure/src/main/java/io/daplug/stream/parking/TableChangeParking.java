package io.daplug.stream.parking;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.dynamodb.DynamoDbAccessException;
import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemSize;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TableRegistry;
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

	private final DynamoDbRequests requests;

	private final TableDefinition table;

	private final TableRegistry tables;

	private final ItemConverter converter;

	private final Clock clock;

	/**
	 * Creates a parking.
	 * @param client sends the items
	 * @param table where to
	 * @param tables the tables of the changes, which name the attributes of their keys
	 * @param converter writes keys
	 * @param clock tells when a change was parked
	 */
	public TableChangeParking(DynamoDbClient client, TableDefinition table, TableRegistry tables,
			ItemConverter converter, Clock clock) {
		Assert.isTrue(table.rangeKey() == null,
				() -> "Table '%s' for parked changes must have no range key".formatted(table.name()));
		Assert.isTrue(!ATTRIBUTES.contains(table.hashKey()),
				() -> "The hash key of table '%s' for parked changes must not be one of %s".formatted(table.name(),
						ATTRIBUTES));
		this.requests = new DynamoDbRequests(client, table.name(), table.tableName());
		this.table = table;
		this.tables = tables;
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
		catch (DynamoDbAccessException ex) {
			// One level deeper than they were, images may be too deep for DynamoDB.
			boolean refused = ex.getCause() instanceof AwsServiceException answer && answer.statusCode() == 400;
			if (!refused || whole.size() == item.size()) {
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
		item.put("key", AttributeValue.fromM(this.converter.toAttributes(key(change))));
		item.put("cause", AttributeValue.fromS(parked.cause().toString()));
		item.put("attempts", AttributeValue.fromN(Integer.toString(parked.attempts())));
		item.put("sequence", AttributeValue.fromS(change.origin().sequence()));
		item.put("parkedAt", AttributeValue.fromS(this.clock.instant().toString()));
		this.table.prefixer().addTo(item);
		return item;
	}

	private Map<String, Object> key(ItemChange<?> change) {
		return TableKeys.named(this.tables.require(change.table()), change.key());
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
		this.requests.send("park",
				(client) -> client.putItem((put) -> put.tableName(this.table.tableName()).item(item)));
	}

}
