package io.daplug.stream.parking;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.guard.ItemVersions;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.record.StoredVersions;
import io.daplug.table.TableDefinition;
import io.daplug.version.SchemaVersionDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes as bytes and back: compressed JSON, with keys and images as they are stored.
 * Bytes may be as deep as they like, other than attributes.
 */
final class ChangeCodec {

	private static final int VERSION = 1;

	/** Holds the version that items had for the application that parked them. */
	private static final String SCHEMA_VERSION = "schemaVersion";

	/** Names of attributes may be longer than Jackson's limit. */
	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNameLength(1 << 20).maxStringLength(1 << 24).build())
			.build())
		.build();

	private final ListenedTables tables;

	ChangeCodec(ListenedTables tables) {
		this.tables = tables;
	}

	/** A key as an attribute. */
	AttributeValue key(ItemKey key) {
		if (key.named()) {
			return AttributeValue
				.fromM(Map.of("named", AttributeValue.fromM(converter().toAttributes(key.attributes()))));
		}
		AttributeValue hash = converter().toAttribute(key.hashValue());
		Object range = key.rangeValue();
		return AttributeValue.fromM(
				(range != null) ? Map.of("hash", hash, "range", converter().toAttribute(range)) : Map.of("hash", hash));
	}

	static ItemKey key(AttributeValue attribute) {
		AttributeValue named = attribute.m().get("named");
		if (named != null) {
			return ItemKey.of(named.m());
		}
		AttributeValue hash = ParkedAttributes.of(attribute.m(), "hash");
		AttributeValue range = attribute.m().get("range");
		return (range != null) ? ItemKey.of(hash, range) : ItemKey.of(hash);
	}

	byte[] write(ItemChange<?> change) {
		ObjectNode tree = MAPPER.createObjectNode();
		tree.put("version", VERSION);
		tree.put("table", change.table());
		tree.put("kind", ChangeKind.of(change).name());
		tree.set("storedKey", AttributeTree.of(key(change.identity().storedKey())));
		tree.put("tenant", change.tenant());
		tree.set("key", AttributeTree.of(key(change.key())));
		SchemaVersionDefinition schemaVersion = schemaVersion(change.table());
		if (schemaVersion != null) {
			tree.put(SCHEMA_VERSION, schemaVersion.current());
		}
		tree.set("old", imageTree(change.oldImage()));
		tree.set("new", imageTree(change.newImage()));
		tree.set("origin", originTree(change.origin()));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream compressed = new GZIPOutputStream(bytes)) {
			MAPPER.writeValue(compressed, tree);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static ObjectNode imageTree(ItemImage<?> image) {
		ObjectNode tree = MAPPER.createObjectNode();
		if (image.isKnown()) {
			tree.set("item", AttributeTree.of(image.item().attributes()));
			return tree;
		}
		return tree.put("missing", (image instanceof ItemImage.None<?>) ? "none" : "unknown");
	}

	private static ObjectNode originTree(ChangeOrigin origin) {
		ObjectNode tree = MAPPER.createObjectNode();
		tree.put("operation", origin.operation().name());
		tree.put("schema", origin.schema());
		tree.put("version", origin.version());
		tree.put("name", origin.name());
		ChangePosition position = origin.position();
		tree.put("source", position.source());
		tree.put("sequence", position.sequence());
		tree.put("time", position.time().toString());
		tree.put("id", position.id());
		return tree;
	}

	/**
	 * Reads a change.
	 * @throws RuntimeException if these are not the bytes of a change
	 */
	ItemChange<?> read(byte[] bytes) {
		JsonNode tree;
		try (InputStream json = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			tree = MAPPER.readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		int version = tree.path("version").intValue();
		if (version != VERSION) {
			throw new IllegalStateException(
					"The parked change is written in form %d, and this version of Daplug reads form %d alone"
						.formatted(version, VERSION));
		}
		String table = text(tree, "table");
		ItemIdentity identity = new ItemIdentity(table, readKey(tree.path("storedKey")), optional(tree, "tenant"));
		return change(tree, identity, this.tables.itemType(identity, anyImage(tree)));
	}

	private @Nullable SchemaVersionDefinition schemaVersion(String table) {
		return this.tables.registry().find(table).map(TableDefinition::schemaVersion).orElse(null);
	}

	/**
	 * An item in the version that the table has now. One that was parked before the table
	 * had versions has the first one.
	 */
	private Map<String, AttributeValue> known(Map<String, AttributeValue> parked, JsonNode tree) {
		ItemVersions versions = this.tables.registry()
			.find(text(tree, "table"))
			.map((definition) -> StoredVersions.of(definition, converter(), this.tables.upcasters()))
			.orElse(null);
		JsonNode version = tree.get(SCHEMA_VERSION);
		if (versions == null || version == null) {
			return (versions != null) ? versions.of(parked) : parked;
		}
		Map<String, AttributeValue> stored = new LinkedHashMap<>(parked);
		stored.put(versions.attribute(), AttributeValue.fromN(version.toString()));
		return versions.of(stored);
	}

	/**
	 * The item as it is after the change, or else before it; empty if neither is known.
	 */
	private static Map<String, AttributeValue> anyImage(JsonNode tree) {
		JsonNode now = tree.path("new").get("item");
		JsonNode item = (now != null) ? now : tree.path("old").get("item");
		return (item != null) ? AttributeTree.attributes(item) : Map.of();
	}

	private <T> ItemChange<T> change(JsonNode tree, ItemIdentity identity, ItemType<T> type) {
		ItemKey key = readKey(tree.path("key"));
		ChangeOrigin origin = origin(tree.path("origin"));
		ItemImage<T> oldImage = image(tree, "old", type);
		ItemImage<T> newImage = image(tree, "new", type);
		return switch (ChangeKind.valueOf(text(tree, "kind"))) {
			case INSERT -> new ItemInserted<>(identity, key, newImage, origin);
			case MODIFY -> new ItemModified<>(identity, key, oldImage, newImage, origin);
			case REMOVE -> new ItemRemoved<>(identity, key, oldImage, origin);
		};
	}

	private static ItemKey readKey(JsonNode tree) {
		return key(AttributeTree.attribute(tree));
	}

	private <T> ItemImage<T> image(JsonNode tree, String name, ItemType<T> type) {
		JsonNode image = tree.path(name);
		JsonNode item = image.get("item");
		if (item != null) {
			return ItemImage.of(new Item<>(known(AttributeTree.attributes(item), tree), type, converter()));
		}
		return "none".equals(text(image, "missing")) ? ItemImage.none() : ItemImage.unknown();
	}

	private static ChangeOrigin origin(JsonNode tree) {
		return new ChangeOrigin(Operation.valueOf(text(tree, "operation")), optional(tree, "schema"),
				optional(tree, "version"), optional(tree, "name"), new ChangePosition(text(tree, "source"),
						text(tree, "sequence"), Instant.parse(text(tree, "time")), optional(tree, "id")));
	}

	private static String text(JsonNode tree, String name) {
		String text = optional(tree, name);
		if (text == null) {
			throw new IllegalStateException("The parked change lacks '%s'".formatted(name));
		}
		return text;
	}

	private static @Nullable String optional(JsonNode tree, String name) {
		JsonNode node = tree.get(name);
		return (node != null && node.isString()) ? node.stringValue() : null;
	}

	private ItemConverter converter() {
		return this.tables.converter();
	}

}
