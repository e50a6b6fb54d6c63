package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import io.daplug.event.ChangeHandling;
import io.daplug.event.ItemIdentity;
import io.daplug.queue.Gathering;
import io.daplug.queue.KeyedQueue;
import io.daplug.queue.Patience;
import io.daplug.queue.Portion;
import io.daplug.queue.WorkerGroup;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sends messages on threads of its own. Messages about one item keep their order. A
 * limited number of messages waits; whoever brings more waits too, except threads that
 * handle a change.
 */
final class QueuedMessageSender {

	/** How many messages a thread sends at once: as many as go into one request. */
	private static final int AT_ONCE = 10;

	/** How long an interrupted request has to come to its end. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(QueuedMessageSender.class);

	private final MessageSender sender;

	private final PublishFailureReporter failures;

	private final Duration shutdownTimeout;

	private final KeyedQueue<ItemIdentity, Message> queue;

	private final WorkerGroup workers;

	QueuedMessageSender(MessageSender sender, PublishFailureReporter failures, AsyncPublishing options,
			TaskExecutorFactory executors) {
		this.sender = sender;
		this.failures = failures;
		this.shutdownTimeout = options.shutdownTimeout();
		this.queue = KeyedQueue.<ItemIdentity, Message>limitingWaiting(options.queueCapacity(), options.threads())
			.patience(Patience.with("messages to SNS"));
		this.workers = WorkerGroup.start(executors.createForWorkers("daplug-sns-", options.threads()),
				() -> ChangeHandling.run(this::work), this.queue::abort);
	}

	/**
	 * Takes a message.
	 * @param message the message
	 * @return false if messages are not taken any more, so that the caller has to send it
	 */
	boolean offer(Message message) {
		return this.queue.put(message.change().identity(), message);
	}

	private void work() {
		List<Portion<ItemIdentity, Message>> taken = this.queue.take(AT_ONCE, Gathering.none());
		while (taken != null) {
			try {
				send(taken);
			}
			catch (RuntimeException | Error ex) {
				// A thread that ended would let messages pile up for ever.
				LoggableFailure.log(logger, "A thread that sends to SNS goes on after a failure", ex);
			}
			taken = this.queue.take(AT_ONCE, Gathering.none());
		}
	}

	private void send(List<Portion<ItemIdentity, Message>> taken) {
		List<UnsentMessage> unsent = sendAll(taken.stream().flatMap((portion) -> portion.elements().stream()).toList());
		Set<Message> own = Collections.newSetFromMap(new IdentityHashMap<>());
		taken.stream().filter(this.queue::done).forEach((portion) -> own.addAll(portion.elements()));
		// Messages that are not this thread's own any more are reported by the close.
		this.failures.report(unsent.stream().filter((failure) -> own.contains(failure.message())).toList());
	}

	private List<UnsentMessage> sendAll(List<Message> messages) {
		try {
			return this.sender.send(messages);
		}
		catch (Throwable ex) {
			IllegalStateException cause = new IllegalStateException("Sending failed with an error", ex);
			return messages.stream().map((message) -> new UnsentMessage(message, cause)).toList();
		}
	}

	/**
	 * Sends what is there, as long as the shutdown timeout allows, and reports the rest.
	 * Later messages are not taken.
	 */
	void close() {
		long deadline = System.nanoTime() + this.shutdownTimeout.toNanos();
		try {
			this.queue.closeWhenEmpty(this.shutdownTimeout.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.queue.abort();
		List<Message> left = this.queue.remaining().stream().flatMap((portion) -> portion.elements().stream()).toList();
		if (!left.isEmpty()) {
			this.workers.interrupt();
		}
		this.workers.awaitEnd(Math.max(deadline - System.nanoTime(), GRACE.toNanos()));
		CancellationException cause = new CancellationException(
				"The application stopped, and the message was not sent within " + this.shutdownTimeout);
		this.failures.report(left.stream().map((message) -> new UnsentMessage(message, cause)).toList());
	}

}
