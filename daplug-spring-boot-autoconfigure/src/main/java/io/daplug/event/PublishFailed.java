package io.daplug.event;

/**
 * The message about a change could not be sent. The write stands, and sending is not
 * tried again. This is published as an application event, for applications that keep or
 * count such changes.
 *
 * @param change the change
 * @param destination where the message should have gone, such as the ARN of a topic
 * @param cause what went wrong
 */
public record PublishFailed(ItemChange<?> change, String destination, Exception cause) {

	@Override
	public String toString() {
		return "PublishFailed[" + this.change.changeId() + ", " + this.destination + ", " + this.cause + "]";
	}

}
