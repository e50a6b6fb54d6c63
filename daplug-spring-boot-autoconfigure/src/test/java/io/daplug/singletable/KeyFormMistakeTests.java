package io.daplug.singletable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daplug.key.KeyTemplate;
import io.daplug.table.TableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests which attributes keys are composed of, by how these are written.
 */
class KeyFormMistakeTests {

	private static final TableDefinition TABLE = TableDefinition.named("app").hashKey("pk").rangeKey("sk").build();

	@ParameterizedTest
	@ValueSource(strings = { "level", "at", "day", "code" })
	void refusesWhatItsPropertyGivesAForm(String attribute) {
		fails(attribute, "the range key is composed of '%s', whose property says how its values are written"
			.formatted(attribute));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes", "buffer", "sdk" })
	void refusesBinaryInAComposedKey(String attribute) {
		fails(attribute, "the range key is composed of '%s', which is binary".formatted(attribute));
	}

	@Test
	void refusesAnObject() {
		fails("place", "the range key is composed of 'place', whose type Place is written as an object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "name", "amount", "uuid", "plain", "size", "text" })
	void takesWhatItsTypeGivesAForm(String attribute) {
		assertThatNoException().isThrownBy(() -> define(attribute));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "time" })
	void writesLocalTimesInOneWidth(String attribute) {
		KeyTemplate template = Objects.requireNonNull(define(attribute).type(Reading.class).rangeKey());
		AttributeValue key = Objects.requireNonNull(template.of(Map.of(attribute, AttributeValue.fromS("09:30:00"))));
		assertThat(key.s()).endsWith("#09:30:00.000000000");
	}

	private static void fails(String attribute, String message) {
		assertThatExceptionOfType(SingleTableDefinitionException.class).isThrownBy(() -> define(attribute))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.attribute()).isEqualTo(attribute));
	}

	private static SingleTableDefinition define(String attribute) {
		return SingleTableDefinition.of(TABLE, (types) -> types
			.type(ItemTypeDefinition.of(Reading.class, (type) -> type.rangeKey((key) -> key.attributes(attribute)))));
	}

	enum Level {

		LOW, HIGH

	}

	record Place(String street, int no) {
	}

	record Size(@JsonValue int value) {
	}

	@ItemType
	record Reading(String id, @JsonFormat(shape = JsonFormat.Shape.NUMBER) Level level,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at,
			@JsonFormat(pattern = "dd.MM.yyyy") LocalDateTime day,
			@JsonSerialize(using = ToStringSerializer.class) int code, byte[] bytes, ByteBuffer buffer, SdkBytes sdk,
			Place place, String name, BigDecimal amount, UUID uuid, Level plain, Size size,
			@JsonFormat(shape = JsonFormat.Shape.STRING) Instant text, LocalDateTime local, LocalTime time) {
	}

}
