package io.daplug.singletable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.daplug.expression.Condition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.ItemTransactionTemplate;
import io.daplug.template.WriteTransaction;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ItemTransactionFailedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests types that are told apart by an attribute.
 */
class TypeAttributeIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("top", 2);

	private static final Circle TWO = new Circle("top", 2, 5);

	private final String tableName = "t-" + UUID.randomUUID();

	private final SingleTableTemplate table = create();

	private final ItemOperations<Square> squares = this.table.items(Square.class);

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
	void changesAndUpdatesOfAnItemOfAnotherTypeFindNone() {
		this.table.items(Circle.class).insert(TWO);
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> this.squares.change(KEY, (change) -> change.set("side", 9)));
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> this.squares.update(KEY, Map.of("side", 9)));
		assertStoredAsCircle();
		assertThat(this.table.items(Circle.class).change(KEY, (change) -> change.set("radius", 6)))
			.isEqualTo(new Circle("top", 2, 6));
		assertThat(this.table.items(Circle.class).update(KEY, Map.of("radius", 7))).isEqualTo(new Circle("top", 2, 7));
	}

	@Test
	void deletesLeaveAnItemOfAnotherType() {
		this.table.items(Circle.class).insert(TWO);
		assertThat(this.squares.delete(KEY)).isEmpty();
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(
				() -> this.squares.delete(KEY, (options) -> options.condition(Condition.attribute("radius").exists())))
			.withMessageContaining("is of another type, which has the same keys: '_type' tells them apart");
		assertStoredAsCircle();
		assertThat(this.table.items(Circle.class).delete(KEY)).contains(TWO);
		assertThat(this.squares.delete(KEY)).isEmpty();
	}

	@Test
	void upsertsAndOverwritesDoNotTakeAnItemOfAnotherType() {
		this.table.items(Circle.class).insert(TWO);
		for (ThrowingCallable write : List.<ThrowingCallable>of(
				() -> this.squares.upsert(KEY, (change) -> change.set("side", 9)),
				() -> this.squares.upsert(new Square("top", 2, 9)),
				() -> this.squares.overwrite(new Square("top", 2, 9)))) {
			assertThatExceptionOfType(StaleItemException.class).isThrownBy(write)
				.withMessageContaining("is of another type, which has the same keys: '_type' tells them apart");
		}
		assertStoredAsCircle();
		assertThat(this.squares.upsert(new Square("top", 3, 9))).isEqualTo(new Square("top", 3, 9));
		assertThat(this.squares.overwrite(new Square("top", 3, 8))).isEqualTo(new Square("top", 3, 8));
		assertThat(this.squares.upsert(ItemKey.of("top", 4), (change) -> change.set("side", 1)))
			.isEqualTo(new Square("top", 4, 1));
	}

	@Test
	void transactionsDoNotTakeAnItemOfAnotherType() {
		this.table.items(Circle.class).insert(TWO);
		ItemTransactionOperations transactions = new ItemTransactionTemplate();
		for (Consumer<WriteTransaction> write : List.<Consumer<WriteTransaction>>of(
				(tx) -> tx.change(this.squares, KEY, (change) -> change.set("side", 9)),
				(tx) -> tx.upsert(this.squares, KEY, (change) -> change.set("side", 9)),
				(tx) -> tx.update(this.squares, KEY, Map.of("side", 9)),
				(tx) -> tx.overwrite(this.squares, new Square("top", 2, 9)), (tx) -> tx.delete(this.squares, KEY))) {
			assertThatExceptionOfType(ItemTransactionFailedException.class).isThrownBy(() -> transactions.write(write));
		}
		assertStoredAsCircle();
	}

	@Test
	void changesOfTheNameOfATypeAreRefused() {
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.squares.change(KEY, (change) -> change.set("_type", "Circle")))
			.withMessage(
					"The change names '_type' of table 'shapes', which holds the name of the item's type, and never changes");
		assertThatExceptionOfType(InvalidKeyException.class)
			.isThrownBy(() -> this.table.items(Layer.class)
				.change(ItemKey.of("top"), (change) -> change.set("_type", "Circle")))
			.withMessageContaining("which holds the name of the item's type");
	}

	@Test
	void itemWithoutTheNameOfATypeMayBeOfAny() {
		put("002", null);
		assertThat(this.squares.change(KEY, (change) -> change.set("side", 9))).isEqualTo(new Square("top", 2, 9));
		assertThat(this.squares.delete(KEY)).isPresent();
	}

	private void assertStoredAsCircle() {
		assertThat(this.table.template().get(ItemKey.of("SHAPE#top", "S#002")).orElseThrow())
			.containsOnlyKeys("pk", "sk", "layer", "number", "radius", "_type")
			.containsEntry("_type", "Circle");
		assertThat(this.table.items(Circle.class).get(KEY)).contains(TWO);
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
		Map<String, AttributeValue> item = new HashMap<>(
				Map.of("pk", AttributeValue.fromS("SHAPE#top"), "sk", AttributeValue.fromS("S#" + number), "layer",
						AttributeValue.fromS("top"), "number", AttributeValue.fromN(number)));
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
