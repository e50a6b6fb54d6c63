package io.daplug.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.daplug.event.ItemChange;
import io.daplug.stream.DaplugStreamListener;

/**
 * What the listener of one process was given, line by line, in a file that outlives the
 * process: what was written stays when the process is killed.
 */
final class Journal {

	private final FileChannel file;

	private Journal(FileChannel file) {
		this.file = file;
	}

	static Journal open(Path path) {
		try {
			return new Journal(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@DaplugStreamListener(tables = "orders", id = "journal")
	synchronized void add(ItemChange<?> change) throws IOException {
		ByteBuffer line = ByteBuffer.wrap(HandledChange.of(change).line().getBytes(StandardCharsets.UTF_8));
		while (line.hasRemaining()) {
			this.file.write(line);
		}
	}

	/** How much the process has written, in bytes. */
	static long size(Path path) {
		try {
			return Files.exists(path) ? Files.size(path) : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The process may have been killed in the middle of the last line. */
	static List<HandledChange> read(Path path) {
		try {
			String text = Files.exists(path) ? Files.readString(path) : "";
			return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(HandledChange::parse).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
