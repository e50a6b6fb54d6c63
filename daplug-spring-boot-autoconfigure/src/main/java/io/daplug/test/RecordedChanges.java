package io.daplug.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.item.ItemConverter;
import org.assertj.core.api.AssertProvider;

import org.springframework.util.Assert;

/**
 * The changes that were announced since the current test method began, by any thread, in
 * the order in which they were announced (that of the writes, for each key). Injected
 * into the fields and parameters of test classes with {@link DaplugTest @DaplugTest} or
 * {@link RecordChanges @RecordChanges}, and looked at by AssertJ:
 *
 * <pre class="code">
 * assertThat(changes).inserted("orders").key("a-1").attribute("status", "NEW");
 * assertThat(changes).within(Duration.ofSeconds(5)).modified("archive").once();
 * </pre>
 *
 * A change is recorded after all other {@link ChangePublisher}s were called for it, so
 * listeners to application events that are called in place have seen it then. Writes that
 * are not announced ({@code publish(false)}) are not recorded.
 * <p>
 * Emptied before each test method, {@code @BeforeEach} methods included, but not in
 * between: what those methods write is recorded too. What still runs when a test method
 * ends may be recorded in the next one: wait for it where it is caused. Test methods that
 * run at once in one context share one recording.
 */
public final class RecordedChanges implements AssertProvider<RecordedChangesAssert> {

	private final Recording<ItemChange<?>> recording = new Recording<>();

	private final ItemConverter converter;

	RecordedChanges(ItemConverter converter) {
		this.converter = converter;
	}

	/**
	 * Returns everything recorded.
	 * @return the changes, in their order; does not change with later ones
	 */
	public List<ItemChange<?>> all() {
		return this.recording.entries();
	}

	/**
	 * Returns what was recorded of one table.
	 * @param table the table's logical name
	 * @return the changes, in their order; does not change with later ones
	 */
	public List<ItemChange<?>> of(String table) {
		Assert.hasText(table, "'table' must not be empty");
		return all().stream().<ItemChange<?>>filter((change) -> change.table().equals(table)).toList();
	}

	/**
	 * Waits until a condition holds for what is recorded. It is asked once, and again
	 * whenever a change is recorded: nothing polls, nothing sleeps.
	 * @param timeout how long to wait at most
	 * @param condition what has to hold; must be quick, and must not write items
	 * @return whether it held in time; also {@code false} if the waiting thread is
	 * interrupted, which stays interrupted
	 */
	public boolean await(Duration timeout, Predicate<? super List<ItemChange<?>>> condition) {
		return this.recording.await(timeout, condition);
	}

	/** Forgets everything recorded. */
	public void clear() {
		this.recording.clear();
	}

	/**
	 * Creates assertions. For use by AssertJ's {@code assertThat(changes)}.
	 * @return the assertions
	 */
	@Override
	public RecordedChangesAssert assertThat() {
		return new RecordedChangesAssert(this);
	}

	void record(List<Announcement> announcements) {
		this.recording.addAll(announcements.stream().<ItemChange<?>>map(Announcement::change).toList());
	}

	Recording<ItemChange<?>> recording() {
		return this.recording;
	}

	ItemConverter converter() {
		return this.converter;
	}

}
