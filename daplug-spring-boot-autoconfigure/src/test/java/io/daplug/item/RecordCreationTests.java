package io.daplug.item;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordReading}: records are read and created as Jackson does it.
 */
class RecordCreationTests {

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder().build());

	private final Map<String, AttributeValue> attributes = Map.of("id", AttributeValue.fromS("a"), "parts",
			AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromS("y"))));

	@Test
	void createsRecordsWithVariableArity() {
		Parts parts = this.converter.fromAttributes(this.attributes, Parts.class);
		assertThat(parts.id()).isEqualTo("a");
		assertThat(parts.parts()).containsExactly("x", "y");
	}

	@Test
	void createsByTheConstructorThatIsMarked() {
		assertThat(this.converter.fromAttributes(this.attributes, Marked.class)).isEqualTo(new Marked("a", 1));
	}

	@Test
	void createsByTheFactoryMethodThatIsMarked() {
		assertThat(this.converter.fromAttributes(this.attributes, Made.class)).isEqualTo(new Made("a!"));
	}

	@Test
	void leavesPrimitivesThatAreMissingAtZero() {
		assertThat(new ItemConverter(
				JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build())
			.fromAttributes(this.attributes, Counted.class)).isEqualTo(new Counted("a", 0));
	}

	@Test
	void tellsWhatTheConstructorThrew() {
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttributes(this.attributes, Refusing.class))
			.withRootCauseInstanceOf(IllegalArgumentException.class)
			.withStackTraceContaining("no a's here");
	}

	@Test
	void createsPrivateRecordsOnlyIfTheMapperMay() {
		assertThat(this.converter.fromAttributes(this.attributes, Hidden.class)).isEqualTo(new Hidden("a"));
		ItemConverter strict = new ItemConverter(
				JsonMapper.builder().disable(MapperFeature.CAN_OVERRIDE_ACCESS_MODIFIERS).build());
		assertThat(strict.fromAttributes(this.attributes, Open.class)).isEqualTo(new Open("a"));
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> strict.fromAttributes(this.attributes, Hidden.class));
	}

	@Test
	void takesComponentsByTheirAliases() {
		assertThat(this.converter.fromAttributes(Map.of("key", AttributeValue.fromS("a")), Aliased.class))
			.isEqualTo(new Aliased("a", null));
		assertThat(this.converter
			.fromAttributes(Map.of("key", AttributeValue.fromS("a"), "name", AttributeValue.fromS("n")), Aliased.class))
			.isEqualTo(new Aliased("a", "n"));
	}

	@Test
	void passesOverWhatIsNoComponentUnlessTheMapperRefusesIt() {
		assertThat(this.converter.fromAttributes(this.attributes, Open.class)).isEqualTo(new Open("a"));
		ItemConverter strict = new ItemConverter(
				JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> strict.fromAttributes(this.attributes, Open.class))
			.withMessageContaining("/parts");
	}

	@Test
	void heedsWhatIsIgnored() {
		assertThat(this.converter.fromAttributes(
				Map.of("id", AttributeValue.fromS("a"), "secret", AttributeValue.fromS("s")), Ignoring.class))
			.isEqualTo(new Ignoring("a", null));
	}

	@Test
	void findsComponentsInAnyCaseIfTheMapperDoes() {
		ItemConverter any = new ItemConverter(
				JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES).build());
		assertThat(any.fromAttributes(Map.of("ID", AttributeValue.fromS("a")), Open.class)).isEqualTo(new Open("a"));
	}

	@Test
	void readsUnwrappedRecordsAndThoseInside() {
		Map<String, AttributeValue> counted = Map.of("id", AttributeValue.fromS("a"), "count",
				AttributeValue.fromN("2"));
		assertThat(this.converter.fromAttributes(counted, Unwrapping.class))
			.isEqualTo(new Unwrapping(new Counted("a", 2)));
		assertThat(
				this.converter.fromAttributes(
						Map.of("counted", AttributeValue.fromM(counted), "next",
								AttributeValue
									.fromL(List.of(AttributeValue.fromM(counted), AttributeValue.fromNul(true)))),
						Outer.class))
			.isEqualTo(new Outer(new Counted("a", 2), Arrays.asList(new Counted("a", 2), null)));
	}

	@Test
	void readsSubtypesWhoseNameComesFirstOrLast() {
		Map<String, AttributeValue> first = new LinkedHashMap<>();
		first.put("kind", AttributeValue.fromS("small"));
		first.put("id", AttributeValue.fromS("a"));
		Map<String, AttributeValue> last = new LinkedHashMap<>();
		last.put("id", AttributeValue.fromS("a"));
		last.put("kind", AttributeValue.fromS("small"));
		assertThat(this.converter.fromAttributes(first, Kind.class)).isEqualTo(new Small("a"));
		assertThat(this.converter.fromAttributes(last, Kind.class)).isEqualTo(new Small("a"));
	}

	@Test
	void tellsWhereAComponentDoesNotFit() {
		Map<String, AttributeValue> counted = Map.of("id", AttributeValue.fromS("a"), "count",
				AttributeValue.fromS("many"));
		assertThatExceptionOfType(ItemConversionException.class)
			.isThrownBy(() -> this.converter.fromAttributes(
					Map.of("next", AttributeValue.fromL(List.of(AttributeValue.fromM(counted)))), Outer.class))
			.withMessageContaining("/next/0/count");
	}

	record Aliased(@JsonAlias("key") String id, @Nullable String name) {

	}

	record Ignoring(String id, @JsonIgnore @Nullable String secret) {

	}

	record Unwrapping(@JsonUnwrapped Counted counted) {

	}

	record Outer(@Nullable Counted counted, List<@Nullable Counted> next) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Small.class, name = "small"))
	interface Kind {

	}

	record Small(String id) implements Kind {

	}

	record Parts(String id, String... parts) {

	}

	record Marked(String id, int from) {

		@JsonCreator
		Marked(String id) {
			this(id, 1);
		}

	}

	record Made(String id) {

		@JsonCreator
		static Made of(String id) {
			return new Made(id + "!");
		}

	}

	record Counted(String id, int count) {

	}

	record Refusing(@Nullable String id) {

		Refusing {
			if ("a".equals(id)) {
				throw new IllegalArgumentException("no a's here");
			}
		}

	}

	private record Hidden(String id) {

	}

	/** A record that needs no access. */
	public record Open(String id) {

	}

}
