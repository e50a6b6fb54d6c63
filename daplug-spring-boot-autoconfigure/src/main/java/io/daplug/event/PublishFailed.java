package io.daplug.event;

/**
 * A change could not be sent to where the world outside is told of it. The write stands,
 * and nobody will try again. Published as an application event, for those who keep or
 * count what was not sent.
 *
 * @param change the change
 * @param destination where it was to go, such as the ARN of a topic
 * @param cause what went wrong
 */
public record PublishFailed(ItemChange<?> change, String destination, Exception cause) {

	@Override
	public String toString() {
		return "PublishFailed[" + this.change.changeId() + ", " + this.destination + ", " + this.cause + "]";
	}

}
