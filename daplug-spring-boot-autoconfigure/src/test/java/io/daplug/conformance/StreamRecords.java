package io.daplug.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of the corpus, read by AWS's own classes, and its records as changes. A record
 * that cannot be a change fails, and later ones of its key with it.
 */
final class StreamRecords {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final String table;

	private final List<Record> records;

	private StreamRecords(String table, List<Record> records) {
		this.table = table;
		this.records = records;
	}

	static StreamRecords of(String table, JsonNode event) {
		try {
			Path file = Files.createTempFile("event", ".json");
			try {
				Files.writeString(file, event.toString());
				return new StreamRecords(table,
						DynamodbEventTransformer.toRecordsV2(EventLoader.loadDynamoDbEvent(file.toString())));
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
	 * Hands the changes over.
	 * @param handler what handles them
	 * @return the answer that Lambda wants
	 */
	Map<String, Object> handle(Function<List<ItemChange<?>>, List<FailedChange>> handler) {
		Set<Integer> failed = new TreeSet<>();
		Set<Map<String, AttributeValue>> broken = new HashSet<>();
		Map<ItemChange<?>, Integer> places = new IdentityHashMap<>();
		List<ItemChange<?>> changes = new ArrayList<>();
		for (int place = 0; place < this.records.size(); place++) {
			Record streamed = this.records.get(place);
			ItemChange<?> change = broken.contains(streamed.dynamodb().keys()) ? null : change(streamed);
			if (change == null) {
				broken.add(streamed.dynamodb().keys());
				failed.add(place);
			}
			else {
				places.put(change, place);
				changes.add(change);
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

	private Map<String, @Nullable Object> failure(int place) {
		Map<String, @Nullable Object> failure = new LinkedHashMap<>();
		failure.put("itemIdentifier", this.records.get(place).dynamodb().sequenceNumber());
		return failure;
	}

	/** A record as a change; null if it has not what a change has. */
	private @Nullable ItemChange<?> change(Record streamed) {
		StreamRecord data = streamed.dynamodb();
		ItemKey key;
		try {
			key = ItemKey.of(data.keys());
		}
		catch (InvalidKeyException ex) {
			return null;
		}
		Instant time = data.approximateCreationDateTime();
		ChangeOrigin origin = new ChangeOrigin(operation(streamed), null, null, null, new ChangePosition("stream",
				(data.sequenceNumber() != null) ? data.sequenceNumber() : "", (time != null) ? time : Instant.EPOCH));
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

	private static Operation operation(Record streamed) {
		return switch (streamed.eventName()) {
			case INSERT -> Operation.INSERT;
			case REMOVE -> Operation.DELETE;
			default -> Operation.UPDATE;
		};
	}

	private static ItemImage<Object> image(Map<String, AttributeValue> image) {
		return ItemImage.of(new Item<>(image, Object.class, CONVERTER));
	}

}
