package io.daplug.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.assertj.core.api.AssertProvider;

import org.springframework.util.Assert;

/**
 * The messages that were handed to SNS since the current test method began, by any
 * thread, in the order in which they came. Nothing is sent: the application's
 * {@code SnsClient} is replaced by one that records {@code publish} and
 * {@code publishBatch}, lists the topics that the configuration names, and refuses
 * everything else. Injected into the fields and parameters of test classes with
 * {@link DaplugTest @DaplugTest} or {@link RecordMessages @RecordMessages}, and looked at
 * by AssertJ:
 *
 * <pre class="code">
 * assertThat(messages).sentTo("orders-topic").attribute("operation", "create").jsonAt("/orderId", "a-1");
 * </pre>
 *
 * Every message is taken as it is: limits of SNS, such as sizes or what a FIFO topic
 * demands, are not checked. Emptied before each test method, {@code @BeforeEach} methods
 * included.
 */
public final class RecordedMessages implements AssertProvider<RecordedMessagesAssert> {

	private final Recording<RecordedMessage> recording = new Recording<>();

	RecordedMessages() {
	}

	/**
	 * Returns everything recorded.
	 * @return the messages, in their order; does not change with later ones
	 */
	public List<RecordedMessage> all() {
		return this.recording.entries();
	}

	/**
	 * Returns what was recorded of one topic.
	 * @param topic the topic's name or ARN
	 * @return the messages, in their order; does not change with later ones
	 */
	public List<RecordedMessage> of(String topic) {
		Assert.hasText(topic, "'topic' must not be empty");
		return all().stream().filter((message) -> isTo(message, topic)).toList();
	}

	/**
	 * Waits until a condition holds for what is recorded. It is asked once, and again
	 * whenever a message is recorded: nothing polls, nothing sleeps.
	 * @param timeout how long to wait at most
	 * @param condition what has to hold; must be quick, and must not send messages
	 * @return whether it held in time; also {@code false} if the waiting thread is
	 * interrupted, which stays interrupted
	 */
	public boolean await(Duration timeout, Predicate<? super List<RecordedMessage>> condition) {
		return this.recording.await(timeout, condition);
	}

	/** Forgets everything recorded. */
	public void clear() {
		this.recording.clear();
	}

	/**
	 * Creates assertions. For use by AssertJ's {@code assertThat(messages)}.
	 * @return the assertions
	 */
	@Override
	public RecordedMessagesAssert assertThat() {
		return new RecordedMessagesAssert(this);
	}

	static boolean isTo(RecordedMessage message, String topic) {
		return message.topicArn().equals(topic) || message.topic().equals(topic);
	}

	void record(List<RecordedMessage> messages) {
		this.recording.addAll(messages);
	}

	Recording<RecordedMessage> recording() {
		return this.recording;
	}

}
