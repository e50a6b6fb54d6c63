package io.daplug.id;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ItemIdGenerator#standard()}.
 */
class ItemIdGeneratorTests {

	private final ItemIdGenerator generator = ItemIdGenerator.standard();

	@Test
	void makesIdsOfTheirForm() {
		assertThat(UUID.fromString(this.generator.generate(GeneratedId.UUID)).version()).isEqualTo(4);
		UUID ordered = UUID.fromString(this.generator.generate(GeneratedId.UUID_V7));
		assertThat(ordered.version()).isEqualTo(7);
		assertThat(ordered.variant()).isEqualTo(2);
		assertThat(ordered.getMostSignificantBits() >>> 16).isCloseTo(System.currentTimeMillis(), within(60_000L));
		assertThat(this.generator.generate(GeneratedId.ULID)).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
	}

	@ParameterizedTest
	@EnumSource(names = { "UUID_V7", "ULID" })
	void makesEachLaterThanTheOneBefore(GeneratedId form) {
		List<String> ids = Stream.generate(() -> this.generator.generate(form)).limit(20_000).toList();
		assertThat(ids).isSorted().doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@EnumSource
	void makesNoIdTwice(GeneratedId form) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		Set<String> ids = new HashSet<>();
		try {
			List<Callable<List<String>>> tasks = new ArrayList<>();
			IntStream.range(0, 8)
				.forEach((i) -> tasks
					.add(() -> Stream.generate(() -> this.generator.generate(form)).limit(5_000).toList()));
			for (Future<List<String>> made : threads.invokeAll(tasks)) {
				assertThat(made.get())
					.isSortedAccordingTo((form != GeneratedId.UUID) ? Comparator.naturalOrder() : (one, other) -> 0);
				ids.addAll(made.get());
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(ids).hasSize(40_000);
	}

}
