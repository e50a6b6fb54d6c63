package io.daplug.item;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link LazyMap}. */
class LazyMapTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private final Map<String, AttributeValue> attributes = Collections.unmodifiableMap(attributes());

	private final Map<String, @Nullable Object> lazy = this.converter.lazyMap(this.attributes);

	private final Map<String, @Nullable Object> eager = this.converter.toMap(this.attributes);

	private static Map<String, AttributeValue> attributes() {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>();
		attributes.put("id", AttributeValue.fromS("a"));
		attributes.put("total", AttributeValue.fromN("12.5"));
		attributes.put("note", AttributeValue.fromNul(true));
		attributes.put("address", AttributeValue.fromM(Map.of("city", AttributeValue.fromS("Ulm"))));
		attributes.put("tags", AttributeValue.fromL(List.of(AttributeValue.fromS("x"))));
		return attributes;
	}

	@Test
	void readsTheAttributesWhenLookedAtAndNotBefore() {
		Map<String, AttributeValue> changing = attributes();
		Map<String, @Nullable Object> map = this.converter.lazyMap(changing);
		changing.put("id", AttributeValue.fromS("b"));
		assertThat(map).containsEntry("id", "b");
		changing.put("id", AttributeValue.fromS("c"));
		assertThat(map).containsEntry("id", "b");
	}

	@Test
	void answersAsTheMapThatIsReadAtOnce() {
		assertThat(this.lazy.size()).isEqualTo(5);
		assertThat(this.lazy.isEmpty()).isFalse();
		assertThat(this.lazy.get("total")).isEqualTo(new BigDecimal("12.5"));
		assertThat(this.lazy.get("note")).isNull();
		assertThat(this.lazy.containsKey("note")).isTrue();
		assertThat(this.lazy.get("missing")).isNull();
		assertThat(this.lazy.containsKey("missing")).isFalse();
		assertThat(this.lazy.containsValue(null)).isTrue();
		assertThat(this.lazy.getOrDefault("missing", 1)).isEqualTo(1);
		assertThat(this.lazy.getOrDefault("note", 1)).isNull();
		assertThat(this.lazy.keySet()).containsExactly("id", "total", "note", "address", "tags");
		assertThat(new ArrayList<>(this.lazy.values())).isEqualTo(new ArrayList<>(this.eager.values()));
		List<String> names = new ArrayList<>();
		this.lazy.forEach((name, value) -> names.add(name));
		assertThat(names).containsExactlyElementsOf(this.eager.keySet());
	}

	@Test
	void equalsOtherMapsBothWays() {
		assertThat(this.lazy).isEqualTo(this.eager)
			.hasSameHashCodeAs(this.eager)
			.hasToString(this.eager.toString())
			.isEqualTo(this.converter.lazyMap(this.attributes));
		assertThat(this.eager).isEqualTo(this.lazy);
		this.lazy.put("id", "b");
		assertThat(this.lazy).isNotEqualTo(this.eager);
		assertThat(this.eager).isNotEqualTo(this.lazy);
	}

	static Stream<Consumer<Map<String, @Nullable Object>>> changes() {
		return Stream.of((map) -> map.put("more", null), (map) -> map.put("id", "b"), (map) -> map.remove("note"),
				(map) -> map.remove("id", "a"), (map) -> map.putAll(Map.of("x", 1, "total", 2)), Map::clear,
				(map) -> map.putIfAbsent("note", "n"), (map) -> map.computeIfAbsent("x", (name) -> 1),
				(map) -> map.computeIfPresent("id", (name, value) -> null), (map) -> map.compute("id", (k, v) -> "b"),
				(map) -> map.merge("id", "b", (left, right) -> left + "" + right), (map) -> map.replace("id", "b"),
				(map) -> map.replaceAll((name, value) -> name), (map) -> map.keySet().remove("id"),
				(map) -> map.keySet().retainAll(Set.of("id")), (map) -> map.values().removeIf("a"::equals),
				(map) -> map.entrySet().removeIf((entry) -> entry.getValue() == null),
				(map) -> map.entrySet().iterator().next().setValue("b"), (map) -> {
					var iterator = map.keySet().iterator();
					iterator.next();
					iterator.remove();
				});
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changesAsAnyOtherMapDoes(Consumer<Map<String, @Nullable Object>> change) {
		change.accept(this.lazy);
		change.accept(this.eager);
		assertThat(this.lazy).isNotEqualTo(this.converter.toMap(this.attributes)).isEqualTo(this.eager);
		assertThat(new ArrayList<>(this.lazy.keySet())).isEqualTo(new ArrayList<>(this.eager.keySet()));
	}

	@Test
	@SuppressWarnings("unchecked")
	void leavesTheAttributesAloneWhenItIsChanged() {
		((Map<String, Object>) this.lazy.getOrDefault("address", Map.of())).put("city", "Bonn");
		((List<Object>) this.lazy.getOrDefault("tags", List.of())).clear();
		this.lazy.remove("id");
		assertThat(this.attributes).isEqualTo(attributes());
	}

	@Test
	void isWrittenAsJsonLikeAnyOtherMap() {
		assertThat(JsonMapper.shared().writeValueAsString(this.lazy))
			.isEqualTo("{\"id\":\"a\",\"total\":12.5,\"note\":null,\"address\":{\"city\":\"Ulm\"},\"tags\":[\"x\"]}");
	}

	@Test
	void isSerializedAsPlainMap() throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(this.lazy);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			assertThat(in.readObject()).isEqualTo(this.eager).isExactlyInstanceOf(LinkedHashMap.class);
		}
	}

	@Test
	void isWrittenAgainAsAnItem() {
		assertThat(this.converter.toAttributes(this.lazy)).isEqualTo(this.attributes);
	}

}
