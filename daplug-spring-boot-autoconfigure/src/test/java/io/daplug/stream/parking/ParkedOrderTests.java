package io.daplug.stream.parking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.daplug.event.ChangePosition;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.Changes;
import io.daplug.stream.parking.ParkedChange.ParkedFailure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParkedOrder}.
 */
class ParkedOrderTests {

	@Test
	void ordersChangesOfOneSourceByTheirSequences() {
		assertThat(order(change("a", 2, 100), change("a", 1, 200), change("a", 3, 50))).containsExactly("a1", "a2",
				"a3");
	}

	@Test
	void ordersChangesOfSeveralSourcesByTheirTimes() {
		assertThat(order(change("a", 1, 100), change("b", 1, 50), change("b", 2, 150))).containsExactly("b1", "a1",
				"b2");
	}

	@Test
	void keepsTheSequencesOfASourceWhoseClockWasSetBackAmongOthers() {
		assertThat(order(change("a", 1, 300), change("b", 1, 200), change("a", 2, 100))).containsExactly("a1", "b1",
				"a2");
	}

	@Test
	void doesNotDependOnTheOrderInWhichTheyAreRead() {
		List<ParkedChange> changes = new ArrayList<>();
		Random random = new Random(5);
		for (int n = 0; n < 40; n++) {
			changes.add(change("s" + n % 3, n, random.nextInt(20)));
		}
		List<ParkedChange> ordered = ParkedOrder.of(changes);
		for (int shuffles = 0; shuffles < 20; shuffles++) {
			Collections.shuffle(changes, random);
			assertThat(ParkedOrder.of(changes)).isEqualTo(ordered);
		}
	}

	private static Stream<String> order(ParkedChange... changes) {
		return ParkedOrder.of(List.of(changes)).stream().map(ParkedChange::id);
	}

	private static ParkedChange change(String source, int sequence, int second) {
		return new ParkedChange(source + sequence, Changes.identity("orders", "x"), ChangeKind.MODIFY,
				new ChangePosition(source, "%020d".formatted(sequence), Instant.ofEpochSecond(second)),
				new ParkedFailure("java.lang.Exception", null, 1, Instant.EPOCH, Instant.EPOCH));
	}

}
