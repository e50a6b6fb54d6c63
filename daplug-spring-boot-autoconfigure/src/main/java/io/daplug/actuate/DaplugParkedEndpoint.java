package io.daplug.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.stream.parking.ParkedChange;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.stream.parking.ParkedSelection;
import io.daplug.stream.parking.RedriveResult;
import io.daplug.stream.parking.RedriveResult.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.util.Assert;

/**
 * Lists parked changes, redrives and discards them. Shows neither keys nor items, and of
 * causes the type alone.
 */
@Endpoint(id = "daplugparked")
public final class DaplugParkedEndpoint {

	private static final int PAGE = 100;

	private static final int LARGEST_PAGE = 1000;

	private final ParkedChangeOperations operations;

	/**
	 * Creates the endpoint.
	 * @param operations what is done
	 */
	public DaplugParkedEndpoint(ParkedChangeOperations operations) {
		this.operations = operations;
	}

	/**
	 * Lists parked changes, page by page.
	 * @param listener id of a listener, to list its changes alone, which costs least
	 * @param table logical name of a table, to list its changes alone
	 * @param after the {@code next} of the page before
	 * @param limit how many changes at most, up to 1000; 100 by default
	 * @return a page
	 */
	@ReadOperation
	public ParkedPage parked(@Nullable String listener, @Nullable String table, @Nullable String after,
			@Nullable Integer limit) {
		int size = (limit != null) ? limit : PAGE;
		Assert.isTrue(size > 0 && size <= LARGEST_PAGE, () -> "'limit' must be between 1 and " + LARGEST_PAGE);
		List<Parked> found = this.operations.list(new ParkedSelection(listener, table, after))
			.limit(size + 1L)
			.map(Parked::of)
			.toList();
		return (found.size() <= size) ? new ParkedPage(found, null)
				: new ParkedPage(found.subList(0, size), found.get(size - 1).id());
	}

	/**
	 * Shows a parked change.
	 * @param id its id
	 * @return the change; null if it is not parked
	 */
	@ReadOperation
	public @Nullable Parked parkedChange(@Selector String id) {
		return this.operations.find(id).map(Parked::of).orElse(null);
	}

	/**
	 * Redrives all changes of a listener, or of all, and waits for it.
	 * @param listener id of the listener; null for all
	 * @return what became of them
	 */
	@WriteOperation
	public Redriven redriveAll(@Nullable String listener) {
		return Redriven.of((listener != null) ? this.operations.redriveAll(listener) : this.operations.redriveAll());
	}

	/**
	 * Redrives a change, and waits for it.
	 * @param id its id
	 * @return what became of it
	 */
	@WriteOperation
	public Redriven redrive(@Selector String id) {
		return Redriven.of(this.operations.redrive(id));
	}

	/**
	 * Throws away all parked changes of a listener.
	 * @param listener id of the listener
	 * @return how many there were
	 */
	@DeleteOperation
	public Discarded discardAll(String listener) {
		return new Discarded(this.operations.discardAll(listener));
	}

	/**
	 * Throws a parked change away.
	 * @param id its id
	 * @return one, or none
	 */
	@DeleteOperation
	public Discarded discard(@Selector String id) {
		return new Discarded(this.operations.discard(id) ? 1 : 0);
	}

	/**
	 * Some parked changes.
	 *
	 * @param changes the changes
	 * @param next what to list the next page with, as {@code after}; null if this is the
	 * last
	 */
	public record ParkedPage(List<Parked> changes, @Nullable String next) {

	}

	/**
	 * A parked change.
	 *
	 * @param id names it; holds no values of the item
	 * @param listener id of the listener that could not handle it
	 * @param table logical name of the table
	 * @param madeAt when the write was accepted
	 * @param failure why it is parked
	 */
	public record Parked(String id, String listener, String table, Instant madeAt, Failure failure) {

		static Parked of(ParkedChange change) {
			ParkedChange.ParkedFailure failure = change.failure();
			return new Parked(change.id(), change.listener(), change.table(), change.position().time(),
					new Failure(failure.type(), failure.attempts(), failure.parkedAt(), failure.lastAt()));
		}

	}

	/**
	 * Why a change is parked.
	 *
	 * @param type name of the class of what was thrown last
	 * @param attempts how often it was tried
	 * @param parkedAt when it was parked first
	 * @param lastAt when it was parked, or failed, last
	 */
	public record Failure(String type, int attempts, Instant parkedAt, Instant lastAt) {

	}

	/**
	 * What became of changes that were redriven.
	 *
	 * @param redriven how many were handled
	 * @param failed those that failed again, with the type of what was thrown, by id
	 * @param skipped those that were not tried, with the reason, by id
	 */
	public record Redriven(int redriven, Map<String, String> failed, Map<String, Reason> skipped) {

		static Redriven of(RedriveResult result) {
			Map<String, String> failed = new LinkedHashMap<>();
			result.failed().forEach((id, cause) -> failed.put(id, cause.getClass().getName()));
			return new Redriven(result.redriven().size(), failed, result.skipped());
		}

	}

	/**
	 * What was thrown away.
	 *
	 * @param discarded how many changes
	 */
	public record Discarded(int discarded) {

	}

}
