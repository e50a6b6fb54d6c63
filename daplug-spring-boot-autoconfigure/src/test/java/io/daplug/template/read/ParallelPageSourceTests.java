package io.daplug.template.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.daplug.item.ItemSize;
import io.daplug.task.BrokenThreads;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.read.ParallelPageSource.Segments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ParallelPageSource}: what it holds, and which threads it has.
 */
@Timeout(60)
class ParallelPageSourceTests {

	private static final int PAGES_PER_SEGMENT = 5;

	private static final AttributeValue TEXT = AttributeValue.fromS("x".repeat(100_000));

	private final AtomicLong held = new AtomicLong();

	private final AtomicLong mostHeld = new AtomicLong();

	private final AtomicInteger requests = new AtomicInteger();

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	/** A segment with pages of about 1 MB, which are counted until they are taken. */
	private ReadRequest segment(int segment) {
		return (startAfter, limit) -> {
			this.threads.add(Thread.currentThread());
			this.requests.incrementAndGet();
			int page = (startAfter == null) ? 0 : Integer.parseInt(Objects.requireNonNull(startAfter.get("page")).n());
			List<Map<String, AttributeValue>> items = new ArrayList<>();
			for (int item = 0; item < 10; item++) {
				items.add(Map.of("id", AttributeValue.fromS("%d-%d-%d".formatted(segment, page, item)), "text", TEXT));
			}
			ReadPage<Map<String, AttributeValue>> read = new ReadPage<>(
					items, 10, (page + 1 < PAGES_PER_SEGMENT)
							? Map.of("page", AttributeValue.fromN(Integer.toString(page + 1))) : null,
					new ReadPage.Cost(10, 0));
			this.mostHeld.accumulateAndGet(this.held.addAndGet(bytes(read)), Math::max);
			return read;
		};
	}

	private static long bytes(ReadPage<Map<String, AttributeValue>> page) {
		return page.items().stream().mapToLong(ItemSize::of).sum();
	}

	private ParallelPageSource<Map<String, AttributeValue>> source(int segments, int parallelism, long mostBytes) {
		return new ParallelPageSource<>(new Segments(this::segment, segments, parallelism, unlimited()),
				Function.identity(), TaskExecutorFactory.simple(), mostBytes);
	}

	@Test
	@DisplayName("16 segments of pages of 1 MB hold 3 MB and the page in hand at most, however slow the reader is")
	void boundsWhatIsReadAheadByBytes() {
		long mostBytes = 3L * ReadAhead.LARGEST_PAGE;
		List<Object> ids = new ArrayList<>();
		try (ParallelPageSource<Map<String, AttributeValue>> source = source(16, 16, mostBytes)) {
			for (ReadPage<Map<String, AttributeValue>> page = source.next(null); page != null; page = source
				.next(null)) {
				this.held.addAndGet(-bytes(page));
				page.items().forEach((item) -> ids.add(Objects.requireNonNull(item.get("id")).s()));
				await().until(() -> alive() == 0);
			}
		}
		assertThat(ids).hasSize(16 * PAGES_PER_SEGMENT * 10).doesNotHaveDuplicates();
		assertThat(this.mostHeld.get()).isPositive().isLessThanOrEqualTo(mostBytes + ReadAhead.LARGEST_PAGE);
	}

	@Test
	void readsOnePageAtATimeWhereThereIsRoomForNone() {
		try (ParallelPageSource<Map<String, AttributeValue>> source = source(4, 4, 1)) {
			int pages = 0;
			for (ReadPage<Map<String, AttributeValue>> page = source.next(null); page != null; page = source
				.next(null)) {
				this.held.addAndGet(-bytes(page));
				pages++;
			}
			assertThat(pages).isEqualTo(4 * PAGES_PER_SEGMENT);
		}
	}

	@Test
	@DisplayName("a source that nobody reads on or closes has no threads")
	void hasNoThreadsWhileNobodyReads() {
		ParallelPageSource<Map<String, AttributeValue>> source = source(16, 8, 64L * ReadAhead.LARGEST_PAGE);
		assertThat(source.next(null)).isNotNull();
		await().until(() -> alive() == 0);
		assertThat(this.requests).hasValueLessThanOrEqualTo(17);
		int before = this.requests.get();
		assertThat(source.next(null)).isNotNull();
		await().until(() -> this.requests.get() > before && alive() == 0);
	}

	@Test
	void readsNothingAfterItIsClosed() {
		ParallelPageSource<Map<String, AttributeValue>> source = source(16, 2, 4L * ReadAhead.LARGEST_PAGE);
		assertThat(source.next(null)).isNotNull();
		source.close();
		await().until(() -> alive() == 0);
		int before = this.requests.get();
		assertThat(source.next(null)).isNull();
		assertThat(this.requests).hasValue(before);
	}

	@Test
	void failsForWhoeverReadsOn() {
		ReadRequest failing = (startAfter, limit) -> {
			throw new IllegalStateException("closed");
		};
		ParallelPageSource<Map<String, AttributeValue>> source = new ParallelPageSource<>(
				new Segments((segment) -> (segment == 3) ? failing : segment(segment), 4, 1, unlimited()),
				Function.identity(), TaskExecutorFactory.simple(), 64L * ReadAhead.LARGEST_PAGE);
		assertThatIllegalStateException().isThrownBy(() -> readAll(source)).withMessage("closed");
	}

	@Test
	@DisplayName("items are converted by the threads that read them, and what fails there fails for whoever reads on")
	void convertsWhereItReads() {
		Set<Thread> converters = ConcurrentHashMap.newKeySet();
		ParallelPageSource<String> source = new ParallelPageSource<>(new Segments(this::segment, 4, 2, unlimited()),
				(item) -> {
					converters.add(Thread.currentThread());
					return Objects.requireNonNull(item.get("id")).s();
				}, TaskExecutorFactory.simple(), 64L * ReadAhead.LARGEST_PAGE);
		assertThat(readAll(source)).hasSize(4 * PAGES_PER_SEGMENT * 10).doesNotHaveDuplicates();
		assertThat(converters).isEqualTo(this.threads).doesNotContain(Thread.currentThread());
		ParallelPageSource<String> failing = new ParallelPageSource<>(new Segments(this::segment, 4, 2, unlimited()),
				(item) -> {
					throw new IllegalStateException("unreadable");
				}, TaskExecutorFactory.simple(), 64L * ReadAhead.LARGEST_PAGE);
		assertThatIllegalStateException().isThrownBy(() -> readAll(failing)).withMessage("unreadable");
	}

	@ParameterizedTest
	@EnumSource
	void readsOnTheTakersThreadWhatNoThreadBeginsToRead(BrokenThreads broken) {
		ParallelPageSource<Map<String, AttributeValue>> source = new ParallelPageSource<>(
				new Segments(this::segment, 4, 2, unlimited()), Function.identity(), broken,
				64L * ReadAhead.LARGEST_PAGE);
		assertThat(readAll(source)).hasSize(4 * PAGES_PER_SEGMENT * 10).doesNotHaveDuplicates();
		assertThat(this.threads).containsExactly(Thread.currentThread());
	}

	private static <T> List<T> readAll(ParallelPageSource<T> source) {
		List<T> items = new ArrayList<>();
		for (@Nullable
		ReadPage<T> page = source.next(null); page != null; page = source.next(null)) {
			items.addAll(page.items());
		}
		return items;
	}

	private long alive() {
		return this.threads.stream().filter(Thread::isAlive).count();
	}

	private static ReadBudget unlimited() {
		return new ReadBudget(new ReadBudget.Terms("orders", null, null), 1, () -> false, (key) -> null);
	}

}
