package io.daplug.singletable;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.DuplicateItemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests types that are told apart by an attribute.
 */
class TypeAttributeIntegrationTests {

	private final String tableName = "t-" + UUID.randomUUID();

	private final SingleTableTemplate table = create();

	private SingleTableTemplate create() {
		TableDefinition table = TableDefinition.named("shapes")
			.tableName(this.tableName)
			.hashKey("pk")
			.rangeKey("sk")
			.build();
		new TableAdministrator(LocalDynamoDb.client()).createIfMissing(table);
		return SingleTableTemplate.of(
				SingleTableDefinition.of(table,
						(types) -> types.types(Circle.class, Square.class, Layer.class).typeAttribute("_type")),
				(typed) -> DaplugTemplate.builder(LocalDynamoDb.client(), typed).build());
	}

	@Test
	void nameOfTheTypeIsStoredAndNotSeen() {
		Layer layer = new Layer("top");
		assertThat(this.table.items(Layer.class).insert(layer)).isEqualTo(layer);
		assertThat(this.table.template().get(ItemKey.of("LN#top", "A")))
			.contains(Map.of("pk", "LN#top", "sk", "A", "name", "top", "_type", "Layer"));
		assertThat(this.table.items(Layer.class).get(ItemKey.of("top"))).contains(layer);
	}

	@Test
	void itemsOfTypesThatShareTheirKeysAreReadAsWhatTheyAre() {
		this.table.items(Circle.class).insert(new Circle("top", 2, 5));
		this.table.items(Square.class).insert(new Square("top", 1, 7));
		this.table.items(Circle.class).insert(new Circle("top", 3, 6));
		ItemCollection collection = this.table.collection(Circle.class, "top");
		assertThat(collection.items(Shape.class)).containsExactly(new Square("top", 1, 7), new Circle("top", 2, 5),
				new Circle("top", 3, 6));
		assertThat(collection.items(Square.class)).containsExactly(new Square("top", 1, 7));
		assertThat(this.table.items(Circle.class).query((query) -> query.hashKey("top")).list())
			.containsExactly(new Circle("top", 2, 5), new Circle("top", 3, 6));
		assertThat(this.table.items(Square.class).count((query) -> query.hashKey("top"))).isOne();
		assertThat(this.table.items(Square.class).scan().list()).containsExactly(new Square("top", 1, 7));
	}

	@Test
	void itemOfAnotherTypeIsNotSeenByItsKey() {
		this.table.items(Circle.class).insert(new Circle("top", 2, 5));
		assertThat(this.table.items(Square.class).get(ItemKey.of("top", 2))).isEmpty();
		assertThat(this.table.items(Circle.class).get(ItemKey.of("top", 2))).isPresent();
		assertThatExceptionOfType(DuplicateItemException.class)
			.isThrownBy(() -> this.table.items(Square.class).insert(new Square("top", 2, 7)));
	}

	@Test
	void itemOfNoTypeThatIsKnownIsHandedOver() {
		put("003", "Triangle");
		put("004", null);
		assertThat(this.table.collection(Circle.class, "top").unknown()).extracting((item) -> item.get("sk"))
			.containsExactly("S#003", "S#004");
		assertThat(this.table.collection(Circle.class, "top").items(Shape.class)).isEmpty();
	}

	private void put(String number, @Nullable String type) {
		Map<String, AttributeValue> item = new HashMap<>(Map.of("pk", AttributeValue.fromS("SHAPE#top"), "sk",
				AttributeValue.fromS("S#" + number), "layer", AttributeValue.fromS("top")));
		if (type != null) {
			item.put("_type", AttributeValue.fromS(type));
		}
		LocalDynamoDb.client().putItem((put) -> put.tableName(this.tableName).item(item));
	}

	sealed interface Shape {

		String layer();

	}

	@ItemType(hashKey = @Key("SHAPE#{layer}"), rangeKey = @Key("S#{number:3}"))
	record Circle(String layer, int number, int radius) implements Shape {

	}

	@ItemType(hashKey = @Key("SHAPE#{layer}"), rangeKey = @Key("S#{number:3}"))
	record Square(String layer, int number, int side) implements Shape {

	}

	@ItemType
	record Layer(String name) {

	}

}
