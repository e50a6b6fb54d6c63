package io.daplug.item;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link Item}. */
class ItemTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder().build());

	private final Map<String, AttributeValue> attributes = new LinkedHashMap<>(
			Map.of("id", AttributeValue.fromS("secret"), "price", AttributeValue.fromN("1.5")));

	@Test
	void readsItsTypeOnce() {
		Item<Product> item = new Item<>(this.attributes, Product.class, this.converter);
		assertThat(item.type()).isEqualTo(ItemType.of(Product.class));
		assertThat(item.value()).isEqualTo(new Product("secret", new BigDecimal("1.5"))).isSameAs(item.value());
	}

	@Test
	void readsAsOtherTypes() {
		Item<Product> item = new Item<>(this.attributes, Product.class, this.converter);
		assertThat(item.toMap()).isEqualTo(Map.of("id", "secret", "price", new BigDecimal("1.5")));
		assertThat(item.toMap()).isNotSameAs(item.toMap());
		assertThat(item.as(JsonNode.class).get("id").stringValue()).isEqualTo("secret");
		assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> item.as(Integer.class));
	}

	@Test
	void doesNotChange() {
		Item<Product> item = new Item<>(this.attributes, Product.class, this.converter);
		this.attributes.put("more", AttributeValue.fromS("x"));
		item.toMap().clear();
		assertThat(item.attributes()).containsOnlyKeys("id", "price").isUnmodifiable();
	}

	@Test
	@DisplayName("equals by attributes, numbers by value (P5)")
	void equalsByAttributes() {
		Item<Product> item = new Item<>(this.attributes, Product.class, this.converter);
		this.attributes.put("price", AttributeValue.fromN("1.50"));
		assertThat(item).isEqualTo(new Item<>(this.attributes, Map.class, this.converter))
			.hasSameHashCodeAs(new Item<>(this.attributes, Map.class, this.converter));
		this.attributes.put("price", AttributeValue.fromN("1.51"));
		assertThat(item).isNotEqualTo(new Item<>(this.attributes, Product.class, this.converter)).isNotEqualTo("item");
	}

	@Test
	@DisplayName("names attributes, never values, as text (D28)")
	void hidesValues() {
		assertThat(new Item<>(this.attributes, Product.class, this.converter).toString())
			.contains("Product", "id", "price")
			.doesNotContain("secret", "1.5");
	}

	record Product(String id, BigDecimal price) {
	}

}
