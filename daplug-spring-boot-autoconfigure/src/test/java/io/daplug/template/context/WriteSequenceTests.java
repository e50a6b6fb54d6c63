package io.daplug.template.context;

import java.time.Instant;

import io.daplug.event.ChangePosition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WriteSequence}.
 */
class WriteSequenceTests {

	@Test
	void growsAsTextToo() {
		ChangePosition first = WriteSequence.next(Instant.EPOCH);
		ChangePosition second = WriteSequence.next(Instant.EPOCH);
		assertThat(second.sequence()).isGreaterThan(first.sequence()).hasSize(20);
		assertThat(second.source()).isEqualTo(first.source()).matches("[0-9a-f]{16}");
	}

	@Test
	void tellsCopiesOfAProcessApart() {
		ChangePosition planned = WriteSequence.planned(Instant.EPOCH, "token");
		assertThat(planned.sequence()).hasSize(26)
			.endsWith(".token")
			.isLessThan(WriteSequence.next(Instant.EPOCH).sequence());
	}

	@Test
	void isPaddedToTheLengthOfTheLongest() {
		assertThat(WriteSequence.padded(7)).isEqualTo("00000000000000000007");
		assertThat(WriteSequence.padded(Long.MAX_VALUE)).isEqualTo("09223372036854775807");
	}

}
