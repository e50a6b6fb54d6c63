package io.daplug.template.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.daplug.item.ItemKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UncertainKeys}.
 */
class UncertainKeysTests {

	private final AtomicLong time = new AtomicLong();

	private final AtomicInteger looks = new AtomicInteger();

	private final UncertainKeys keys = new UncertainKeys(() -> {
		this.looks.incrementAndGet();
		return this.time.get();
	});

	@Test
	void lookAtFewOtherKeysForEachThatIsAdded() {
		IntStream.range(0, 1_000).forEach((id) -> this.keys.add(ItemKey.of("o-" + id)));
		assertThat(this.looks).hasValueLessThan(3_000);
	}

	@Test
	void dropKeysAfterAMinute() {
		IntStream.range(0, 1_000).forEach((id) -> this.keys.add(ItemKey.of("o-" + id)));
		assertThat(this.keys.contain(ItemKey.of("o-1"))).isTrue();
		this.time.addAndGet(Duration.ofMinutes(1).toNanos());
		assertThat(this.keys.contain(ItemKey.of("o-1"))).isFalse();
		this.keys.add(ItemKey.of("other"));
		assertThat(this.keys.size()).isEqualTo(1);
		assertThat(this.keys.contain(ItemKey.of("other"))).isTrue();
	}

}
