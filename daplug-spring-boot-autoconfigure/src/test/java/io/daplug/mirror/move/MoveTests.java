package io.daplug.mirror.move;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MovePhase;
import io.daplug.mirror.move.MoveTables.Side;
import io.daplug.table.gate.TableMovedException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.table.gate.WriteGate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may write while the tables of a move change places.
 */
class MoveTests {

	/** So many that a write meets the very moment at which this instance is told. */
	private static final int ROUNDS = 3000;

	private final MoveTables tables = new MoveTables(mirror("there", "orders", "orders-v2"),
			mirror("back", "orders-v2", "orders"));

	private final Move move = new Move(this.tables,
			new MoveSettings(Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ZERO));

	private static MirrorDefinition mirror(String name, String source, String destination) {
		return MirrorDefinition.named(name).source(source).destination(destination).build();
	}

	@Test
	void letsNoMirrorWriteATableAtTheMomentAtWhichItBecomesTheActiveOne() throws Exception {
		WriteGate gate = this.move.gate(Side.DESTINATION);
		String mirror = this.tables.writer(Side.DESTINATION).origin();
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			for (int round = 0; round < ROUNDS; round++) {
				tell(MovePhase.CLOSING, 2 * round);
				assertThat(this.move.isDrained()).isTrue();
				CountDownLatch trying = new CountDownLatch(1);
				Future<Boolean> written = thread.submit(untilTold(gate, mirror, trying));
				trying.await();
				tell(MovePhase.TURNED, 2 * round + 1);
				assertThat(written.get(30, TimeUnit.SECONDS)).as("a copy was written in round %s", round).isFalse();
			}
		}
		finally {
			thread.shutdownNow();
		}
	}

	/** Tries again as long as the tables change places. */
	private static Callable<Boolean> untilTold(WriteGate gate, String origin, CountDownLatch trying) {
		return () -> {
			while (true) {
				try (WriteGate.Pass pass = gate.enter(origin)) {
					return pass != null;
				}
				catch (TableMovingException ex) {
					trying.countDown();
				}
				catch (TableMovedException ex) {
					return false;
				}
			}
		};
	}

	private void tell(MovePhase phase, long epoch) {
		this.move.tell(new MoveRecord(phase, epoch, null, Map.of()), System.nanoTime() + 30_000_000_000L);
	}

}
