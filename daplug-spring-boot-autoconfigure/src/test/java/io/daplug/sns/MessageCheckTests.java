package io.daplug.sns;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.event.MessageOptions;
import io.daplug.event.Operation;
import io.daplug.event.PlannedChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/**
 * Tests that what could not be announced is refused before it is written.
 */
class MessageCheckTests {

	private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";

	@Test
	void takesWhatHasAllThatIsRequired() {
		TopicDefinition.Builder topic = topic().requiredPayload(List.of("total"))
			.requiredAttributes(List.of("source", "priority", "operation", "daplug.table"))
			.attributes(Map.of("source", "shop"));
		assertThatCode(
				() -> check(topic, Map.of("orderId", "a-1", "total", 1), (message) -> message.attribute("priority", 1)))
			.doesNotThrowAnyException();
	}

	@Test
	void refusesAnItemWithoutRequiredPayload() {
		TopicDefinition.Builder topic = topic().requiredPayload(List.of("total"));
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic, Map.of("orderId", "a-1"), nothing()))
			.withMessage("The message about a change of table 'orders' must have 'total' in its payload: "
					+ "set it in the item, or in the data sent instead of it")
			.satisfies((ex) -> assertThat(ex.table()).isEqualTo("orders"));
		Map<String, @Nullable Object> nulled = new HashMap<>(Map.of("orderId", "a-1"));
		nulled.put("total", null);
		assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(() -> check(topic, nulled, nothing()));
	}

	@Test
	void looksAtDataThatIsSentInstead() {
		TopicDefinition.Builder topic = topic().requiredPayload(List.of("event"));
		assertThatCode(() -> check(topic, Map.of("orderId", "a-1"), (message) -> message.data(Map.of("event", "x"))))
			.doesNotThrowAnyException();
		assertThatExceptionOfType(InvalidMessageException.class).isThrownBy(
				() -> check(topic, Map.of("orderId", "a-1", "event", "x"), (message) -> message.data(Map.of("a", 1))));
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic, null, (message) -> message.data("text")));
	}

	@Test
	void knowsNothingOfItemsThatAreRemoved() {
		assertThatCode(() -> check(topic().requiredPayload(List.of("total")), null, nothing()))
			.doesNotThrowAnyException();
	}

	@Test
	void refusesDataThatJacksonCannotWrite() {
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic(), null, (message) -> message.data(new Broken())))
			.withMessageContaining("cannot hold data of class io.daplug.sns.MessageCheckTests$Broken")
			.withMessageNotContaining("secret");
	}

	static final class Broken {

		public String getValue() {
			throw new IllegalStateException("secret");
		}

	}

	@Test
	void refusesACallWithoutRequiredAttribute() {
		TopicDefinition.Builder topic = topic().requiredAttributes(List.of("priority"))
			.attributes(Map.of("source", "shop"));
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic, Map.of("orderId", "a-1"), nothing()))
			.withMessageContaining("must have the attribute 'priority'")
			.withMessageContaining("message.attribute(\"priority\", ...)");
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic.requiredAttributes(List.of("source")), null,
					(message) -> message.attribute("source", "")));
	}

	@Test
	void refusesMoreAttributesThanFit() {
		Consumer<MessageOptions.Builder> nine = (message) -> {
			for (int number = 0; number < 9; number++) {
				message.attribute("a" + number, number);
			}
		};
		assertThatCode(() -> check(topic(), null, nine)).doesNotThrowAnyException();
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic().attributes(Map.of("source", "shop")), null, nine))
			.withMessageContaining("would have 10 attributes beside 'operation'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "aws.x", "Amazon.x", ".a", "a.", "a..b", "ä" })
	void refusesNamesThatSnsDoesNotTake(String name) {
		assertThatExceptionOfType(InvalidMessageException.class)
			.isThrownBy(() -> check(topic(), null, (message) -> message.attribute(name, 1)))
			.withMessageContaining("an attribute '" + name + "' that has a name that SNS does not take");
		assertThatIllegalArgumentException().isThrownBy(() -> topic().attributes(Map.of(name, 1)))
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void refusesValuesThatSnsDoesNotTake() {
		for (Object value : List.of(Double.NaN, new byte[1], "a\u0000b", Double.POSITIVE_INFINITY,
				new BigDecimal("1E+1000"))) {
			assertThatExceptionOfType(InvalidMessageException.class)
				.isThrownBy(() -> check(topic(), null, (message) -> message.attribute("x", value)));
		}
	}

	@Test
	void definitionsRefuseWhatCannotWork() {
		assertThatIllegalArgumentException().isThrownBy(() -> TopicDefinition.of(Changes.ORDERS, "orders"));
		assertThatIllegalArgumentException().isThrownBy(() -> topic().maxMessageSize(1023));
		assertThatIllegalArgumentException().isThrownBy(() -> topic().maxMessageSize(1024 * 1024 + 1));
		assertThatIllegalArgumentException().isThrownBy(() -> topic().attributes(
				Map.of("a0", 0, "a1", 0, "a2", 0, "a3", 0, "a4", 0, "a5", 0, "a6", 0, "a7", 0, "a8", 0, "a9", 0)));
	}

	private static TopicDefinition.Builder topic() {
		return TopicDefinition.of(Changes.ORDERS, TOPIC);
	}

	private static Consumer<MessageOptions.Builder> nothing() {
		return (message) -> {
		};
	}

	private static void check(TopicDefinition.Builder topic, @Nullable Map<String, ?> item,
			Consumer<MessageOptions.Builder> message) {
		SnsChangePublisher publisher = SnsChangePublisher.builder(mock(SnsClient.class))
			.mapper(JsonMapper.shared())
			.topic(topic.build())
			.build();
		publisher.check(new PlannedChange("orders", Operation.INSERT, (item != null) ? Changes.attributes(item) : null,
				MessageOptions.of(message)));
	}

}
