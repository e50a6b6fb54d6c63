package io.daplug.proof;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that runs {@link ConsumerApplication}. Its journal and its log lie in a
 * folder and stay there.
 */
final class ConsumerJvm implements AutoCloseable {

	/** What Linux answers for a process that was killed: 128, and the signal's number. */
	private static final int SIGKILL = 128 + 9;

	private static final int SIGTERM = 128 + 15;

	private static final long END_SECONDS = 60;

	private final Process process;

	private final Path journal;

	private final Path log;

	private final Path operations;

	private ConsumerJvm(Process process, Path files) {
		this.process = process;
		this.journal = journal(files);
		this.log = log(files);
		this.operations = operations(files);
	}

	private static Path journal(Path files) {
		return files.resolveSibling(files.getFileName() + ".journal");
	}

	private static Path log(Path files) {
		return files.resolveSibling(files.getFileName() + ".log");
	}

	private static Path operations(Path files) {
		return files.resolveSibling(files.getFileName() + ".operations");
	}

	/**
	 * Starts a process.
	 * @param files what the names of its files begin with
	 * @param properties of the application
	 */
	static ConsumerJvm start(Path files, List<String> properties) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-D%s=%s".formatted(OperationRecorder.FILE, operations(files)),
				ConsumerApplication.class.getName()));
		properties.forEach((property) -> command.add("--" + property));
		command.add("--%s=%s".formatted(ConsumerApplication.JOURNAL, journal(files)));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log(files).toFile());
		builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
		try {
			Path recorder = Path.of(Objects.requireNonNull(ConsumerJvm.class.getResource("/proof-child")).toURI());
			builder.environment()
				.put("CLASSPATH", recorder + File.pathSeparator + System.getProperty("java.class.path"));
			return new ConsumerJvm(builder.start(), files);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What its clients called. */
	Path operations() {
		return this.operations;
	}

	/** What its listener was given. */
	Path journal() {
		return this.journal;
	}

	/** An instance ends when it is told to, and never by itself. */
	void requireAlive() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(
					"%s ended by itself with %d:%n%s".formatted(this, this.process.exitValue(), endOfLog()));
		}
	}

	private String endOfLog() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
		}
		catch (IOException ex) {
			return "no log: " + ex;
		}
	}

	/** Ends the process at once: nothing in it is told. */
	void kill() throws InterruptedException {
		requireAlive();
		this.process.destroyForcibly();
		assertThat(this.process.waitFor(END_SECONDS, TimeUnit.SECONDS)).as("%s ends", this).isTrue();
		assertThat(this.process.exitValue()).as("%s ends by SIGKILL", this).isEqualTo(SIGKILL);
	}

	/** Asks the process to end, and waits until it has. */
	void terminate() throws InterruptedException {
		requireAlive();
		// Not by the process itself, which would close its input, too.
		this.process.toHandle().destroy();
		assertThat(this.process.waitFor(END_SECONDS, TimeUnit.SECONDS)).as("%s ends when it is asked to", this)
			.isTrue();
		assertThat(this.process.exitValue()).as("%s ends by SIGTERM", this).isEqualTo(SIGTERM);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	@Override
	public String toString() {
		return "The process of " + this.log;
	}

}
