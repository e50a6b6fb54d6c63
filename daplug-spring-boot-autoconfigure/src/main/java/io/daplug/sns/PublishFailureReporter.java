package io.daplug.sns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.ChangeContents;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ItemChange;
import io.daplug.event.PublishFailed;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Reports messages that were not sent: one line in the log for all of one cause, and one
 * event for each message. The writes stand.
 */
final class PublishFailureReporter {

	private static final Log logger = LogFactory.getLog(SnsChangePublisher.class);

	private final ApplicationEventPublisher events;

	PublishFailureReporter(ApplicationEventPublisher events) {
		this.events = events;
	}

	void report(List<UnsentMessage> unsent) {
		Map<String, List<UnsentMessage>> byCause = new LinkedHashMap<>();
		for (UnsentMessage failure : unsent) {
			byCause.computeIfAbsent(failure.cause().toString(), (cause) -> new ArrayList<>()).add(failure);
		}
		byCause.values().forEach(PublishFailureReporter::log);
		unsent.forEach((failure) -> announce(
				new PublishFailed(failure.message().change(), failure.message().topic().topicArn(), failure.cause())));
	}

	/**
	 * Reports a change of which no message could be made.
	 * @param change the change
	 * @param topic where the message would have gone
	 * @param cause why; not logged, as it may hold what the item holds
	 */
	void report(ItemChange<?> change, TopicDefinition topic, Exception cause) {
		logger.error("No message could be made of %s: %s; the write stands".formatted(text(change),
				cause.getClass().getName()));
		announce(new PublishFailed(change, topic.topicArn(), cause));
	}

	private static void log(List<UnsentMessage> unsent) {
		Message first = unsent.get(0).message();
		String others = (unsent.size() > 1) ? " and %d more".formatted(unsent.size() - 1) : "";
		LoggableFailure.log(logger, "%s%s went unannounced on %s; the write stands".formatted(text(first.change()),
				others, first.topic().topicArn()), unsent.get(0).cause(), ChangeContents.of(first.change()));
	}

	private static String text(ItemChange<?> change) {
		ChangeOrigin origin = change.origin();
		return "%s of table '%s', sequence %s".formatted(origin.operation(), change.table(), origin.sequence());
	}

	private void announce(PublishFailed failed) {
		try {
			this.events.publishEvent(failed);
		}
		catch (OutOfMemoryError | InternalError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			LoggableFailure.log(logger, "A listener failed on PublishFailed of %s".formatted(text(failed.change())), ex,
					ChangeContents.of(failed.change()));
		}
	}

}
