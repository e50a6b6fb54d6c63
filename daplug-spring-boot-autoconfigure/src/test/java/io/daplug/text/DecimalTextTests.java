package io.daplug.text;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DecimalText}.
 */
class DecimalTextTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "0", "-5", "5.0", "-5.00", "1e3", "1E+2", "0.00", "12345678901234567890123456789012345678" })
	void takesNumbersWithoutFractionForWhole(String text) {
		assertThat(DecimalText.isWhole(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "-0.1", "1.50", "1E-1", "", "-", "one", "1.2.3" })
	void takesNothingElseForWhole(String text) {
		assertThat(DecimalText.isWhole(text)).isFalse();
	}

	@Test
	void readsUpToEighteenDigitsAsLong() {
		assertThat(DecimalText.isLong("123456789012345678")).isTrue();
		assertThat(DecimalText.isLong("-123456789012345678")).isTrue();
		assertThat(DecimalText.isLong("1234567890123456789")).isFalse();
		assertThat(DecimalText.isLong("1.0")).isFalse();
		assertThat(DecimalText.isLong("-")).isFalse();
		assertThat(DecimalText.isLong("")).isFalse();
	}

	@Test
	void seesAFractionByTheDigits() {
		assertThat(DecimalText.isFraction("0.5")).isTrue();
		assertThat(DecimalText.isFraction("-0.05")).isTrue();
		assertThat(DecimalText.isFraction("5.0")).isFalse();
		assertThat(DecimalText.isFraction("5e-1")).isFalse();
	}

	@Test
	void readsNoNumberAsNull() {
		assertThat(DecimalText.parse("1.50")).isEqualTo(new BigDecimal("1.50"));
		assertThat(DecimalText.parse("one")).isNull();
	}

}
