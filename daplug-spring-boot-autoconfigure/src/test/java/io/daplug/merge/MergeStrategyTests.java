package io.daplug.merge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link MergeStrategy}.
 */
class MergeStrategyTests {

	private final MergeStrategy deep = MergeStrategy.deep();

	@Test
	void mergesMapsKeyByKey() {
		assertThat(this.deep.merge(item("net", map("mtu", number("1500"), "ip", text("10.0.0.5"))),
				item("net", map("mtu", number("9000")))))
			.isEqualTo(item("net", map("mtu", number("9000"), "ip", text("10.0.0.5"))));
	}

	@Test
	void addsWhatAListLacksByValue() {
		assertThat(this.deep.merge(item("levels", list(number("1.5"), text("a"))),
				item("levels", list(number("1.50"), text("b"), text("b"), text("a")))))
			.isEqualTo(item("levels", list(number("1.5"), text("a"), text("b"))));
	}

	@Test
	void tellsBooleansFromNumbers() {
		assertThat(
				this.deep.merge(item("flags", list(number("1"))), item("flags", list(AttributeValue.fromBool(true)))))
			.isEqualTo(item("flags", list(number("1"), AttributeValue.fromBool(true))));
	}

	@Test
	void removesEveryListedElementWhereverItStands() {
		MergeStrategy remove = MergeStrategy.deep(ListMerge.REMOVE, MapMerge.UPSERT);
		assertThat(remove.merge(item("zones", list(text("x"), text("hall"), text("hall"), text("yard"), text("hall"))),
				item("zones", list(text("hall"), text("yard")))))
			.isEqualTo(item("zones", list(text("x"))));
	}

	@Test
	void comparesElementsOfAnyTypeByValue() {
		AttributeValue nothing = AttributeValue.fromNul(true);
		AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromUtf8String("a"));
		AttributeValue stored = list(map("n", number("1.0"), "l", list(text("a"), nothing)),
				AttributeValue.fromNs(List.of("1", "2.50")), AttributeValue.fromSs(List.of("x", "y")), list(text("1")),
				bytes, text("a"), number("100"));
		AttributeValue same = list(map("l", list(text("a"), nothing), "n", number("1")),
				AttributeValue.fromNs(List.of("2.5", "1.0")), AttributeValue.fromSs(List.of("y", "x")), list(text("1")),
				bytes, text("a"), number("1E+2"));
		AttributeValue others = list(map("n", text("1"), "l", list(text("a"), nothing)),
				AttributeValue.fromSs(List.of("1", "2.50")), list(text("x"), text("y")), list(number("1")),
				list(list()), text("YQ=="), text("100"), nothing, list(text("1"), text("")), map());
		MergeStrategy remove = MergeStrategy.deep(ListMerge.REMOVE, MapMerge.UPSERT);
		assertThat(this.deep.merge(item("v", stored), item("v", same))).isEqualTo(item("v", stored));
		assertThat(remove.merge(item("v", stored), item("v", same))).isEqualTo(item("v", list()));
		assertThat(remove.merge(item("v", stored), item("v", others))).isEqualTo(item("v", stored));
	}

	/** D39: comparing each with each would be ten thousand million comparisons. */
	@ParameterizedTest
	@ValueSource(strings = { "number", "map", "list" })
	void mergesLongListsInLinearTime(String kind) {
		AttributeValue stored = elements(kind, 0, 100_000);
		AttributeValue patch = elements(kind, 50_000, 150_000);
		MergeStrategy remove = MergeStrategy.deep(ListMerge.REMOVE, MapMerge.UPSERT);
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			assertThat(this.deep.merge(item("v", stored), item("v", patch))).hasEntrySatisfying("v",
					(merged) -> assertThat(merged.l()).hasSize(150_000));
			assertThat(remove.merge(item("v", stored), item("v", patch))).hasEntrySatisfying("v",
					(merged) -> assertThat(merged.l()).hasSize(50_000));
		});
	}

	private static AttributeValue elements(String kind, int from, int to) {
		return AttributeValue.fromL(IntStream.range(from, to).mapToObj((i) -> switch (kind) {
			case "map" -> map("id", number(String.valueOf(i)));
			case "list" -> list(text((i % 2 == 0) ? "AaBB" : "BBAa"), number(String.valueOf(i)));
			default -> number(i + ".50");
		}).toList());
	}

	@Test
	void removesNothingFromWhatIsNotStored() {
		MergeStrategy remove = MergeStrategy.deep(ListMerge.REMOVE, MapMerge.UPSERT);
		assertThat(remove.merge(item("a", text("1")), item("zones", list(text("hall")))))
			.isEqualTo(item("a", text("1")));
	}

	@Test
	void replacesListsWhole() {
		MergeStrategy replace = MergeStrategy.deep(ListMerge.REPLACE, MapMerge.UPSERT);
		assertThat(replace.merge(item("zones", list(text("hall"))), item("zones", list())))
			.isEqualTo(item("zones", list()));
	}

	@Test
	void replacesSetsAndValuesOfOtherTypes() {
		Map<String, AttributeValue> stored = item("labels", AttributeValue.fromSs(List.of("a", "b")));
		assertThat(this.deep.merge(stored, item("labels", AttributeValue.fromSs(List.of("c")))))
			.isEqualTo(item("labels", AttributeValue.fromSs(List.of("c"))));
		assertThat(this.deep.merge(stored, item("labels", list(text("c"))))).isEqualTo(item("labels", list(text("c"))));
	}

	@Test
	void removesWhatThePatchNamesDownToTheKeysItNames() {
		MergeStrategy remove = MergeStrategy.deep(ListMerge.ADD, MapMerge.REMOVE);
		Map<String, AttributeValue> stored = new LinkedHashMap<>(item("net", map("ip", text("x"), "mtu", number("1"))));
		stored.put("name", text("cam"));
		assertThat(remove.merge(stored, item("net", map("ip", number("1")))))
			.isEqualTo(Map.of("net", map("mtu", number("1")), "name", text("cam")));
		assertThat(remove.merge(stored, item("net", number("1")))).isEqualTo(item("name", text("cam")));
	}

	@Test
	void leavesAnEmptyMapWhenItsLastKeyIsRemoved() {
		MergeStrategy remove = MergeStrategy.deep(ListMerge.ADD, MapMerge.REMOVE);
		assertThat(remove.merge(item("net", map("ip", text("x"))), item("net", map("ip", number("1")))))
			.isEqualTo(item("net", AttributeValue.fromM(Map.of())));
	}

	@Test
	void changesNeitherSide() {
		Map<String, AttributeValue> stored = item("zones", list(text("hall")));
		Map<String, AttributeValue> patch = item("zones", list(text("yard")));
		this.deep.merge(stored, patch).put("more", text("x"));
		assertThat(stored).isEqualTo(item("zones", list(text("hall"))));
		assertThat(patch).isEqualTo(item("zones", list(text("yard"))));
	}

	@Test
	@SuppressWarnings("NullAway") // what a caller without null checks can do
	void refusesMissingRules() {
		assertThatIllegalArgumentException().isThrownBy(() -> MergeStrategy.deep(null, MapMerge.UPSERT))
			.withMessageContaining("'lists'");
	}

	private static Map<String, AttributeValue> item(String name, AttributeValue value) {
		return Map.of(name, value);
	}

	private static AttributeValue map(Object... entries) {
		Map<String, AttributeValue> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) entries[i], (AttributeValue) entries[i + 1]);
		}
		return AttributeValue.fromM(map);
	}

	private static AttributeValue list(AttributeValue... elements) {
		return AttributeValue.fromL(List.of(elements));
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

	private static AttributeValue number(String number) {
		return AttributeValue.fromN(number);
	}

}
