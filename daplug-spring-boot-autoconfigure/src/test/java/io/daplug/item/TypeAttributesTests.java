package io.daplug.item;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the names of the attributes that a type is read from.
 */
class TypeAttributesTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.shared());

	private Set<String> names(Class<?> type) {
		return this.converter.attributeNames(ItemType.of(type));
	}

	record Address(String street, @JsonAlias("town") String city) {
	}

	record Plain(String orderId, @JsonProperty("total_cents") int total, @JsonIgnore String secret, @JsonAlias( {
			"old_note", "memo" }) String note, Address address, List<Address> others){
	}

	@Test
	void areThoseOfTheComponentsAsJacksonNamesThem() {
		assertThat(names(Plain.class)).containsExactlyInAnyOrder("orderId", "total_cents", "note", "old_note", "memo",
				"address", "others");
	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	record Snake(String orderId, String customerName) {
	}

	@Test
	void followTheNamingStrategyOfTheTypeAndOfTheMapper() {
		assertThat(names(Snake.class)).containsExactlyInAnyOrder("order_id", "customer_name");
		ItemConverter kebab = new ItemConverter(
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build());
		assertThat(kebab.attributeNames(ItemType.of(Plain.class))).contains("order-id", "total_cents");
	}

	record Access(String id, @JsonProperty(access = JsonProperty.Access.READ_ONLY) String computed,
			@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String password) {
	}

	@JsonIgnoreProperties("gone")
	record Ignoring(String id, String gone) {
	}

	@Test
	void areNotThoseThatJacksonDoesNotRead() {
		assertThat(names(Access.class)).containsExactlyInAnyOrder("id", "password");
		assertThat(names(Ignoring.class)).containsExactly("id");
	}

	static class Bean {

		@JsonProperty
		private String field = "";

		@JsonProperty
		void setTitle(String title) {
			this.field = title;
		}

		public String getComputed() {
			return this.field;
		}

	}

	@Test
	void areThoseOfFieldsAndSetters() {
		assertThat(names(Bean.class)).containsExactlyInAnyOrder("field", "title");
	}

	record Shipped(String id, @JsonUnwrapped(prefix = "ship_") Address address) {
	}

	@Test
	void areThoseOfWhatIsUnwrapped() {
		assertThat(names(Shipped.class)).contains("id", "ship_street", "ship_city");
	}

	@JsonDeserialize(builder = Built.Builder.class)
	static final class Built {

		@JsonPOJOBuilder(withPrefix = "with")
		static final class Builder {

			Builder withColour(String colour) {
				return this;
			}

			@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "kind")
			@JsonSubTypes(@JsonSubTypes.Type(value = Cat.class, name = "cat"))
			Builder withPet(Object pet) {
				return this;
			}

			Built build() {
				return new Built();
			}

		}

	}

	record Cat(String name) {
	}

	record Owner(String id, @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
			property = "petKind") @JsonSubTypes(@JsonSubTypes.Type(value = Cat.class, name = "cat")) Object pet) {
	}

	@Test
	void areThoseByWhichSubtypesAreToldBesideTheirAttribute() {
		assertThat(names(Owner.class)).containsExactlyInAnyOrder("id", "pet", "petKind");
		assertThat(names(Built.class)).containsExactlyInAnyOrder("colour", "pet", "kind");
	}

	record Envelope<T>(String id, T body) {
	}

	@Test
	void areThoseOfAGenericType() {
		assertThat(this.converter.attributeNames(ItemType.of(new ParameterizedTypeReference<Envelope<Plain>>() {
		}))).containsExactlyInAnyOrder("id", "body");
	}

	record Open(String id, @JsonAnySetter Map<String, Object> rest) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Dog.class, name = "dog"))
	sealed interface Animal permits Dog {

	}

	record Dog(String name) implements Animal {
	}

	record Delegating(Map<String, Object> all) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Delegating {
		}

	}

	static final class Undecided {

		@JsonCreator
		static Undecided of(@JsonProperty("a") String a) {
			return new Undecided();
		}

		@JsonCreator
		static Undecided of(@JsonProperty("a") String a, @JsonProperty("b") String b) {
			return new Undecided();
		}

	}

	@Test
	void areRefusedOfATypeThatNothingCanBeReadAs() {
		assertThatExceptionOfType(ItemConversionException.class).isThrownBy(() -> names(Undecided.class))
			.withMessageContaining("Undecided");
	}

	@ParameterizedTest
	@ValueSource(classes = { Open.class, Animal.class, Dog.class, Delegating.class, Map.class, JsonNode.class,
			Object.class, List.class, String.class })
	void areUnknownOfTypesThatTakeAnyAttribute(Class<?> type) {
		assertThat(names(type)).isEmpty();
	}

}
