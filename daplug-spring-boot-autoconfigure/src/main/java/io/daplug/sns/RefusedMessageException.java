package io.daplug.sns;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * SNS accepted a batch of messages, but not this one. It is never thrown to the writer:
 * it is the cause of a {@link io.daplug.event.PublishFailed}.
 */
public final class RefusedMessageException extends NonTransientDataAccessResourceException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** What SNS calls it. */
	private final @Nullable String code;

	/** Whether the message is at fault. */
	private final boolean senderFault;

	/**
	 * Creates the exception.
	 * @param topicArn the topic
	 * @param code what SNS calls the failure; null if its answer did not mention the
	 * message
	 * @param senderFault whether the message is at fault, and not SNS
	 * @param detail what SNS says about it; null if nothing
	 */
	public RefusedMessageException(String topicArn, @Nullable String code, boolean senderFault,
			@Nullable String detail) {
		super("%s did not take one message of a batch: %s%s".formatted(topicArn,
				(code != null) ? code : "the answer does not mention it", (detail != null) ? ", " + detail : ""));
		this.code = code;
		this.senderFault = senderFault;
	}

	/**
	 * Returns what SNS calls the failure.
	 * @return the code; null if the answer did not mention the message
	 */
	public @Nullable String code() {
		return this.code;
	}

	/**
	 * Says whose fault it is.
	 * @return whether the message is at fault, so that sending it again is of no use
	 */
	public boolean senderFault() {
		return this.senderFault;
	}

}
