package io.daplug.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.daplug.stream.StreamGapRegistry.Noticed;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StreamGapRegistry}.
 */
class StreamGapRegistryTests {

	private static final StreamGap GAP = new StreamGap("orders", "shard-1", "trimmed");

	static class Failing {

		@EventListener
		void fail(StreamGap gap) {
			throw new IllegalStateException("a listener of the application");
		}

	}

	@Test
	void remembersAGapAlsoIfAListenerOfTheApplicationFails() {
		StreamGapRegistry gaps = new StreamGapRegistry(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(Failing.class);
			context.registerBean(StreamGapRegistry.class, () -> gaps);
			context.refresh();
			assertThatIllegalStateException().isThrownBy(() -> context.publishEvent(GAP));
		}
		assertThat(gaps.open()).containsExactly(new Noticed(GAP, Instant.EPOCH));
	}

}
