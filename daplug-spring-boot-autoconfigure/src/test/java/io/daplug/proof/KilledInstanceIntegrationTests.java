package io.daplug.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that two instances of an application, each in a JVM of its own, lose no change of
 * a table, whichever of them is killed, and leave a mirror equal to what it mirrors (P33,
 * P36). From half of the writes on, instances are killed and started again while the
 * writers go on. {@code -Ddaplug.kills=50} kills more often than the build does, and
 * {@code -Ddaplug.kills.writes} sets how many writes there are. Logs and journals of all
 * processes lie in {@code target/killed-instances}.
 */
@SuppressWarnings("NullAway")
@Tag("kill")
class KilledInstanceIntegrationTests {

	private static final Log logger = LogFactory.getLog(KilledInstanceIntegrationTests.class);

	private static final int KILLS = Integer.getInteger("daplug.kills", 3);

	private static final int WRITES = Integer.getInteger("daplug.kills.writes", 20_000);

	private static final Path FOLDER = Path.of("target", "killed-instances");

	private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

	private static final Duration LONGEST_RUN = Duration.ofHours(1);

	private static final Duration POLL = Duration.ofMillis(500);

	private static Outcome outcome;

	/**
	 * What was left when all was over.
	 *
	 * @param steps the changes of each order, as their writers made them
	 * @param handled what was handled, in the order of time
	 * @param wanted what the copies have to be
	 * @param copies what they are
	 * @param operations what the instances called
	 */
	private record Outcome(Map<String, List<String>> steps, List<HandledChange> handled,
			Set<Map<String, AttributeValue>> wanted, Set<Map<String, AttributeValue>> copies, Set<String> operations) {

	}

	@BeforeAll
	static void writeAndKill() throws IOException, InterruptedException {
		FileSystemUtils.deleteRecursively(FOLDER);
		Files.createDirectories(FOLDER);
		try (OrderTables tables = new OrderTables();
				OrderWriters writers = new OrderWriters(tables.template(), tables.client());
				ConsumerPair consumers = new ConsumerPair(FOLDER, properties(tables))) {
			int before = WRITES / 2;
			int each = (WRITES - before) / KILLS;
			writers.allow(before);
			for (int kill = 1; kill <= KILLS; kill++) {
				awaitWorkInHand(writers, consumers, before + (kill - 1) * each);
				writers.allow(each);
				// Every second time it is the process that was started in place of the
				// one killed before, which may have nothing to do yet.
				consumers.kill((kill % 2 == 1) ? consumers.working() : consumers.latest());
				consumers.mark();
			}
			writers.allow(WRITES - before - KILLS * each);
			awaitEnd(tables, writers, consumers);
			consumers.terminate();
			outcome = new Outcome(writers.steps(), consumers.handled(), tables.projection(), tables.copies(),
					consumers.operations());
			report(consumers.killed());
		}
	}

	/** Leases end soon: a killed instance is to be missed soon. */
	private static List<String> properties(OrderTables tables) {
		List<String> properties = new ArrayList<>(tables.properties());
		properties.addAll(List.of("daplug.stream.kcl.application-name=shop",
				"daplug.stream.kcl.initial-position=trim-horizon", "daplug.stream.kcl.failover-time=2s",
				"daplug.stream.kcl.poll-interval=100ms", "daplug.stream.kcl.checkpoint-interval=200ms"));
		return properties;
	}

	private static void awaitWorkInHand(OrderWriters writers, ConsumerPair consumers, int writes) {
		awaitMoving("work in hand", writers, consumers, () -> writers.written() >= writes && consumers.progress() > 0);
	}

	/** What is not as it should be when nothing moves any more is told by the tests. */
	private static void awaitEnd(OrderTables tables, OrderWriters writers, ConsumerPair consumers) {
		awaitMoving("writes", writers, consumers, () -> writers.written() == WRITES);
		try {
			long begin = System.nanoTime();
			awaitMoving("changes", writers, consumers,
					() -> HandledChange.firstSeen(consumers.handled()).equals(writers.steps()));
			logger.info("The last change was handled %d ms after the last write"
				.formatted((System.nanoTime() - begin) / 1_000_000));
			await("copies").atMost(LONGEST_STANDSTILL)
				.pollInterval(POLL)
				.until(() -> tables.projection().equals(tables.copies()));
		}
		catch (ConditionTimeoutException | IllegalStateException ex) {
			logger.warn("The instances are not at the end", ex);
		}
	}

	/** However slow the machine is, as long as something moves. */
	private static void awaitMoving(String what, OrderWriters writers, ConsumerPair consumers,
			Callable<Boolean> condition) {
		Standstill standstill = new Standstill();
		await(what).atMost(LONGEST_RUN).pollInterval(POLL).until(() -> {
			writers.requireNoFailure();
			standstill.require(what, writers.written(), consumers.progress());
			return condition.call();
		});
	}

	/** Notices that neither writes nor changes move. */
	private static final class Standstill {

		private long moved = System.nanoTime();

		private long last = -1;

		void require(String what, int written, long progress) {
			long now = System.nanoTime();
			if (written + progress != this.last) {
				this.last = written + progress;
				this.moved = now;
			}
			else if (now - this.moved > LONGEST_STANDSTILL.toNanos()) {
				throw new IllegalStateException(
						"Waiting for %s, nothing moved for %s: %d writes, and %d bytes in the journals since the last kill"
							.formatted(what, LONGEST_STANDSTILL, written, progress));
			}
		}

	}

	private static void report(List<Long> kills) {
		List<Long> gaps = kills.stream()
			.map((kill) -> outcome.handled()
				.stream()
				.mapToLong(HandledChange::micros)
				.filter((micros) -> micros > kill)
				.map((micros) -> (micros - kill) / 1000)
				.findFirst()
				.orElse(-1))
			.toList();
		int changes = outcome.steps().values().stream().mapToInt(List::size).sum();
		logger.info(("%d changes of %d orders, %d of them handled again; "
				+ "from each of %d kills to the next change that was handled it took %s ms")
			.formatted(changes, outcome.steps().size(), outcome.handled().size() - changes, kills.size(), gaps));
	}

	@Test
	void everyChangeIsHandled() {
		List<String> missing = new ArrayList<>();
		Map<String, List<String>> seen = HandledChange.firstSeen(outcome.handled());
		outcome.steps().forEach((order, steps) -> {
			Set<String> left = new LinkedHashSet<>(steps);
			left.removeAll(seen.getOrDefault(order, List.of()));
			left.forEach((step) -> missing.add(order + " " + step));
		});
		assertThat(missing).isEmpty();
		assertThat(outcome.handled()).hasSizeGreaterThanOrEqualTo(WRITES);
	}

	@Test
	void noChangeIsHandledBeforeAnEarlierOneOfItsItem() {
		Map<String, List<String>> seen = HandledChange.firstSeen(outcome.handled());
		assertThat(seen).isNotEmpty()
			.allSatisfy((order, steps) -> assertThat(steps).as(order)
				.isEqualTo(outcome.steps().getOrDefault(order, List.of()).stream().filter(steps::contains).toList()));
	}

	@Test
	void changeKeepsItsIdWhoeverHandlesIt() {
		Map<String, String> byId = new HashMap<>();
		Map<String, String> byChange = new HashMap<>();
		assertThat(outcome.handled()).isNotEmpty().allSatisfy((change) -> {
			String name = change.order() + " " + change.step();
			assertThat(byId.merge(change.changeId(), name, (first, other) -> first)).isEqualTo(name);
			assertThat(byChange.merge(name, change.changeId(), (first, other) -> first)).isEqualTo(change.changeId());
		});
	}

	@Test
	void copiesAreWhatTheirItemsMakeOfThem() {
		Set<Map<String, AttributeValue>> missing = new HashSet<>(outcome.wanted());
		missing.removeAll(outcome.copies());
		Set<Map<String, AttributeValue>> extra = new HashSet<>(outcome.copies());
		extra.removeAll(outcome.wanted());
		assertThat(outcome.wanted()).isNotEmpty();
		assertThat(missing).as("copies that are missing, of %d", outcome.wanted().size()).isEmpty();
		assertThat(extra).as("copies that should not be, beside %d", outcome.wanted().size()).isEmpty();
	}

	@Test
	void policyOfTheManualAllowsWhatInstancesDo() throws IOException {
		Policy policy = Policy.named("policy-kcl");
		assertThat(outcome.operations()).contains("dynamodb:GetRecords *")
			.allSatisfy((operation) -> assertThat(policy.allows(operation)).as(operation).isTrue());
	}

}
