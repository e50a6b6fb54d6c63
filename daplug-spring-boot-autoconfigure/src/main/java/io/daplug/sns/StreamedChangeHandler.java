package io.daplug.sns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.daplug.event.Announcement;
import io.daplug.event.ChangeHandler;
import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.MessageOptions;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sends the changes of a table's stream. A change is handled when SNS has taken its
 * message. On a FIFO topic, which keeps the order in which messages come, one message
 * about an item waits until the one before it was taken.
 */
final class StreamedChangeHandler implements ChangeHandler {

	private final MessageComposer composer;

	private final MessageSender sender;

	private final UnaryOperator<Map<String, AttributeValue>> outgoing;

	/**
	 * Creates a handler.
	 * @param composer composes the messages
	 * @param sender sends them
	 * @param outgoing leaves out of an item what must not leave the application
	 */
	StreamedChangeHandler(MessageComposer composer, MessageSender sender,
			UnaryOperator<Map<String, AttributeValue>> outgoing) {
		this.composer = composer;
		this.sender = sender;
		this.outgoing = outgoing;
	}

	@Override
	public void handle(ItemChange<?> change) throws Exception {
		for (FailedChange failed : handleAll(List.of(change))) {
			throw failed.cause();
		}
	}

	/** Ten messages go into one request. */
	@Override
	public boolean gathers() {
		return true;
	}

	@Override
	public List<FailedChange> handleAll(List<ItemChange<?>> changes) {
		Failures failures = new Failures();
		List<ItemChange<?>> open = changes;
		while (!open.isEmpty()) {
			List<ItemChange<?>> later = new ArrayList<>();
			List<Message> messages = messages(open, later, failures);
			this.sender.send(messages).forEach((unsent) -> failures.add(unsent.message().change(), unsent.cause()));
			open = later;
		}
		return failures.inOrderOf(changes);
	}

	/** Composes what can be sent now, and puts aside what has to wait for it. */
	private List<Message> messages(List<ItemChange<?>> open, List<ItemChange<?>> later, Failures failures) {
		List<Message> messages = new ArrayList<>();
		Set<ItemIdentity> sent = new HashSet<>();
		for (ItemChange<?> change : open) {
			if (failures.precede(change)) {
				continue;
			}
			if (!sent.add(change.identity()) && this.composer.topic().fifo()) {
				later.add(change);
				continue;
			}
			try {
				messages.add(this.composer.compose(new Announcement(change, MessageOptions.DEFAULTS, this.outgoing)));
			}
			catch (RuntimeException ex) {
				failures.add(change, ex);
			}
		}
		return messages;
	}

	/**
	 * What failed, and with it what comes after it.
	 */
	private static final class Failures {

		private final Map<ItemIdentity, Exception> keys = new HashMap<>();

		private final List<FailedChange> failed = new ArrayList<>();

		void add(ItemChange<?> change, Exception cause) {
			this.keys.putIfAbsent(change.identity(), cause);
			this.failed.add(new FailedChange(change, cause));
		}

		/** Whether an earlier change of the item failed, and this one with it. */
		boolean precede(ItemChange<?> change) {
			Exception cause = this.keys.get(change.identity());
			if (cause != null) {
				this.failed.add(new FailedChange(change, cause));
			}
			return cause != null;
		}

		List<FailedChange> inOrderOf(List<ItemChange<?>> changes) {
			if (this.failed.size() > 1) {
				Map<ItemChange<?>, Integer> places = new IdentityHashMap<>();
				changes.forEach((change) -> places.put(change, places.size()));
				this.failed.sort(Comparator.comparing((failure) -> places.get(failure.change())));
			}
			return this.failed;
		}

	}

}
