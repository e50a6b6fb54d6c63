package io.daplug.template.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.expression.AttributePath;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the items of one query or scan, in all forms but DynamoDB's own response.
 */
public final class SelectionReader {

	private final TableContext context;

	private final ReadRequestFactory requests;

	private final SelectionOptions selection;

	private final List<AttributePath> asked;

	private final ItemView view;

	private final Selectivity selectivity;

	/**
	 * Creates a reader.
	 * @param context the table
	 * @param requests makes the requests
	 * @param selection the query or scan
	 * @param asked the paths that it asks for; empty for whole items
	 * @param view how its reader sees items, whatever a request brings of them
	 */
	SelectionReader(TableContext context, ReadRequestFactory requests, SelectionOptions selection,
			List<AttributePath> asked, ItemView view) {
		this.context = context;
		this.requests = requests;
		this.selection = requests.stored(selection);
		this.asked = asked;
		this.view = view;
		this.selectivity = requests.selectivity(selection);
	}

	public <T> Stream<T> stream(Function<Map<String, AttributeValue>, T> conversion) {
		return stream(conversion, this.selection.limit());
	}

	public <T> Optional<T> first(Function<Map<String, AttributeValue>, T> conversion) {
		try (Stream<T> items = stream(conversion, 1)) {
			return items.findFirst();
		}
	}

	/** Segments are converted where they are read, all else as it is asked for. */
	<T> Stream<T> stream(Function<Map<String, AttributeValue>, T> conversion, @Nullable Integer limit) {
		ReadProjection projection = projection(goingOn());
		ItemView view = this.view.with(projection);
		Function<Map<String, AttributeValue>, T> made = (stored) -> conversion.apply(view.of(stored));
		return (segments() > 1) ? ItemSpliterator.stream(segmented(projection, made), this.selectivity, limit)
				: ItemSpliterator.stream(sequential(projection), this.selectivity, limit).map(made);
	}

	public <T> Page<T> page(PageRequest page, Function<Map<String, AttributeValue>, T> conversion) {
		if (segments() > 1) {
			throw new InvalidQueryException("Pages of a scan must not be read with 'segments': segments have no order");
		}
		Set<String> keys = this.requests.keyNames(this.selection);
		ReadProjection projection = projection(keys);
		ItemView view = this.view.with(projection);
		ReadRequest request = this.requests.request(this.selection, projection, budget());
		PageReader pages = new PageReader(request, this.selectivity, keys, this.requests.tokens(this.selection),
				(start) -> this.requests.checkToken(this.selection, start));
		List<Map<String, AttributeValue>> read = new ArrayList<>();
		try {
			Page<Map<String, AttributeValue>> stored = pages.read(page, this.selection.limit(), read);
			return new Page<>(stored.items().stream().map(view::of).map(conversion).toList(), stored.nextToken());
		}
		catch (ReadBudgetExceededException ex) {
			throw ex.with(read.stream().map(view::of).map(conversion).toList());
		}
	}

	/**
	 * The keys of items, if the read may have to go on after one of them: where DynamoDB
	 * would go on may be another tenant's item.
	 */
	private Set<String> goingOn() {
		boolean mayEnd = segments() == 1
				&& ReadBudget.Terms.of(this.context.table(), this.selection).maxUnits() != null;
		return (mayEnd && this.requests.passesOthers(this.selection)) ? this.requests.keyNames(this.selection)
				: Set.of();
	}

	private ReadBudget budget() {
		int threads = (this.selection instanceof ScanOptions scan && scan.segments() > 1)
				? Math.min(scan.segments(), scan.parallelism()) : 1;
		return new ReadBudget(ReadBudget.Terms.of(this.context.table(), this.selection), threads,
				() -> this.context.requests().isClosed(), (last) -> this.requests.token(this.selection, last));
	}

	public long count() {
		long limit = (this.selection.limit() != null) ? this.selection.limit() : Long.MAX_VALUE;
		long count = 0;
		ReadProjection counting = counting();
		try (PageSource<?> pages = (segments() > 1) ? segmented(counting, Function.identity()) : sequential(counting)) {
			ReadPage<?> page = pages.next(this.selectivity.streamLimit(limit));
			while (page != null && count + page.count() < limit) {
				count += page.count();
				page = pages.next(this.selectivity.streamLimit(limit - count));
			}
			return (page != null) ? limit : count;
		}
	}

	private ReadProjection counting() {
		Set<String> needed = goingOn();
		return needed.isEmpty() ? this.requests.counting(this.selection) : ReadProjection.only(needed(needed));
	}

	private PageSource<Map<String, AttributeValue>> sequential(ReadProjection projection) {
		return new SequentialPageSource(this.requests.request(this.selection, projection, budget()));
	}

	private <T> PageSource<T> segmented(ReadProjection projection,
			Function<Map<String, AttributeValue>, T> conversion) {
		ScanOptions scan = (ScanOptions) this.selection;
		ReadBudget budget = budget();
		return new ParallelPageSource<>(
				new ParallelPageSource.Segments(this.requests.segments(scan, projection, budget), scan.segments(),
						scan.parallelism(), budget),
				conversion, this.context.executors(), ReadAhead.DEFAULT_BYTES);
	}

	private int segments() {
		return (this.selection instanceof ScanOptions scan) ? scan.segments() : 1;
	}

	/**
	 * What is asked for, with what decides about visibility and with other attributes.
	 */
	private ReadProjection projection(Set<String> others) {
		return this.requests.projection(this.selection, this.asked, needed(others));
	}

	private Set<String> needed(Set<String> others) {
		Set<String> needed = new LinkedHashSet<>(others);
		needed.addAll(this.requests.deciding(this.selection));
		return needed;
	}

}
