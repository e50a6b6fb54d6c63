package io.daplug.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.idempotence.GeneratedValue;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.MissingIdempotenceValueException;
import io.daplug.idempotence.MissingValue;
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
 * Tests for {@link IdempotenceKeyGuard}.
 */
class IdempotenceKeyGuardTests {

	private static final Instant NOW = Instant.parse("2026-05-01T10:00:00.5Z");

	private static final IdempotenceDefinition MODIFIED = IdempotenceDefinition.on("modified");

	private static final Map<String, AttributeValue> NO_ITEM = Map.of();

	private static final Map<String, AttributeValue> UNSET = Map.of("id", AttributeValue.fromS("a"));

	private static final Map<String, AttributeValue> NULL = item(AttributeValue.fromNul(true));

	@Test
	void demandsTheValueThatWasRead() {
		Ruling.Proceed ruling = proceed(guard(MODIFIED).updateOf(text("2024-05-10"), text("2024-05-11"), null));
		assertThat(statesThatMeet(ruling.demand(), text("2024-05-10"), text("2024-05-11"), NO_ITEM, UNSET, NULL))
			.containsExactly(text("2024-05-10"));
		assertThat(ruling.demand().breach()).isEqualTo(Demand.Breach.STALE);
		assertThat(ruling.next()).isEmpty();
	}

	@Test
	void demandsThatAnInsertedItemIsNew() {
		Demand demand = guard(MODIFIED).insert(text("2024-05-10")).demand();
		assertThat(statesThatMeet(demand, text("2024-05-10"), NO_ITEM, UNSET, NULL)).containsExactly(NO_ITEM);
		assertThat(demand.breach()).isEqualTo(Demand.Breach.DUPLICATE);
	}

	@Test
	void refusesAnotherValueBeforeTheWriteWhenRaising() {
		WriteGuard guard = guard(MODIFIED.with(IdempotenceStrategy.RAISE));
		assertThat(guard.updateOf(text("2024-05-10"), text("2024-05-11"), null)).isInstanceOf(Ruling.Stale.class);
		assertThat(guard.overwriteOf(text("2024-05-10"), text("2024-05-11"), null)).isInstanceOf(Ruling.Stale.class);
	}

	@Test
	void takesEqualNumbersOfOtherFormForTheSameValueWhenRaising() {
		WriteGuard guard = guard(MODIFIED.with(IdempotenceStrategy.RAISE));
		assertThat(guard.updateOf(number("3"), number("3.0"), null)).isInstanceOf(Ruling.Proceed.class);
	}

	@ParameterizedTest
	@CsvSource({ "2024-05-10, 2024-05-09", "2024-05-10T08:00:00, 2024-05-10",
			"2024-05-10T10:00:00+00:00, 2024-05-10T11:00:00+02:00",
			"2024-05-10T10:00:00.000002, 2024-05-10T10:00:00.000001", "2024-05-10T10:00:00, 2024-05-10T09:59:59Z",
			"20240510, 2024-05-09T23:59", "2024-05-10 10:00:00, 2024-05-10T09" })
	void ignoresAnOlderTimeWhenTheLatestIsUsed(String stored, String sent) {
		assertThat(latest().updateOf(text(stored), text(sent), null)).isInstanceOf(Ruling.Ignore.class);
	}

	@ParameterizedTest
	@CsvSource({ "2024-05-10, 2024-05-10", "2024-05-10, 2024-05-11",
			"2024-05-10T10:00:00+02:00, 2024-05-10T08:00:00+00:00", "2024-05-10T10:00:00, 2024-05-10T11:00:00+00:00" })
	void writesAnEqualOrNewerTimeWhenTheLatestIsUsed(String stored, String sent) {
		Ruling.Proceed ruling = proceed(latest().updateOf(text(stored), text(sent), null));
		assertThat(statesThatMeet(ruling.demand(), text(stored), text("1999-01-01"))).containsExactly(text(stored));
	}

	@Test
	void comparesNumbersByValueWhenTheLatestIsUsed() {
		assertThat(latest().updateOf(number("10"), number("9"), null)).isInstanceOf(Ruling.Ignore.class);
		assertThat(latest().updateOf(number("9"), number("10"), null)).isInstanceOf(Ruling.Proceed.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "2024-02-30", "", "2024", "10:00" })
	@DisplayName("(P6) what is no point in time is refused, not guessed")
	void refusesWhatIsNoPointInTime(String sent) {
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> latest().updateOf(text("2024-05-10"), text(sent), null))
			.withMessageContaining("modified");
	}

	@Test
	@DisplayName("(P19) a stored item without value is a failure, or adopted on request")
	void failsOnAMissingValueUnlessItAdopts() {
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> guard(MODIFIED).updateOf(UNSET, text("2024-05-11"), null))
			.withMessageContaining("adopt");
		WriteGuard adopting = guard(MODIFIED.with(MissingValue.ADOPT));
		Ruling.Proceed ruling = proceed(adopting.updateOf(UNSET, text("x"), null));
		assertThat(statesThatMeet(ruling.demand(), UNSET, NULL, NO_ITEM, text("x"))).containsExactly(UNSET, NULL);
		assertThat(statesThatMeet(adopting.deleteOf(UNSET), UNSET, NULL, NO_ITEM, text("x"))).containsExactly(UNSET,
				NULL);
	}

	@Test
	void takesNullForAMissingValue() {
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> guard(MODIFIED).updateOf(NULL, text("x"), null));
		assertThatExceptionOfType(MissingIdempotenceValueException.class)
			.isThrownBy(() -> guard(MODIFIED).deleteOf(NULL));
	}

	@Test
	void refusesAnotherValueThanTheExpectedOne() {
		assertThat(guard(MODIFIED).updateOf(number("4"), number("5"), AttributeValue.fromN("3")))
			.isInstanceOf(Ruling.Stale.class);
	}

	@Test
	@DisplayName("(P18) a counter grows with every write, and a value sent must be the stored one")
	void countsOnAndRefusesAnotherValueThanTheStoredOne() {
		WriteGuard guard = guard(MODIFIED.with(GeneratedValue.COUNTER));
		assertThat(guard.insert(UNSET).next()).isEqualTo(number("1"));
		assertThat(proceed(guard.updateOf(number("7"), number("7"), null)).next()).isEqualTo(number("8"));
		assertThat(guard.updateOf(number("7"), number("6"), null)).isInstanceOf(Ruling.Stale.class);
	}

	@Test
	void setsTheTimeInFixedWidth() {
		assertThat(guard(MODIFIED.with(GeneratedValue.TIMESTAMP)).insert(UNSET).next())
			.isEqualTo(text("2026-05-01T10:00:00.500000000Z"));
	}

	@Test
	void setsATimeLaterThanTheStoredOneWhenClocksDiffer() {
		WriteGuard guard = guard(MODIFIED.with(GeneratedValue.TIMESTAMP));
		Map<String, AttributeValue> stored = text("2026-05-01T10:00:01Z");
		assertThat(proceed(guard.updateOf(stored, stored, null)).next())
			.isEqualTo(text("2026-05-01T10:00:01.000000001Z"));
	}

	@Test
	void refusesToCountOnFromText() {
		WriteGuard guard = guard(MODIFIED.with(GeneratedValue.COUNTER));
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> guard.updateOf(text("one"), text("one"), null));
	}

	@Test
	void refusesToCountBeyondTheDigitsOfANumber() {
		WriteGuard guard = guard(MODIFIED.with(GeneratedValue.COUNTER));
		for (String last : List.of("1" + "0".repeat(38), "1E+125")) {
			assertThatExceptionOfType(InvalidIdempotenceValueException.class)
				.isThrownBy(() -> guard.updateOf(number(last), number(last), null))
				.withMessageContaining("cannot count on")
				.withMessageContaining("38 digits");
		}
		assertThat(guard.unheeded(number("9".repeat(38)))).isEqualTo(number("1" + "0".repeat(38)));
	}

	@Test
	void takesTheValueAnOverwriteCarriesForTheStoredOne() {
		Demand carried = guard(MODIFIED).overwriteUnread(number("3"), null).demand();
		assertThat(statesThatMeet(carried, number("3"), NO_ITEM, number("2"), UNSET)).containsExactly(number("3"),
				NO_ITEM);
		Demand expected = guard(MODIFIED).overwriteUnread(number("3"), AttributeValue.fromN("2")).demand();
		assertThat(statesThatMeet(expected, number("3"), NO_ITEM, number("2"), UNSET)).containsExactly(number("2"));
		Demand seenNone = guard(MODIFIED).overwriteUnread(UNSET, null).demand();
		assertThat(statesThatMeet(seenNone, number("3"), NO_ITEM, UNSET)).containsExactly(NO_ITEM);
		assertThat(seenNone.breach()).isEqualTo(Demand.Breach.UNSEEN);
		Demand adopting = guard(MODIFIED.with(MissingValue.ADOPT)).overwriteUnread(UNSET, null).demand();
		assertThat(statesThatMeet(adopting, number("3"), NO_ITEM, UNSET, NULL)).containsExactly(NO_ITEM, UNSET, NULL);
	}

	@Test
	void takesAnOverwriteWithACounterOfZeroForANewItem() {
		Ruling.Proceed ruling = guard(MODIFIED.with(GeneratedValue.COUNTER)).overwriteUnread(number("0"), null);
		assertThat(statesThatMeet(ruling.demand(), number("0"), NO_ITEM, UNSET)).containsExactly(NO_ITEM);
		assertThat(ruling.next()).isEqualTo(number("1"));
	}

	@Test
	void demandsTheItemOfAnOverwriteWithAGeneratedValue() {
		WriteGuard guard = guard(MODIFIED.with(GeneratedValue.COUNTER));
		for (Ruling.Proceed ruling : List.of(guard.overwriteUnread(number("4"), null),
				guard.overwriteOfNone(number("4"), null))) {
			assertThat(statesThatMeet(ruling.demand(), number("4"), number("5"), NO_ITEM)).containsExactly(number("4"));
			assertThat(ruling.next()).isEqualTo(number("5"));
		}
	}

	@Test
	void leavesTheNextValueBehindWhereItIsNotHeeded() {
		assertThat(guard(MODIFIED.with(GeneratedValue.COUNTER)).unheeded(number("4"))).isEqualTo(number("5"));
		assertThat(guard(MODIFIED).unheeded(number("4"))).isEmpty();
	}

	@Test
	void refusesGeneratedValuesWhereTheLatestSentIsUsed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MODIFIED.with(IdempotenceStrategy.USE_LATEST).with(GeneratedValue.COUNTER))
			.withMessageContaining("'generate'");
	}

	@Test
	void demandsAlikeOfTablesWithoutKeyButForTheInsertAndTheUpdate() {
		WriteGuard none = WriteGuard.none("id");
		assertThat(statesThatMeet(none.insert(UNSET).demand(), NO_ITEM, UNSET)).containsExactly(NO_ITEM);
		Demand update = proceed(none.updateOf(UNSET, UNSET, null)).demand();
		assertThat(statesThatMeet(update, NO_ITEM, UNSET)).containsExactly(UNSET);
		assertThat(update.breach()).isEqualTo(Demand.Breach.MISSING);
		assertThat(none.overwriteUnread(UNSET, null).demand()).isEqualTo(Demand.nothing());
		assertThat(none.deleteUnread(null)).isEqualTo(Demand.nothing());
	}

	@SafeVarargs
	private static List<Map<String, AttributeValue>> statesThatMeet(Demand demand,
			Map<String, AttributeValue>... states) {
		List<Map<String, AttributeValue>> meeting = new ArrayList<>();
		for (Map<String, AttributeValue> state : states) {
			if (demand.met().test(state)) {
				meeting.add(state);
			}
		}
		return meeting;
	}

	private static Ruling.Proceed proceed(Ruling ruling) {
		assertThat(ruling).isInstanceOf(Ruling.Proceed.class);
		return (Ruling.Proceed) ruling;
	}

	private static WriteGuard latest() {
		return guard(MODIFIED.with(IdempotenceStrategy.USE_LATEST));
	}

	private static WriteGuard guard(IdempotenceDefinition definition) {
		return new IdempotenceKeyGuard(definition, "id", Clock.fixed(NOW, ZoneOffset.UTC));
	}

	private static Map<String, AttributeValue> text(String value) {
		return item(AttributeValue.fromS(value));
	}

	private static Map<String, AttributeValue> number(String value) {
		return item(AttributeValue.fromN(value));
	}

	private static Map<String, AttributeValue> item(AttributeValue modified) {
		return Map.of("modified", modified);
	}

}
