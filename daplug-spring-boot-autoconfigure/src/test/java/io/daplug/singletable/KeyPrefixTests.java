package io.daplug.singletable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests which prefixes the keys of types get.
 */
class KeyPrefixTests {

	private static final TableDefinition TABLE = TableDefinition.named("app").hashKey("pk").rangeKey("sk").build();

	@Test
	void prefixIsTheLettersOfTypeAndAttribute() {
		assertThat(prefixes(List.of(), Order.class)).containsExactly(Map.entry("Order.order_id", "OO"));
		assertThat(definition(Order.class).type(Order.class).hashKey()).hasToString("OO#{order_id}");
	}

	@Test
	void prefixesGrowUntilTheyAreUnique() {
		assertThat(prefixes(List.of(), Command.class, Client.class, Cart.class)).containsOnly(
				Map.entry("Cart.code", "CC"), Map.entry("Client.code", "CCO"), Map.entry("Command.code", "CCOD"),
				Map.entry("Command.date", "CD"));
	}

	@Test
	void hashKeyComesBeforeTheRangeKeyOfItsType() {
		assertThat(prefixes(List.of(), Booking.class)).containsOnly(Map.entry("Booking.customer", "BC"),
				Map.entry("Booking.city", "BCI"));
	}

	@Test
	void prefixesAreMadeOfAllCharacters() {
		assertThat(prefixes(List.of(new KeyPrefix("Owner", "o", "OO")), Owner.class))
			.containsExactly(Map.entry("Owner.o_id", "OO_"));
	}

	@Test
	void orderOfTypesMakesNoDifference() {
		List<Class<?>> types = new ArrayList<>(
				List.of(Command.class, Client.class, Cart.class, Order.class, Offer.class));
		Map<String, String> expected = prefixes(List.of(), types.toArray(Class<?>[]::new));
		Random random = new Random(7);
		for (int i = 0; i < 20; i++) {
			Collections.shuffle(types, random);
			assertThat(prefixes(List.of(), types.toArray(Class<?>[]::new))).isEqualTo(expected);
		}
	}

	@Test
	void heldPrefixesStayWhateverComesBeside() {
		List<KeyPrefix> held = definition(Command.class).prefixes();
		assertThat(held).contains(new KeyPrefix("Command", "code", "CC"));
		assertThat(prefixes(held, Command.class, Cart.class, Client.class)).contains(Map.entry("Command.code", "CC"),
				Map.entry("Cart.code", "CCO"), Map.entry("Client.code", "CCOD"));
	}

	@Test
	void prefixOfATypeThatIsGoneIsNotGivenAway() {
		List<KeyPrefix> held = List.of(new KeyPrefix("Gone", "code", "CC"));
		assertThat(prefixes(held, Cart.class)).containsExactly(Map.entry("Cart.code", "CCO"));
	}

	@Test
	void generatedPrefixIsNeverOneThatWasGiven() {
		ItemTypeDefinition given = ItemTypeDefinition.of(Order.class,
				(type) -> type.hashKey((key) -> key.prefix("CC")));
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE,
				(types) -> types.types(Cart.class).type(given));
		assertThat(definition.type(Order.class).hashKey()).hasToString("CC#{order_id}");
		assertThat(definition.type(Cart.class).hashKey()).hasToString("CCO#{code}");
	}

	@Test
	void prefixThatIsSwitchedOffIsKeptForItsAttribute() {
		ItemTypeDefinition off = ItemTypeDefinition.of(Offer.class,
				(type) -> type.hashKey(KeyDefinition.Builder::unprefixed).rangeKey((key) -> key.prefix("OFFER")));
		SingleTableDefinition definition = SingleTableDefinition.of(TABLE,
				(types) -> types.types(Order.class).type(off));
		assertThat(definition.type(Offer.class).hashKey()).hasToString("{owner}");
		assertThat(definition.type(Offer.class).rangeKey()).hasToString("OFFER");
		assertThat(definition.type(Order.class).hashKey()).hasToString("OOR#{order_id}");
	}

	@Test
	void emptyPrefixLeavesTheSeparator() {
		ItemTypeDefinition empty = ItemTypeDefinition.of(Order.class, (type) -> type.hashKey((key) -> key.prefix("")));
		assertThat(SingleTableDefinition.of(TABLE, (types) -> types.type(empty)).type(Order.class).hashKey())
			.hasToString("#{order_id}");
	}

	@Test
	void nameOfTheTypeIsWhatPrefixesAreMadeOf() {
		ItemTypeDefinition named = ItemTypeDefinition.of(Order.class, (type) -> type.name("invoice"));
		assertThat(SingleTableDefinition.of(TABLE, (types) -> types.type(named)).type(Order.class).hashKey())
			.hasToString("IO#{order_id}");
	}

	@Test
	void neverMakesAPrefixOfNothing() {
		assertThatExceptionOfType(SingleTableDefinitionException.class)
			.isThrownBy(() -> definition(Alpha.class, Avid.class, Apex.class))
			.withMessage("Type 'Avid' (" + Avid.class.getName() + ") cannot be kept in table 'app': "
					+ "all prefixes that can be made for 'id' are taken. Give the key a prefix of its own")
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo(Avid.class))
			.satisfies((ex) -> assertThat(ex.attribute()).isEqualTo("id"));
	}

	private static SingleTableDefinition definition(Class<?>... types) {
		return SingleTableDefinition.of(TABLE, (definition) -> definition.types(types));
	}

	private static Map<String, String> prefixes(List<KeyPrefix> held, Class<?>... types) {
		return SingleTableDefinition.of(TABLE, (definition) -> definition.types(types).held(held))
			.prefixes()
			.stream()
			.collect(Collectors.toMap((prefix) -> prefix.type() + "." + prefix.attribute(), KeyPrefix::prefix));
	}

	@ItemType
	record Order(String order_id, String customer) {
	}

	@ItemType
	record Offer(String owner) {
	}

	@ItemType(rangeKey = @Key("date"))
	record Command(String code, String date) {
	}

	@ItemType
	record Client(String code) {
	}

	@ItemType
	record Cart(String code) {
	}

	@ItemType
	record Alpha(String id) {
	}

	@ItemType
	record Avid(String id) {
	}

	@ItemType(rangeKey = @Key("city"))
	record Booking(String customer, String city) {
	}

	@ItemType
	record Owner(String o_id) {
	}

	@ItemType
	record Apex(String id) {
	}

}
