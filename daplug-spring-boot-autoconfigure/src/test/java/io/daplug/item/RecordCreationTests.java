package io.daplug.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RecordInstantiatorProvider}: records are created as Jackson does it.
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
