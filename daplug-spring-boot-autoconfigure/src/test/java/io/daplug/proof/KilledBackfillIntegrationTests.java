package io.daplug.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.daplug.mirror.BackfillProgress;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorOperations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a backfill beside writers, which also remove what is to be copied, comes to
 * the right end although the process that ran it was killed. Logs and journals lie in
 * {@code target/killed-backfill}.
 */
@Tag("kill")
class KilledBackfillIntegrationTests {

	private static final Path FOLDER = Path.of("target", "killed-backfill");

	private static final Path SURVIVOR = FOLDER.resolve("survivor.journal");

	private static final String NAME = "shop";

	private static final String MIRROR = "archive";

	private static final String OPERATIONS = "operations";

	private static final int WRITES_BEFORE = 500;

	/** Before the kill, before the backfill is resumed, and afterwards. */
	private static final int WRITES_BESIDE = 200;

	@Test
	void anotherInstanceTakesItToTheEnd() throws IOException, InterruptedException {
		FileSystemUtils.deleteRecursively(FOLDER);
		Files.createDirectories(FOLDER);
		try (OrderTables tables = new OrderTables();
				OrderWriters writers = new OrderWriters(tables.template(), tables.client())) {
			writers.allow(WRITES_BEFORE);
			awaitUntil(writers::isIdle);
			tables.create(OPERATIONS, "id", null);
			try (ConfigurableApplicationContext survivor = survivor(tables)) {
				MirrorOperations mirrors = survivor.getBean(MirrorOperations.class);
				awaitMirror(tables, writers);
				assertThat(tables.copies()).as("copies of what was written before")
					.hasSizeLessThan(tables.projection().size() / 2);
				killHalfWay(mirrors, tables, writers);
				writers.allow(WRITES_BESIDE);
				awaitUntil(() -> progress(mirrors).state() == BackfillState.INTERRUPTED);
				mirrors.resume(MIRROR);
				writers.allow(WRITES_BESIDE);
				awaitUntil(() -> progress(mirrors).state() == BackfillState.COMPLETED);
				assertThat(progress(mirrors).counts().failed()).isZero();
				awaitUntil(writers::isIdle);
				awaitUntil(() -> mirrors.verify(MIRROR).digests().areEqual());
			}
			assertThat(tables.copies()).isNotEmpty().isEqualTo(tables.projection());
		}
	}

	/** Writes until the mirror hears of it: what was written before, it never sees. */
	private static void awaitMirror(OrderTables tables, OrderWriters writers) {
		awaitUntil(() -> {
			writers.allow(1);
			return Journal.size(SURVIVOR) > 0;
		});
		// However long that takes, the mirror copies no more of what was written before.
		awaitUntil(() -> tables.checkpoint(NAME).isPresent());
	}

	private static void killHalfWay(MirrorOperations mirrors, OrderTables tables, OrderWriters writers)
			throws InterruptedException {
		List<String> properties = properties("killed", tables);
		properties.add("%s=%s".formatted(ConsumerApplication.BACKFILL, MIRROR));
		try (ConsumerJvm process = ConsumerJvm.start(FOLDER.resolve("killed").toAbsolutePath(), properties)) {
			awaitUntil(() -> {
				process.requireAlive();
				return mirrors.progress(MIRROR).filter((progress) -> progress.counts().read() > 0).isPresent();
			});
			writers.allow(WRITES_BESIDE);
			long read = progress(mirrors).counts().read();
			awaitUntil(() -> progress(mirrors).counts().read() > read + 20);
			process.kill();
		}
		BackfillProgress killed = progress(mirrors);
		assertThat(killed.counts().segmentsDone()).as("segments that are done").isLessThan(killed.counts().segments());
	}

	/** A second instance, in this process, which takes over what the first has read. */
	private static ConfigurableApplicationContext survivor(OrderTables tables) {
		List<String> arguments = new ArrayList<>();
		properties("survivor", tables).forEach((property) -> arguments.add("--" + property));
		arguments.add("--%s=%s".formatted(ConsumerApplication.JOURNAL, SURVIVOR));
		return new SpringApplicationBuilder(ConsumerApplication.class).run(arguments.toArray(String[]::new));
	}

	private static List<String> properties(String name, OrderTables tables) {
		List<String> properties = new ArrayList<>(tables.properties());
		properties.addAll(List.of("spring.application.name=" + name, "daplug.stream.kcl.application-name=" + NAME,
				"daplug.stream.kcl.initial-position=latest", "daplug.stream.kcl.failover-time=2s",
				"daplug.stream.kcl.poll-interval=100ms", "daplug.tables.operations.hash-key=id",
				"daplug.mirror-operations.table=" + OPERATIONS, "daplug.mirror-operations.lease=5s"));
		return properties;
	}

	private static BackfillProgress progress(MirrorOperations mirrors) {
		return mirrors.progress(MIRROR).orElseThrow();
	}

	private static void awaitUntil(Callable<Boolean> condition) {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(condition);
	}

}
