package io.daplug.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what an instance leaves behind that is asked to end, by SIGTERM, in the middle of
 * its work. Logs and journals lie in {@code target/terminated-instance}.
 */
@Tag("kill")
class TerminatedInstanceIntegrationTests {

	private static final Path FOLDER = Path.of("target", "terminated-instance");

	private static final String NAME = "shop";

	private static final int WRITES = 300;

	@Test
	void handlesWhatItHasAndTheNextOneTheRest() throws IOException, InterruptedException {
		FileSystemUtils.deleteRecursively(FOLDER);
		Files.createDirectories(FOLDER);
		try (OrderTables tables = new OrderTables();
				OrderWriters writers = new OrderWriters(tables.template(), tables.client())) {
			writers.allow(WRITES);
			awaitUntil(writers::isIdle);
			List<HandledChange> before;
			try (ConsumerJvm first = start("first", tables)) {
				awaitUntil(() -> handles(first));
				writers.allow(WRITES);
				first.terminate();
				before = Journal.read(first.journal());
			}
			String checkpoint = tables.checkpoint(NAME).orElseThrow();
			awaitUntil(writers::isIdle);
			assertThat(before).as("it ended in the middle").hasSizeLessThan(2 * WRITES);
			assertThat(before).as("a checkpoint covers all that it handled")
				.allSatisfy((change) -> assertThat(change.sequence()).isLessThanOrEqualTo(checkpoint));
			try (ConsumerJvm second = start("second", tables)) {
				awaitUntil(
						() -> handles(second) && HandledChange.firstSeen(all(before, second)).equals(writers.steps()));
				second.terminate();
				assertThat(Journal.read(second.journal())).as("what comes again")
					.noneMatch((change) -> change.sequence().compareTo(checkpoint) <= 0);
				assertThat(all(before, second)).as("each change once").hasSize(2 * WRITES);
			}
			assertThat(tables.copies()).isEqualTo(tables.projection());
		}
	}

	/** No checkpoint is set but at the end. Few changes are in hand at a time. */
	private static ConsumerJvm start(String name, OrderTables tables) {
		List<String> properties = new ArrayList<>(tables.properties());
		properties.addAll(
				List.of("daplug.stream.kcl.application-name=" + NAME, "daplug.stream.kcl.initial-position=trim-horizon",
						"daplug.stream.kcl.failover-time=10s", "daplug.stream.kcl.poll-interval=100ms",
						"daplug.stream.kcl.checkpoint-interval=10m", "daplug.stream.kcl.max-pending=20"));
		return ConsumerJvm.start(FOLDER.resolve(name).toAbsolutePath(), properties);
	}

	private static boolean handles(ConsumerJvm consumer) {
		consumer.requireAlive();
		return Journal.size(consumer.journal()) > 0;
	}

	private static List<HandledChange> all(List<HandledChange> before, ConsumerJvm second) {
		List<HandledChange> all = new ArrayList<>(before);
		all.addAll(Journal.read(second.journal()));
		return all;
	}

	private static void awaitUntil(Callable<Boolean> condition) {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
