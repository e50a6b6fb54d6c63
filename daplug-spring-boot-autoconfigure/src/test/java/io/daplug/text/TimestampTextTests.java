package io.daplug.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimestampText}.
 */
class TimestampTextTests {

	@Test
	void isOfOneWidth() {
		assertThat(TimestampText.of(Instant.parse("2024-05-06T07:08:09Z"))).isEqualTo("2024-05-06T07:08:09.000000000Z");
		assertThat(TimestampText.of(Instant.parse("2024-05-06T07:08:09.123456789Z")))
			.isEqualTo("2024-05-06T07:08:09.123456789Z");
	}

	@Test
	void knowsTheInstantOfTimesWithAZone() {
		Instant instant = Instant.parse("2024-05-06T07:08:09Z");
		assertThat(TimestampText.instant(OffsetDateTime.parse("2024-05-06T09:08:09+02:00"))).isEqualTo(instant);
		assertThat(TimestampText.instant(Date.from(instant))).isEqualTo(instant);
	}

	@Test
	void knowsNoInstantOfOtherValues() {
		assertThat(TimestampText.instant(LocalDateTime.parse("2024-05-06T07:08:09"))).isNull();
		assertThat(TimestampText.instant("2024-05-06T07:08:09Z")).isNull();
	}

}
