package io.daplug.sns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * An emulator of SNS and SQS that runs on Node, as a child of this JVM, and listens on
 * the loopback address only. It is installed by its lock file into the build's folder.
 */
final class SnsEmulator implements AutoCloseable {

	private static final String REQUIRED = "daplug.sns-emulator.required";

	private static final Path FOLDER = Path.of("target", "sns-emulator");

	private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "start.mjs",
			"without-sqlite.mjs");

	private static @Nullable Boolean installed;

	private final Process process;

	private final URI uri;

	private SnsEmulator(Process process, URI uri) {
		this.process = process;
		this.uri = uri;
	}

	/**
	 * Says whether there is Node, and the emulator could be installed. With
	 * {@code -Ddaplug.sns-emulator.required=true} the answer is yes, so that tests fail
	 * where it could not.
	 * @return whether it is there
	 */
	static synchronized boolean available() {
		if (Boolean.getBoolean(REQUIRED)) {
			return true;
		}
		if (installed == null) {
			try {
				install();
				installed = true;
			}
			catch (IllegalStateException ex) {
				installed = false;
			}
		}
		return installed;
	}

	static synchronized SnsEmulator start() {
		install();
		try {
			Process process = new ProcessBuilder("node", "start.mjs").directory(FOLDER.toFile())
				.redirectError(FOLDER.resolve("errors.txt").toFile())
				.start();
			BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
			String port = out.readLine();
			if (port == null) {
				throw new IllegalStateException(
						"The emulator did not start: " + Files.readString(FOLDER.resolve("errors.txt")));
			}
			return new SnsEmulator(process, URI.create("http://127.0.0.1:" + port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	URI uri() {
		return this.uri;
	}

	private static void install() {
		try {
			Files.createDirectories(FOLDER);
			Path mark = FOLDER.resolve("installed.json");
			Path lock = FOLDER.resolve("package-lock.json");
			for (String file : FILES) {
				try (InputStream in = SnsEmulator.class.getResourceAsStream("/sns-emulator/" + file)) {
					if (in == null) {
						throw new IllegalStateException("There is no '%s' among the test resources".formatted(file));
					}
					Files.copy(in, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
				}
			}
			if (!Files.exists(mark) || Files.mismatch(mark, lock) != -1) {
				run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
				Files.copy(lock, mark, StandardCopyOption.REPLACE_EXISTING);
			}
			run("node", "--version");
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"The emulator of SNS cannot be installed: it needs Node 20 or newer with npm", ex);
		}
	}

	private static void run(String... command) throws IOException {
		Path log = FOLDER.resolve("install.txt");
		Process process = new ProcessBuilder(command).directory(FOLDER.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IllegalStateException(
						"'%s' failed: %s".formatted(String.join(" ", command), Files.readString(log)));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
