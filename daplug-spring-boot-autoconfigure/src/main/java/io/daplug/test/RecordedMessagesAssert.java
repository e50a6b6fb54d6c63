package io.daplug.test;

import java.time.Duration;
import java.util.Objects;

import org.assertj.core.api.AbstractAssert;

import org.springframework.util.Assert;

/**
 * Assertions for {@link RecordedMessages}. Messages of failures show topics and the names
 * of attributes, and of contents only what was asked for.
 */
public final class RecordedMessagesAssert extends AbstractAssert<RecordedMessagesAssert, RecordedMessages> {

	private Duration timeout = Duration.ZERO;

	RecordedMessagesAssert(RecordedMessages actual) {
		super(actual, RecordedMessagesAssert.class);
	}

	/**
	 * Lets every assertion that follows wait for what other threads still do, up to this
	 * long for each. Without it nothing waits.
	 * @param timeout how long to wait at most
	 * @return these assertions
	 */
	public RecordedMessagesAssert within(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		this.timeout = timeout;
		return this;
	}

	/**
	 * Asserts that a message was sent.
	 * @param topic the topic's name or ARN
	 * @return assertions about the messages of that topic
	 */
	public MessagesAssert sentTo(String topic) {
		Assert.hasText(topic, "'topic' must not be empty");
		return new MessagesAssert(select(this.timeout, "a message to ").narrow("'" + topic + "'",
				(message) -> RecordedMessages.isTo(message, topic)));
	}

	/**
	 * Asserts that no message was sent to a topic so far. Never waits: nobody knows for
	 * how long.
	 * @param topic the topic's name or ARN
	 * @return these assertions
	 */
	public RecordedMessagesAssert nothingSentTo(String topic) {
		Assert.hasText(topic, "'topic' must not be empty");
		select(Duration.ZERO, "message to '%s'".formatted(topic))
			.where((message) -> RecordedMessages.isTo(message, topic))
			.requireNone();
		return this;
	}

	/**
	 * Asserts that no message was sent so far. Never waits.
	 * @return these assertions
	 */
	public RecordedMessagesAssert isEmpty() {
		select(Duration.ZERO, "message").requireNone();
		return this;
	}

	private RecordedEntries<RecordedMessage> select(Duration timeout, String words) {
		return RecordedEntries.of(Objects.requireNonNull(this.actual).recording(), timeout, words, MessagesAssert::line,
				(message) -> failure("%s", message));
	}

}
