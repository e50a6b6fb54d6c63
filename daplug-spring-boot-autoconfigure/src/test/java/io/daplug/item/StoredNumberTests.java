package io.daplug.item;

import java.math.BigDecimal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link StoredNumber}. */
class StoredNumberTests {

	private final StoredNumber number = new StoredNumber();

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "5", "-5", "5.0", "5.", "-5.00", "100", "1E3", "1.5e1", "0.0", "0.5", "-.5",
			"19.95", "19.950", "1.25E1", "1e-3", "2147483648.5" })
	void isWholeIfTheDecimalIs(String text) {
		this.number.text(text);
		BigDecimal decimal = new BigDecimal(text);
		assertThat(this.number.whole()).isEqualTo(decimal.stripTrailingZeros().scale() <= 0);
		assertThat(this.number.decimal()).isEqualTo(decimal);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", ".", "1.2.3", "1-.5", "one", "1,5" })
	void refusesWhatIsNoNumber(String text) {
		this.number.text(text);
		assertThatExceptionOfType(NumberFormatException.class).isThrownBy(this.number::integer);
	}

}
