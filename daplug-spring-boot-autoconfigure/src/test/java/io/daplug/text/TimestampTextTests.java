package io.daplug.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Date;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-27T12:00:00Z", "2026-11-27T12:00:00.00000000Z", "2026-11-27T12:00:00.000000000+",
			"2026-13-27T12:00:00.000000000Z", "2026-00-27T12:00:00.000000000Z", "2026-11-32T12:00:00.000000000Z",
			"2026-11-27T24:00:00.000000000Z", "2026-11-27T12:60:00.000000000Z", "2026-11-27T12:00:60.000000000Z",
			"2026-11-27 12:00:00.000000000Z", "2026-11-27T12:00:00.00000000xZ", "" })
	void knowsWhatItDoesNotWrite(String text) {
		assertThat(TimestampText.isWritten(text)).isFalse();
	}

	@Test
	void knowsWhatItWrites() {
		assertThat(TimestampText.isWritten(TimestampText.of(Instant.parse("2026-11-27T12:00:00.5Z")))).isTrue();
		assertThat(TimestampText.isWritten(TimestampText.of(Instant.parse("0001-01-31T23:59:59.999999999Z")))).isTrue();
		assertThat(TimestampText.isWritten(TimestampText.of(Instant.parse("+12026-11-27T12:00:00Z")))).isFalse();
	}

}
