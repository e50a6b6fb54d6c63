package io.daplug.test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.JsonNode;

/**
 * Assertions about messages to one topic. Each step narrows the messages to those that
 * have all that was asked for so far, and fails if none is left; so what is asked for in
 * one chain holds for one message.
 */
public final class MessagesAssert {

	private final RecordedEntries<RecordedMessage> selection;

	MessagesAssert(RecordedEntries<RecordedMessage> selection) {
		this.selection = selection;
	}

	/**
	 * Asserts the body, to the character.
	 * @param body what it must be
	 * @return assertions about such messages
	 */
	public MessagesAssert body(String body) {
		return new MessagesAssert(this.selection.narrow(" with body " + body, (message) -> message.body().equals(body),
				(message) -> ", body is " + message.body()));
	}

	/**
	 * Asserts the whole body as JSON: the order of properties does not count, numbers are
	 * compared by value.
	 * @param json what it must be
	 * @return assertions about such messages
	 * @throws IllegalArgumentException if what it must be is no JSON
	 */
	public MessagesAssert json(String json) {
		JsonNode expected = JsonBody.expected(json);
		return new MessagesAssert(this.selection.narrow(" with this JSON body",
				(message) -> JsonBody.difference(expected, message.body()) == null,
				(message) -> ": " + JsonBody.difference(expected, message.body())));
	}

	/**
	 * Asserts one value inside the body, which must be JSON.
	 * @param pointer the value's place as JSON pointer, such as {@code /lines/0/quantity}
	 * @param value what it must be: text, a number, a boolean, null, or what Jackson
	 * makes an object or array of
	 * @return assertions about such messages
	 */
	public MessagesAssert jsonAt(String pointer, @Nullable Object value) {
		return new MessagesAssert(this.selection.narrow(" with %s at '%s' of its body".formatted(value, pointer),
				(message) -> JsonBody.differenceAt(pointer, value, message.body()) == null,
				(message) -> ": " + JsonBody.differenceAt(pointer, value, message.body())));
	}

	/**
	 * Asserts an attribute.
	 * @param name the attribute's name
	 * @param value what it must be: for a number, one of type {@code Number} that is
	 * equal by value, else its text
	 * @return assertions about such messages
	 */
	public MessagesAssert attribute(String name, Object value) {
		Objects.requireNonNull(value, "'value' must not be null: see withoutAttribute");
		return new MessagesAssert(this.selection.narrow(" with attribute '%s' %s".formatted(name, value),
				(message) -> same(value, message.attributes().get(name)),
				(message) -> ", '%s' is %s".formatted(name, shown(message.attributes().get(name)))));
	}

	/**
	 * Asserts that there is no attribute of a name.
	 * @param name the attribute's name
	 * @return assertions about such messages
	 */
	public MessagesAssert withoutAttribute(String name) {
		return new MessagesAssert(this.selection.narrow(" without attribute '%s'".formatted(name),
				(message) -> !message.attributes().containsKey(name)));
	}

	/**
	 * Asserts the subject.
	 * @param subject what it must be; null for a message without
	 * @return assertions about such messages
	 */
	public MessagesAssert subject(@Nullable String subject) {
		return text("subject", subject, RecordedMessage::subject);
	}

	/**
	 * Asserts the message group id, which FIFO topics keep an order by.
	 * @param group what it must be; null for a message without
	 * @return assertions about such messages
	 */
	public MessagesAssert group(@Nullable String group) {
		return text("group", group, RecordedMessage::group);
	}

	/**
	 * Asserts the message deduplication id, which FIFO topics drop duplicates by.
	 * @param deduplication what it must be; null for a message without
	 * @return assertions about such messages
	 */
	public MessagesAssert deduplication(@Nullable String deduplication) {
		return text("deduplication id", deduplication, RecordedMessage::deduplication);
	}

	/**
	 * Asserts whatever else.
	 * @param assertions throws an {@link AssertionError} unless the message is as it must
	 * be; called for messages until one is
	 * @return assertions about such messages
	 */
	public MessagesAssert satisfying(Consumer<? super RecordedMessage> assertions) {
		return new MessagesAssert(this.selection.narrow(" that satisfies the assertions",
				(message) -> Attempt.of(assertions, message) == null,
				(message) -> ": " + Attempt.of(assertions, message)));
	}

	/**
	 * Asserts that there is one such message, and no other so far.
	 * @return these assertions
	 */
	public MessagesAssert once() {
		return times(1);
	}

	/**
	 * Asserts how many such messages there are so far.
	 * @param count how many, at least 1; see {@link RecordedMessagesAssert#nothingSentTo}
	 * @return these assertions
	 */
	public MessagesAssert times(int count) {
		if (count < 1) {
			throw new IllegalArgumentException("'count' must be at least 1, not " + count);
		}
		this.selection.requireCount(count);
		return this;
	}

	/**
	 * Returns the messages that have all that was asked for.
	 * @return the messages, in their order, at least one
	 */
	public List<RecordedMessage> messages() {
		return this.selection.entries();
	}

	static String line(RecordedMessage message) {
		return "%s, attributes %s".formatted(message.topic(), new TreeSet<>(message.attributes().keySet()));
	}

	private MessagesAssert text(String what, @Nullable String expected,
			Function<RecordedMessage, @Nullable String> found) {
		return new MessagesAssert(this.selection.narrow(
				(expected != null) ? " with %s '%s'".formatted(what, expected) : " without " + what,
				(message) -> Objects.equals(found.apply(message), expected),
				(message) -> ", %s is %s".formatted(what, found.apply(message))));
	}

	private static boolean same(Object expected, @Nullable MessageAttributeValue found) {
		if (found == null || found.stringValue() == null) {
			return false;
		}
		if (expected instanceof Number) {
			return "Number".equals(found.dataType())
					&& new BigDecimal(found.stringValue()).compareTo(new BigDecimal(expected.toString())) == 0;
		}
		return found.stringValue().equals(expected.toString());
	}

	private static String shown(@Nullable MessageAttributeValue value) {
		return (value != null) ? "%s (%s)".formatted(value.stringValue(), value.dataType()) : "absent";
	}

}
