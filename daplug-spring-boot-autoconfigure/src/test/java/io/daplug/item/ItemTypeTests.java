package io.daplug.item;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ItemType}.
 */
class ItemTypeTests {

	private static final ParameterizedTypeReference<Envelope<Order>> ENVELOPE = new ParameterizedTypeReference<>() {
	};

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder().build());

	record Order(String id) {

	}

	record Envelope<T>(String id, List<T> contents) {

	}

	@Test
	void isAClass() {
		ItemType<Order> type = ItemType.of(Order.class);
		assertThat(type.type()).isEqualTo(Order.class);
		assertThat(type.rawClass()).isEqualTo(Order.class);
		assertThat(type.resolvable()).isEqualTo(ResolvableType.forClass(Order.class));
		assertThat(type).isEqualTo(ItemType.of((Type) Order.class)).isNotEqualTo(ItemType.of(Envelope.class));
	}

	@Test
	void isAGenericType() {
		ItemType<Envelope<Order>> type = ItemType.of(ENVELOPE);
		assertThat(type.rawClass()).isEqualTo(Envelope.class);
		assertThat(type.resolvable().getGeneric().resolve()).isEqualTo(Order.class);
		assertThat(type).isEqualTo(ItemType.of(ENVELOPE.getType()))
			.hasSameHashCodeAs(ItemType.of(ENVELOPE.getType()))
			.isNotEqualTo(ItemType.of(Envelope.class));
		assertThat(type.toString()).contains("Envelope<", "Order>");
	}

	@Test
	void isOneTypeForAllMapsOfAttributes() {
		assertThat(ItemType.of((Type) Map.class)).isSameAs(ItemType.MAP);
		assertThat(ItemType.of(new ParameterizedTypeReference<Map<String, Object>>() {
		})).isSameAs(ItemType.MAP);
		assertThat(ItemType.of(new ParameterizedTypeReference<Map<String, Order>>() {
		})).isNotEqualTo(ItemType.MAP);
	}

	@Test
	void isTheTypeInWhichAnItemIsGivenBack() {
		assertThat(ItemType.ofItem(new HashMap<>())).isSameAs(ItemType.MAP);
		assertThat(ItemType.ofItem(JsonMapper.shared().createObjectNode())).isEqualTo(ItemType.of(JsonNode.class));
		assertThat(ItemType.ofItem(new Order("a"))).isEqualTo(ItemType.of(Order.class));
	}

	@Test
	void isNoTypeVariable() {
		Type variable = Envelope.class.getTypeParameters()[0];
		assertThatIllegalArgumentException().isThrownBy(() -> ItemType.of(variable)).withMessageContaining("'T'");
	}

	@Test
	void isWhatAnItemIsReadAs() {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(Map.of("id", AttributeValue.fromS("e"), "contents",
				AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("id", AttributeValue.fromS("a")))))));
		Item<Envelope<Order>> item = new Item<>(attributes, ItemType.of(ENVELOPE), this.converter);
		assertThat(item.type()).isEqualTo(ItemType.of(ENVELOPE));
		assertThat(item.value()).isEqualTo(new Envelope<>("e", List.of(new Order("a"))));
		assertThat(item.as(ItemType.MAP)).isEqualTo(item.toMap());
		attributes.put("contents", AttributeValue.fromS("none"));
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttributes(attributes, ItemType.of(ENVELOPE)))
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo(ENVELOPE.getType()))
			.withMessageContaining("Envelope<")
			.withMessageContaining("/contents");
	}

}
