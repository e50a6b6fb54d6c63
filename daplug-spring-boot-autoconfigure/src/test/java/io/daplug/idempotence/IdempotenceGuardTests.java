package io.daplug.idempotence;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IdempotenceGuard}.
 */
class IdempotenceGuardTests {

	private static final Instant NOW = Instant.parse("2026-05-01T10:00:00.5Z");

	private static final IdempotenceDefinition MODIFIED = IdempotenceDefinition.on("modified");

	@Test
	void demandsTheValueThatWasRead() throws StaleWrite {
		Verdict verdict = guard(MODIFIED).judge(text("2024-05-10"), text("2024-05-11"), null);
		assertThat(verdict).isEqualTo(new Verdict(new Expectation.Unchanged(AttributeValue.fromS("2024-05-10")), null));
	}

	@Test
	void refusesAnotherValueBeforeTheWriteWhenRaising() {
		IdempotenceGuard guard = guard(MODIFIED.with(IdempotenceStrategy.RAISE));
		assertThatExceptionOfType(StaleWrite.class)
			.isThrownBy(() -> guard.judge(text("2024-05-10"), text("2024-05-11"), null));
	}

	@Test
	void takesEqualNumbersOfOtherFormForTheSameValueWhenRaising() throws StaleWrite {
		IdempotenceGuard guard = guard(MODIFIED.with(IdempotenceStrategy.RAISE));
		assertThat(guard.judge(number("3"), number("3.0"), null).expectation()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "2024-05-10, 2024-05-09", "2024-05-10T08:00:00, 2024-05-10",
			"2024-05-10T10:00:00+00:00, 2024-05-10T11:00:00+02:00",
			"2024-05-10T10:00:00.000002, 2024-05-10T10:00:00.000001", "2024-05-10T10:00:00, 2024-05-10T09:59:59Z",
			"20240510, 2024-05-09T23:59", "2024-05-10 10:00:00, 2024-05-10T09" })
	void ignoresAnOlderTimeWhenTheLatestIsUsed(String stored, String sent) throws StaleWrite {
		assertThat(latest().judge(text(stored), text(sent), null).expectation()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2024-05-10, 2024-05-10", "2024-05-10, 2024-05-11",
			"2024-05-10T10:00:00+02:00, 2024-05-10T08:00:00+00:00", "2024-05-10T10:00:00, 2024-05-10T11:00:00+00:00" })
	void writesAnEqualOrNewerTimeWhenTheLatestIsUsed(String stored, String sent) throws StaleWrite {
		assertThat(latest().judge(text(stored), text(sent), null).expectation())
			.isEqualTo(new Expectation.Unchanged(AttributeValue.fromS(stored)));
	}

	@Test
	void comparesNumbersByValueWhenTheLatestIsUsed() throws StaleWrite {
		assertThat(latest().judge(number("10"), number("9"), null).expectation()).isNull();
		assertThat(latest().judge(number("9"), number("10"), null).expectation()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "2024-02-30", "", "2024", "10:00" })
	@DisplayName("(P6) what is no point in time is refused, not guessed")
	void refusesWhatIsNoPointInTime(String sent) {
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> latest().judge(text("2024-05-10"), text(sent), null))
			.withMessageContaining("modified");
	}

	@Test
	@DisplayName("(P19) a stored item without value is a failure, or adopted on request")
	void failsOnAMissingValueUnlessItAdopts() throws StaleWrite {
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> guard(MODIFIED).judge(Map.of(), text("2024-05-11"), null))
			.withMessageContaining("adopt");
		IdempotenceGuard adopting = guard(MODIFIED.with(MissingValue.ADOPT));
		assertThat(adopting.judge(Map.of(), text("x"), null).expectation()).isEqualTo(new Expectation.Unset());
	}

	@Test
	void takesNullForAMissingValue() {
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> guard(MODIFIED).judge(Map.of("modified", AttributeValue.fromNul(true)), text("x"), null));
	}

	@Test
	void refusesAnotherValueThanTheExpectedOne() {
		assertThatExceptionOfType(StaleWrite.class)
			.isThrownBy(() -> guard(MODIFIED).judge(number("4"), number("5"), AttributeValue.fromN("3")));
	}

	@Test
	@DisplayName("(P18) a counter grows with every write, and a value sent must be the stored one")
	void countsOnAndRefusesAnotherValueThanTheStoredOne() throws StaleWrite {
		IdempotenceGuard guard = guard(MODIFIED.with(GeneratedValue.COUNTER));
		assertThat(guard.first()).isEqualTo(AttributeValue.fromN("1"));
		assertThat(guard.judge(number("7"), number("7"), null).next()).isEqualTo(AttributeValue.fromN("8"));
		assertThatExceptionOfType(StaleWrite.class).isThrownBy(() -> guard.judge(number("7"), number("6"), null));
	}

	@Test
	void setsTheTimeInFixedWidth() {
		assertThat(guard(MODIFIED.with(GeneratedValue.TIMESTAMP)).first())
			.isEqualTo(AttributeValue.fromS("2026-05-01T10:00:00.500000000Z"));
	}

	@Test
	void setsATimeLaterThanTheStoredOneWhenClocksDiffer() throws StaleWrite {
		IdempotenceGuard guard = guard(MODIFIED.with(GeneratedValue.TIMESTAMP));
		Map<String, AttributeValue> stored = text("2026-05-01T10:00:01Z");
		assertThat(guard.judge(stored, stored, null).next())
			.isEqualTo(AttributeValue.fromS("2026-05-01T10:00:01.000000001Z"));
	}

	@Test
	void refusesToCountOnFromText() {
		IdempotenceGuard guard = guard(MODIFIED.with(GeneratedValue.COUNTER));
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> guard.judge(text("one"), text("one"), null));
	}

	@Test
	void takesTheValueAnOverwriteCarriesForTheStoredOne() {
		assertThat(guard(MODIFIED).judgeUnread(number("3"), null).expectation())
			.isEqualTo(new Expectation.UnchangedOrNew(AttributeValue.fromN("3")));
		assertThat(guard(MODIFIED).judgeUnread(number("3"), AttributeValue.fromN("2")).expectation())
			.isEqualTo(new Expectation.Unchanged(AttributeValue.fromN("2")));
		assertThat(guard(MODIFIED).judgeUnread(Map.of(), null).expectation()).isEqualTo(new Expectation.New());
		assertThat(guard(MODIFIED.with(MissingValue.ADOPT)).judgeUnread(Map.of(), null).expectation())
			.isEqualTo(new Expectation.UnsetOrNew());
	}

	@Test
	void takesAnOverwriteWithACounterOfZeroForANewItem() {
		Verdict verdict = guard(MODIFIED.with(GeneratedValue.COUNTER)).judgeUnread(number("0"), null);
		assertThat(verdict).isEqualTo(new Verdict(new Expectation.New(), AttributeValue.fromN("1")));
	}

	@Test
	void demandsTheItemOfAnOverwriteWithAGeneratedValue() {
		Verdict verdict = guard(MODIFIED.with(GeneratedValue.COUNTER)).judgeUnread(number("4"), null);
		assertThat(verdict)
			.isEqualTo(new Verdict(new Expectation.Unchanged(AttributeValue.fromN("4")), AttributeValue.fromN("5")));
	}

	@Test
	void refusesGeneratedValuesWhereTheLatestSentIsUsed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MODIFIED.with(IdempotenceStrategy.USE_LATEST).with(GeneratedValue.COUNTER))
			.withMessageContaining("'generate'");
	}

	private static IdempotenceGuard latest() {
		return guard(MODIFIED.with(IdempotenceStrategy.USE_LATEST));
	}

	private static IdempotenceGuard guard(IdempotenceDefinition definition) {
		return new IdempotenceGuard(definition, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static Map<String, AttributeValue> text(String value) {
		return new HashMap<>(Map.of("modified", AttributeValue.fromS(value)));
	}

	private static Map<String, AttributeValue> number(@Nullable String value) {
		return new HashMap<>(Map.of("modified", AttributeValue.fromN(value)));
	}

}
