package io.daplug.template.model;

import java.util.List;

import io.daplug.DaplugException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A query or scan has used as many capacity units as it may, and there is more to read.
 * All that it has read so far is handed over: as elements of the stream, or in
 * {@link #items()}. The caller goes on with {@link #nextToken()}, asks for less, or
 * allows more.
 */
public final class ReadBudgetExceededException extends InvalidDataAccessResourceUsageException
		implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The logical name of the table. */
	private final String table;

	/** Where the read goes on. */
	private final @Nullable String nextToken;

	/** How many items it has read. */
	private final long count;

	/** What it has used. */
	private final double units;

	/** What was read and not handed over otherwise. */
	private final transient @Nullable List<?> items;

	/**
	 * Creates the exception.
	 * @param table the logical name of the table
	 * @param maxUnits how many units the read may use
	 * @param units how many it has used
	 * @param count how many items it has read
	 * @param nextToken where it goes on; null if that cannot be told
	 */
	public ReadBudgetExceededException(String table, int maxUnits, double units, long count,
			@Nullable String nextToken) {
		super("A read of table '%s' ended after %s capacity units, as it may use %d; it has read %d items. %s"
			.formatted(table, units, maxUnits, count, remedy(nextToken)));
		this.table = table;
		this.nextToken = nextToken;
		this.count = count;
		this.units = units;
		this.items = null;
	}

	private ReadBudgetExceededException(ReadBudgetExceededException other, List<?> items) {
		super(String.valueOf(other.getMessage()), other);
		this.table = other.table;
		this.nextToken = other.nextToken;
		this.count = other.count;
		this.units = other.units;
		this.items = items;
	}

	private static String remedy(@Nullable String nextToken) {
		return ((nextToken != null) ? "Go on with 'nextToken', ask"
				: "It cannot go on later, as it was read in segments or met only items of other tenants: read it without 'segments', ask")
				+ " for less by a key, or allow more by 'maxUnits' or the table's 'reads.max-units-per-call'";
	}

	/**
	 * Returns the same exception with what was read.
	 * @param items the items
	 * @return another exception, whose cause is this one
	 */
	public ReadBudgetExceededException with(List<?> items) {
		return new ReadBudgetExceededException(this, items);
	}

	/**
	 * Returns the table.
	 * @return its logical name
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the page token to go on with: by {@code page}, or in any other way by the
	 * option {@code startAfter}, of the same query or scan.
	 * @return the token; null if segments of a scan were read, which have no order, or if
	 * a scan has met only items of other tenants
	 */
	public @Nullable String nextToken() {
		return this.nextToken;
	}

	/**
	 * Returns how many items the call has read, or counted, before it ended.
	 * @return the number of items
	 */
	public long count() {
		return this.count;
	}

	/**
	 * Returns what the call has used. The last request may bring it beyond the limit.
	 * @return the number of capacity units
	 */
	public double units() {
		return this.units;
	}

	/**
	 * Returns the items that a call has read that answers with all of them at once: a
	 * list, a page, or a collection. A stream has handed its items over already, and a
	 * count has none.
	 * @return the items, of the type that was asked for; empty if there are none
	 */
	public List<?> items() {
		return (this.items != null) ? this.items : List.of();
	}

}
