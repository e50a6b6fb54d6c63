package io.daplug.dynamodb;

import java.util.Collection;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import org.springframework.util.Assert;

/**
 * Sends the requests of one table and translates what the SDK throws. Whatever wants to
 * know of requests (observations, the consumed capacity) belongs here.
 */
public final class DynamoDbRequests {

	private final DynamoDbClient client;

	private final String table;

	private final ConnectionState state;

	private final SdkExceptionTranslator translator;

	private final ClientTimeout timeout;

	private final @Nullable TimeLimit limit;

	/** Whether what may have been done is sent again. */
	private final boolean repeats;

	private final WriteWatch watch;

	/**
	 * Creates the door of a table.
	 * @param client sends the requests
	 * @param table the logical name of the table
	 * @param tableName the name of the table in DynamoDB
	 */
	public DynamoDbRequests(DynamoDbClient client, String table, String tableName) {
		this(client, table, tableName, new ConnectionState());
	}

	/**
	 * Creates the door of a table, which is closed with the application.
	 * @param client sends the requests
	 * @param table the logical name of the table
	 * @param tableName the name of the table in DynamoDB
	 * @param state whether requests may be sent
	 */
	public DynamoDbRequests(DynamoDbClient client, String table, String tableName, ConnectionState state) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
		this.table = table;
		this.state = state;
		this.translator = new SdkExceptionTranslator(table, tableName, client);
		this.timeout = new ClientTimeout(client);
		this.limit = null;
		this.repeats = true;
		this.watch = WriteWatches.of(client);
	}

	private DynamoDbRequests(DynamoDbRequests other, @Nullable TimeLimit limit, boolean repeats) {
		this.client = other.client;
		this.table = other.table;
		this.state = other.state;
		this.translator = other.translator;
		this.timeout = other.timeout;
		this.limit = limit;
		this.repeats = repeats;
		this.watch = other.watch;
	}

	/**
	 * Sends a request.
	 * @param <R> type of the response
	 * @param operation what the request does, for messages
	 * @param request sends it
	 * @return the response
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses it or
	 * cannot be reached
	 */
	public <R> R send(String operation, Function<DynamoDbClient, R> request) {
		requireOpen(operation);
		try {
			return request.apply(this.client);
		}
		catch (SdkException | IllegalStateException ex) {
			throw translated(operation, ex);
		}
	}

	/**
	 * Sends a write.
	 * @param <Q> type of the request
	 * @param <R> type of the response
	 * @param operation what the request does, for messages
	 * @param request the request
	 * @param sending sends it
	 * @return what is known of it
	 * @throws org.springframework.dao.DataAccessException if it was not carried out, for
	 * another reason than its condition
	 */
	public <Q extends DynamoDbRequest, R> WriteOutcome<R> write(String operation, Q request,
			BiFunction<DynamoDbClient, Q, R> sending) {
		requireOpen(operation);
		Attempts attempts = Attempts.begin(request, this.repeats);
		boolean mayFollow = true;
		try {
			R response = sending.apply(this.client, request);
			mayFollow = attempts.mayBeRepeated();
			return new WriteOutcome.Done<>(response, mayFollow);
		}
		catch (ConditionalCheckFailedException ex) {
			mayFollow = attempts.mayBeDone(ex);
			return new WriteOutcome.Unmet<>(ex, mayFollow);
		}
		catch (RuntimeException ex) {
			mayFollow = attempts.mayBeDone(ex);
			if (mayFollow) {
				return new WriteOutcome.Lost<>(ex);
			}
			throw translated(operation, ex);
		}
		finally {
			attempts.end();
			this.watch.ended(request, mayFollow);
		}
	}

	/**
	 * Sends a request that creates the table, or deletes it. DynamoDB does so after it
	 * has answered, so whoever watches learns that it may follow.
	 * @param <Q> type of the request
	 * @param <R> type of the response
	 * @param operation what the request does, for messages
	 * @param request the request
	 * @param sending sends it
	 * @return the response
	 * @throws org.springframework.dao.DataAccessException if DynamoDB refuses it or
	 * cannot be reached
	 */
	public <Q extends DynamoDbRequest, R> R manage(String operation, Q request,
			BiFunction<DynamoDbClient, Q, R> sending) {
		try {
			return send(operation, (client) -> sending.apply(client, request));
		}
		finally {
			this.watch.ended(request, true);
		}
	}

	/**
	 * Sends a transaction once, which the SDK may send again.
	 * @param operation what the request does, for messages
	 * @param request the request, which names its token
	 * @return what is known of it
	 * @throws org.springframework.dao.DataAccessException if it was refused as a whole
	 */
	public TransactionOutcome transact(String operation, TransactWriteItemsRequest request) {
		requireOpen(operation);
		Attempts attempts = Attempts.begin(request, true);
		boolean mayFollow = true;
		try {
			this.client.transactWriteItems(request);
			// Whatever attempt of it comes later, it is known to be done.
			mayFollow = false;
			return new TransactionOutcome.Done();
		}
		catch (TransactionCanceledException ex) {
			mayFollow = attempts.mayBeDone(ex);
			return new TransactionOutcome.Cancelled(ex);
		}
		catch (TransactionInProgressException ex) {
			// It is an earlier attempt of this very transaction that is under way.
			return new TransactionOutcome.Lost(ex);
		}
		catch (RuntimeException ex) {
			mayFollow = attempts.mayBeDone(ex);
			if (mayFollow) {
				return new TransactionOutcome.Lost(ex);
			}
			throw translated(operation, ex);
		}
		finally {
			attempts.end();
			this.watch.ended(request, mayFollow);
		}
	}

	/**
	 * Says whether requests of two tables can be one.
	 * @param other the door of the other table
	 * @return whether the same client sends them
	 */
	public boolean sharesClientWith(DynamoDbRequests other) {
		return this.client == other.client;
	}

	/**
	 * Returns one door for requests of several tables.
	 * @param doors the doors of the tables, of one client; not empty
	 * @return the door
	 */
	public static DynamoDbRequests together(Collection<DynamoDbRequests> doors) {
		DynamoDbRequests first = doors.iterator().next();
		if (doors.size() == 1) {
			return first;
		}
		String tables = doors.stream().map((door) -> door.table).collect(Collectors.joining(", "));
		String tableNames = doors.stream().map((door) -> door.translator.tableName()).collect(Collectors.joining(", "));
		return new DynamoDbRequests(first.client, tables, tableNames, first.state);
	}

	/**
	 * Returns the same door for requests that may take so long only.
	 * @param remainingNanos tells how much time is left
	 * @return the door
	 */
	public DynamoDbRequests within(LongSupplier remainingNanos) {
		return new DynamoDbRequests(this, new TimeLimit(this.timeout, remainingNanos), this.repeats);
	}

	/**
	 * Returns the same door for writes that must not be carried out twice. The SDK sends
	 * them again only if it is known that no attempt was carried out.
	 * @return the door
	 */
	public DynamoDbRequests once() {
		return new DynamoDbRequests(this, this.limit, false);
	}

	/**
	 * Returns what limits the time of the next request, with all its attempts.
	 * @return the configuration of the request; null if nothing does but the client
	 */
	public @Nullable AwsRequestOverrideConfiguration limit() {
		return (this.limit != null) ? this.limit.next() : null;
	}

	/**
	 * Returns where the requests are sent, for messages.
	 * @return region and endpoint, with a space before them; nothing if the client does
	 * not say
	 */
	public String place() {
		return ClientPlace.of(this.client);
	}

	/**
	 * Says whether nothing is sent any more.
	 * @return whether the application is closed
	 */
	public boolean isClosed() {
		return this.state.isClosed();
	}

	private void requireOpen(String operation) {
		if (this.state.isClosed()) {
			throw closed(operation, "the application is closed", null);
		}
	}

	private RuntimeException translated(String operation, RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof IllegalStateException && String.valueOf(cause.getMessage()).contains("shut down")) {
				return closed(operation, "the DynamoDB client is closed, as it is when the application is closing",
						failure);
			}
		}
		return (failure instanceof SdkException ex) ? this.translator.translate(operation, ex) : failure;
	}

	private ApplicationClosedException closed(String operation, String state, @Nullable Throwable cause) {
		return new ApplicationClosedException(
				"%s on table '%s' was not sent: %s; end what reads and writes before the context closes"
					.formatted(operation, this.table, state),
				this.table, cause);
	}

}
