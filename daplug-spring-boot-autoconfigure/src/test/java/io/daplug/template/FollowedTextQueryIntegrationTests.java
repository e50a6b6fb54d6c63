package io.daplug.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import io.daplug.expression.RangeKeyCondition;
import io.daplug.key.KeyComponent;
import io.daplug.key.KeyTemplate;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.daplug.expression.RangeKeyCondition.atLeast;
import static io.daplug.expression.RangeKeyCondition.atMost;
import static io.daplug.expression.RangeKeyCondition.between;
import static io.daplug.expression.RangeKeyCondition.equalTo;
import static io.daplug.expression.RangeKeyCondition.greaterThan;
import static io.daplug.expression.RangeKeyCondition.lessThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Ranges of a part of the range key that more text follows.
 */
class FollowedTextQueryIntegrationTests {

	private static final List<String> CITIES = List.of("New", "New York", "Newark", "New!", "New%", "New$", "New:",
			"New5", "Ne", "x#y", "x$", "x%", "x:", "x5", "ä", "Ü\uD83D\uDE00", "\uFF0C", "A", "#", "%", " ");

	/** A house, whose range key is of a city and a number. */
	record House(String id, String city, int no) {

	}

	/** A flat, whose range key is of its number and a text. */
	record Flat(String id, int no, String door) {

	}

	/** A place, whose range key is its city. */
	record Place(String id, String city) {

	}

	@ParameterizedTest
	@ValueSource(strings = { "#", ":", "::", " ", "/", "~", "\uFF0C", "!%" })
	void hasThoseItemsWhoseValuesAreInTheRange(String separator) {
		ItemOperations<House> houses = SharedTable.create()
			.template((table) -> table.itemType(House.class)
				.computedKey("pk", KeyTemplate.parse("H#{id}"))
				.computedKey("sk",
						KeyTemplate.of("C#", separator, List.of(KeyComponent.plain("city"), KeyComponent.text("no")))))
			.as(House.class);
		CITIES.forEach((city) -> houses.insert(new House("h", city, 1)));
		assertThat(cities(houses, greaterThan(""))).containsExactlyInAnyOrderElementsOf(CITIES);
		for (String bound : CITIES) {
			assertThat(cities(houses, lessThan(bound))).as("less than '%s'", bound)
				.containsExactlyInAnyOrderElementsOf(those((city) -> compare(city, bound) < 0));
			assertThat(cities(houses, atMost(bound))).as("at most '%s'", bound)
				.containsExactlyInAnyOrderElementsOf(those((city) -> compare(city, bound) <= 0));
			assertThat(cities(houses, greaterThan(bound))).as("greater than '%s'", bound)
				.containsExactlyInAnyOrderElementsOf(those((city) -> compare(city, bound) > 0));
			assertThat(cities(houses, atLeast(bound))).as("at least '%s'", bound)
				.containsExactlyInAnyOrderElementsOf(those((city) -> compare(city, bound) >= 0));
			assertThat(cities(houses, between(bound, bound + "z"))).as("from '%s'", bound)
				.containsExactlyInAnyOrderElementsOf(
						those((city) -> compare(city, bound) >= 0 && compare(city, bound + "z") <= 0));
		}
	}

	@Test
	void hasNumbersByTheirValues() {
		ItemOperations<Flat> flats = SharedTable.create()
			.template((table) -> table.itemType(Flat.class)
				.computedKey("pk", KeyTemplate.parse("H#{id}"))
				.computedKey("sk", KeyTemplate.parse("F#{no}#{door}")))
			.as(Flat.class);
		List.of(1, 2, 9, 10, 100).forEach((no) -> flats.insert(new Flat("h", no, "a")));
		assertThat(flats.query((query) -> query.hashKey("h").rangeKey(atLeast(9))).list()).extracting(Flat::no)
			.containsExactlyInAnyOrder(9, 10, 100);
		assertThat(flats.query((query) -> query.hashKey("h").rangeKey(between(2, 10))).list()).extracting(Flat::no)
			.containsExactlyInAnyOrder(2, 9, 10);
		assertThat(flats.query((query) -> query.hashKey("h").rangeKey(equalTo(10), lessThan("b"))).list())
			.extracting(Flat::no)
			.containsExactly(10);
	}

	@Test
	void fillsPagesAndCountsWithThoseItems() {
		ItemOperations<House> houses = SharedTable.create()
			.template((table) -> table.itemType(House.class)
				.computedKey("pk", KeyTemplate.parse("H#{id}"))
				.computedKey("sk", KeyTemplate.parse("C#{city}#{no:3}")))
			.as(House.class);
		for (int i = 0; i < 5; i++) {
			houses.insert(new House("h", "New", i));
			houses.insert(new House("h", "New York", i));
		}
		assertThat(houses.query((query) -> query.hashKey("h").rangeKey(greaterThan("New"))).count()).isEqualTo(5);
		List<House> read = new ArrayList<>();
		String token = null;
		do {
			Page<House> page = houses.query((query) -> query.hashKey("h").rangeKey(lessThan("New York")))
				.page(new PageRequest(2, token));
			read.addAll(page.items());
			token = page.nextToken();
		}
		while (token != null);
		assertThat(read).extracting(House::no).containsExactly(0, 1, 2, 3, 4);
		assertThat(read).extracting(House::city).containsOnly("New");
	}

	@Test
	void refusesARangeOfNothing() {
		ItemOperations<House> houses = SharedTable.create()
			.template((table) -> table.itemType(House.class)
				.computedKey("pk", KeyTemplate.parse("H#{id}"))
				.computedKey("sk", KeyTemplate.parse("{city}#{no}")))
			.as(House.class);
		ItemOperations<Place> places = SharedTable.create()
			.template((table) -> table.itemType(Place.class)
				.computedKey("pk", KeyTemplate.parse("H#{id}"))
				.computedKey("sk", KeyTemplate.of("", "#", List.of(KeyComponent.text("city")))))
			.as(Place.class);
		for (ItemOperations<?> items : List.of(houses, places)) {
			assertRefused(items, lessThan(""));
			assertRefused(items, between("b", "a"));
		}
	}

	private static void assertRefused(ItemOperations<?> items, RangeKeyCondition range) {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> items.query((query) -> query.hashKey("h").rangeKey(range)).list())
			.withMessageContaining("Nothing is between the bounds that the query sets for 'city'");
	}

	private static List<String> cities(ItemOperations<House> houses, RangeKeyCondition range) {
		return houses.query((query) -> query.hashKey("h").rangeKey(range)).stream().map(House::city).toList();
	}

	private static List<String> those(Predicate<String> asked) {
		return CITIES.stream().filter(asked).toList();
	}

	/** Compares texts as DynamoDB does. */
	private static int compare(String left, String right) {
		return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
	}

}
