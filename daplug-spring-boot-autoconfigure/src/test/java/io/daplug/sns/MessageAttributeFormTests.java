package io.daplug.sns;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.event.MessageOptions;
import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests that attributes of messages have the form that their values have in items. */
class MessageAttributeFormTests {

	private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";

	@Test
	void writesValuesAsItemsDo() {
		ItemConverter converter = new ItemConverter(JsonMapper.shared());
		for (Object value : List.of(Status.IN_TRANSIT, Instant.parse("2026-01-02T03:04:29.5Z"),
				LocalDate.of(2026, 3, 1), new UUID(1, 2), "text")) {
			assertThat(attribute(value, converter)).isEqualTo(attribute("String", converter.toAttribute(value).s()));
		}
		assertThat(attribute(Year.of(2026), converter)).isEqualTo(attribute("Number", "2026"));
	}

	@Test
	void heedsTheApplicationsSettings() {
		ItemConverter converter = new ItemConverter(JsonMapper.builder()
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.enable(EnumFeature.WRITE_ENUMS_USING_INDEX)
			.build());
		assertThat(attribute(Instant.ofEpochSecond(7), converter)).isEqualTo(attribute("Number", "7"));
		assertThat(attribute(Level.HIGH, converter)).isEqualTo(attribute("Number", "0"));
	}

	@Test
	void writesListsAsArrays() {
		ItemConverter converter = new ItemConverter(JsonMapper.shared());
		assertThat(attribute(Arrays.asList("a", 1.5, true, null, Status.IN_TRANSIT), converter))
			.isEqualTo(attribute("String.Array", "[\"a\",1.5,true,null,\"in-transit\"]"));
		assertThat(attribute(Set.of("a"), converter)).isEqualTo(attribute("String.Array", "[\"a\"]"));
		assertThat(attribute(new int[] { 1, 2 }, converter)).isEqualTo(attribute("String.Array", "[1,2]"));
	}

	@Test
	void leavesOutWhatIsEmpty() {
		ItemConverter converter = new ItemConverter(JsonMapper.shared());
		for (Object value : List.of("", List.of(), Optional.empty())) {
			assertThat(attribute(value, converter)).isNull();
		}
	}

	@Test
	void refusesWhatHasNoForm() {
		for (Object value : List.of(new Nameless(), Map.of("a", 1), List.of(Map.of("a", 1)), List.of(List.of(1)),
				List.of("a\u0000"), new byte[1])) {
			assertThatExceptionOfType(InvalidMessageException.class)
				.isThrownBy(() -> new MessageAttributesFactory(TopicDefinition.of(Changes.ORDERS, TOPIC).build(),
						new ItemConverter(JsonMapper.shared()))
					.check(MessageOptions.of((message) -> message.attribute("x", value))))
				.withMessageContaining("attribute 'x'");
		}
	}

	private static @Nullable MessageAttributeValue attribute(Object value, ItemConverter converter) {
		MessageAttributesFactory factory = new MessageAttributesFactory(
				TopicDefinition.of(Changes.ORDERS, TOPIC).build(), converter);
		MessageOptions options = MessageOptions.of((message) -> message.attribute("x", value));
		factory.check(options);
		return factory.whole(Changes.inserted("a-1").change(), options).get("x");
	}

	private static MessageAttributeValue attribute(String type, String text) {
		return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
	}

	enum Status {

		@JsonProperty("in-transit")
		IN_TRANSIT

	}

	enum Level {

		HIGH

	}

	/** Has no text, and nothing that Jackson could write. */
	static final class Nameless {

		@Override
		@SuppressWarnings("NullAway") // What is tested.
		public String toString() {
			return null;
		}

	}

}
