package io.daplug.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.transformers.v2.DynamodbEventTransformer;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event of the corpus, read by AWS's own classes, and its records as changes. A record
 * that cannot be a change fails, and later ones of its key with it.
 */
final class StreamRecords {

	private static final String RECORDS = "Records";

	private static final String BODY = "dynamodb";

	private static final String TIME = "ApproximateCreationDateTime";

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final String table;

	private final List<JsonNode> records;

	private StreamRecords(String table, List<JsonNode> records) {
		this.table = table;
		this.records = records;
	}

	static StreamRecords of(String table, JsonNode event) {
		JsonNode records = event.path(RECORDS);
		if (!records.isArray() && !records.isMissingNode() && !records.isNull()) {
			throw new NotExpressibleException(RECORDS);
		}
		return new StreamRecords(table, List.copyOf(records.values()));
	}

	/**
	 * Hands the changes over.
	 * @param handler what handles them
	 * @return the answer that Lambda wants
	 */
	Map<String, Object> handle(Function<List<ItemChange<?>>, List<FailedChange>> handler) {
		Set<Integer> failed = new TreeSet<>();
		Set<JsonNode> broken = new HashSet<>();
		Map<ItemChange<?>, Integer> places = new IdentityHashMap<>();
		List<ItemChange<?>> changes = new ArrayList<>();
		for (int place = 0; place < this.records.size(); place++) {
			JsonNode streamed = this.records.get(place);
			JsonNode keys = streamed.path(BODY).path("Keys");
			ItemChange<?> change = broken.contains(keys) ? null : change(streamed);
			if (change != null) {
				places.put(change, place);
				changes.add(change);
			}
			else {
				failed.add(place);
				if (keys.isObject()) {
					broken.add(keys);
				}
			}
		}
		handler.apply(changes).forEach((failure) -> failed.add(place(places, failure)));
		return Map.of("batchItemFailures", failed.stream().map(this::failure).toList());
	}

	private static int place(Map<ItemChange<?>, Integer> places, FailedChange failure) {
		Integer place = places.get(failure.change());
		if (place == null) {
			throw new IllegalStateException("A change failed that was not handed over");
		}
		return place;
	}

	/** A record is reported by its sequence number, if it has one. */
	private Map<String, @Nullable Object> failure(int place) {
		Map<String, @Nullable Object> failure = new LinkedHashMap<>();
		failure.put("itemIdentifier", CorpusValues.plain(this.records.get(place).path(BODY).path("SequenceNumber")));
		return failure;
	}

	/**
	 * A record as a change; null if it has not what a change has: an event name that
	 * there is, a body, keys, and an image of the item where there is an item.
	 */
	private @Nullable ItemChange<?> change(JsonNode json) {
		Record streamed = read(json);
		if (streamed == null || streamed.eventName() == null || streamed.dynamodb() == null) {
			return null;
		}
		StreamRecord data = streamed.dynamodb();
		ItemKey key;
		try {
			key = ItemKey.of(data.keys());
		}
		catch (InvalidKeyException ex) {
			return null;
		}
		ChangeOrigin origin = origin(streamed.eventName(), data);
		ItemIdentity identity = new ItemIdentity(this.table, key);
		ItemImage<Object> oldImage = data.hasOldImage() ? image(data.oldImage()) : ItemImage.unknown();
		ItemImage<Object> newImage = data.hasNewImage() ? image(data.newImage()) : ItemImage.unknown();
		return switch (streamed.eventName()) {
			case INSERT -> newImage.isKnown() ? new ItemInserted<>(identity, key, newImage, origin) : null;
			case MODIFY -> newImage.isKnown() ? new ItemModified<>(identity, key, oldImage, newImage, origin) : null;
			case REMOVE -> new ItemRemoved<>(identity, key, oldImage, origin);
			default -> null;
		};
	}

	/** A record as AWS's own classes read it; null if they cannot. */
	private static @Nullable Record read(JsonNode json) {
		if (!json.path(BODY).isObject()) {
			return null;
		}
		ObjectNode event = Corpus.JSON.createObjectNode();
		event.putArray(RECORDS).add(essence(json));
		try {
			Path file = Files.createTempFile("event", ".json");
			try {
				Files.writeString(file, event.toString());
				return DynamodbEventTransformer.toRecordsV2(EventLoader.loadDynamoDbEvent(file.toString())).get(0);
			}
			catch (RuntimeException ex) {
				return null;
			}
			finally {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What a record says of its change. AWS's classes insist on a time after the epoch,
	 * which says nothing of the change.
	 */
	private static ObjectNode essence(JsonNode json) {
		JsonNode given = json.path(BODY);
		ObjectNode essence = Corpus.JSON.createObjectNode();
		essence.set("eventName", json.path("eventName"));
		ObjectNode body = essence.putObject(BODY);
		body.put(TIME,
				given.path(TIME).isNumber() ? given.path(TIME).decimalValue().max(BigDecimal.ONE) : BigDecimal.ONE);
		for (String member : List.of("Keys", "OldImage", "NewImage", "SequenceNumber")) {
			if (given.hasNonNull(member)) {
				body.set(member, given.path(member));
			}
		}
		return essence;
	}

	private static ChangeOrigin origin(OperationType eventName, StreamRecord data) {
		Operation operation = switch (eventName) {
			case INSERT -> Operation.INSERT;
			case REMOVE -> Operation.DELETE;
			default -> Operation.UPDATE;
		};
		Instant time = data.approximateCreationDateTime();
		return new ChangeOrigin(operation, null, null, null, new ChangePosition("stream",
				(data.sequenceNumber() != null) ? data.sequenceNumber() : "", (time != null) ? time : Instant.EPOCH));
	}

	private static ItemImage<Object> image(Map<String, AttributeValue> image) {
		return ItemImage.of(new Item<>(image, Object.class, CONVERTER));
	}

}
