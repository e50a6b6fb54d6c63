package io.daplug.test;

import java.time.Duration;
import java.util.Objects;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import org.assertj.core.api.AbstractAssert;

import org.springframework.util.Assert;

/**
 * Assertions for {@link RecordedChanges}. Messages of failures show table, kind and key
 * of what was recorded, and of items only what was asked for.
 */
public final class RecordedChangesAssert extends AbstractAssert<RecordedChangesAssert, RecordedChanges> {

	private Duration timeout = Duration.ZERO;

	RecordedChangesAssert(RecordedChanges actual) {
		super(actual, RecordedChangesAssert.class);
	}

	/**
	 * Lets every assertion that follows wait for what other threads still do, up to this
	 * long for each. Without it nothing waits.
	 * @param timeout how long to wait at most
	 * @return these assertions
	 */
	public RecordedChangesAssert within(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		this.timeout = timeout;
		return this;
	}

	/**
	 * Asserts that an item was inserted.
	 * @param table the table's logical name
	 * @return assertions about the inserts of that table
	 */
	public ChangesAssert inserted(String table) {
		return select("an insert into", table, ItemInserted.class);
	}

	/**
	 * Asserts that a stored item was modified, whether by an update or an overwrite.
	 * @param table the table's logical name
	 * @return assertions about the modifications of that table
	 */
	public ChangesAssert modified(String table) {
		return select("a modification in", table, ItemModified.class);
	}

	/**
	 * Asserts that an item was removed.
	 * @param table the table's logical name
	 * @return assertions about the removals of that table
	 */
	public ChangesAssert removed(String table) {
		return select("a removal from", table, ItemRemoved.class);
	}

	/**
	 * Asserts that something changed.
	 * @param table the table's logical name
	 * @return assertions about all changes of that table
	 */
	public ChangesAssert changed(String table) {
		return select("a change of", table, ItemChange.class);
	}

	/**
	 * Asserts that nothing of a table changed so far. Never waits: nobody knows for how
	 * long.
	 * @param table the table's logical name
	 * @return these assertions
	 */
	public RecordedChangesAssert unchanged(String table) {
		Assert.hasText(table, "'table' must not be empty");
		RecordedEntries<ItemChange<?>> all = RecordedEntries.of(recording(), Duration.ZERO,
				"change of '%s'".formatted(table), ChangesAssert::line, this::error);
		all.where((change) -> change.table().equals(table)).requireNone();
		return this;
	}

	/**
	 * Asserts that nothing changed so far. Never waits.
	 * @return these assertions
	 */
	public RecordedChangesAssert isEmpty() {
		RecordedEntries.of(recording(), Duration.ZERO, "change", ChangesAssert::line, this::error).requireNone();
		return this;
	}

	private ChangesAssert select(String words, String table, Class<?> kind) {
		Assert.hasText(table, "'table' must not be empty");
		RecordedEntries<ItemChange<?>> all = RecordedEntries.of(recording(), this.timeout, words + " ",
				ChangesAssert::line, this::error);
		return new ChangesAssert(
				all.narrow("'" + table + "'", (change) -> kind.isInstance(change) && change.table().equals(table)),
				changes().converter());
	}

	private Recording<ItemChange<?>> recording() {
		return changes().recording();
	}

	private RecordedChanges changes() {
		return Objects.requireNonNull(this.actual);
	}

	private AssertionError error(String message) {
		return failure("%s", message);
	}

}
