package io.daplug.stream.lambda;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.daplug.event.ChangeContents;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Handles the events with which Lambda hands over what DynamoDB's streams hold: each
 * change goes to the listeners and mirrors of its table, on the calling thread.
 * <p>
 * After a record that failed, the later records of its item are not handled; those of
 * other items are. The answer is the lowest sequence number that was not handled, from
 * which on Lambda hands over all records again, those that were handled too. So each
 * change is handed over at least once, and no record is passed over: one that cannot be
 * read, or that comes from a stream of no table, counts as failed.
 * <p>
 * Safe for use by several threads.
 */
public final class StreamEventHandler {

	private static final Log logger = LogFactory.getLog(StreamEventHandler.class);

	/** More would say the same. */
	private static final int LOGGED_FAILURES = 5;

	private final StreamListenerRegistry listeners;

	private final LambdaTables tables;

	private final LambdaOptions options;

	/**
	 * Creates a handler.
	 * @param listeners handle the changes
	 * @param tables the tables whose streams call the function
	 * @param options how events are answered
	 */
	public StreamEventHandler(StreamListenerRegistry listeners, LambdaTables tables, LambdaOptions options) {
		Assert.notNull(listeners, "'listeners' must not be null");
		Assert.notNull(tables, "'tables' must not be null");
		Assert.notNull(options, "'options' must not be null");
		this.listeners = listeners;
		this.tables = tables;
		this.options = options;
	}

	/**
	 * Handles the records of one event. When the time of the call is almost over, it
	 * stops, and what is left counts as not handled.
	 * @param event the event
	 * @param context knows the time of the call; null if it does not matter
	 * @return the lowest sequence number that was not handled, if any
	 * @throws StreamEventFailedException if a record has no sequence number, or if one
	 * was not handled and the answer cannot say so
	 */
	public StreamsEventResponse handle(DynamodbEvent event, @Nullable Context context) {
		Assert.notNull(event, "'event' must not be null");
		if (event.getRecords() == null || event.getRecords().isEmpty()) {
			return new StreamsEventResponse(List.of());
		}
		CallTime time = new CallTime(context, this.options.timeReserve());
		EventBatch batch = EventBatch.of(event.getRecords(), this.tables);
		batch.fail(this.listeners.handleBatch(batch.changes(), time));
		List<EventBatch.Failure> failures = batch.failures();
		if (failures.isEmpty()) {
			return new StreamsEventResponse(List.of());
		}
		log(failures);
		String lowest = failures.get(0).record().sequenceNumber();
		if (!this.options.reportBatchItemFailures()) {
			throw new StreamEventFailedException(
					"%d of %d records were not handled, the first with the sequence number %s"
						.formatted(failures.size(), event.getRecords().size(), lowest));
		}
		return new StreamsEventResponse(List.of(new BatchItemFailure(lowest)));
	}

	/** The records of an item fail for the first of them. */
	private static void log(List<EventBatch.Failure> failures) {
		Set<Exception> logged = new HashSet<>();
		for (EventBatch.Failure failure : failures) {
			if (logged.size() < LOGGED_FAILURES && logged.add(failure.cause())) {
				log(failure);
			}
		}
		logger.error("%d records were not handled; Lambda hands over again all from the sequence number %s on"
			.formatted(failures.size(), failures.get(0).record().sequenceNumber()));
	}

	private static void log(EventBatch.Failure failure) {
		String message = "The record with the sequence number %s from %s was not handled"
			.formatted(failure.record().sequenceNumber(), failure.record().record().getEventSourceARN());
		if (failure.change() != null) {
			LoggableFailure.log(logger, message, failure.cause(), ChangeContents.of(failure.change()));
		}
		else {
			LoggableFailure.log(logger, message, failure.cause());
		}
	}

}
