package io.daplug.stream.record;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A record of a table's stream cannot be read as a change: it lacks something that every
 * record has, or has another key than the table. Whoever reads the stream must not pass
 * over it as if it were handled.
 */
public final class UnreadableRecordException extends DataRetrievalFailureException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** The number of the record. */
	private final @Nullable String sequenceNumber;

	/**
	 * Creates the exception.
	 * @param table the logical name of the table
	 * @param sequenceNumber the number of the record in the stream; null if it has none
	 * @param problem what is wrong with the record, without contents of items: the rest
	 * of a sentence about the record
	 */
	public UnreadableRecordException(String table, @Nullable String sequenceNumber, String problem) {
		this(table, sequenceNumber, problem, null);
	}

	/**
	 * Creates the exception for an item that cannot be read.
	 * @param table the logical name of the table
	 * @param sequenceNumber the number of the record in the stream; null if it has none
	 * @param problem what is wrong with the record, without contents of items: the rest
	 * of a sentence about the record
	 * @param cause why the item cannot be read; null if it is not for an item
	 */
	public UnreadableRecordException(String table, @Nullable String sequenceNumber, String problem,
			@Nullable Throwable cause) {
		super("The record %s of the stream of table '%s' cannot be read: %s".formatted(
				(sequenceNumber != null) ? "with the sequence number " + sequenceNumber : "without a sequence number",
				table, problem), cause);
		this.table = table;
		this.sequenceNumber = sequenceNumber;
	}

	/**
	 * Returns the table.
	 * @return the logical name of the table
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the number of the record in the stream.
	 * @return the sequence number as the record has it; null if it has none
	 */
	public @Nullable String sequenceNumber() {
		return this.sequenceNumber;
	}

}
