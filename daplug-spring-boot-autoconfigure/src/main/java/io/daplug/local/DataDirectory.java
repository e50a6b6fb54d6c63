package io.daplug.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.daplug.local.EmbeddedDynamoDbStartException.Problem;

/**
 * The directory of one running server. Held by a lock, because two servers that write the
 * same database file make each other's requests fail.
 */
final class DataDirectory {

	private static final Log logger = LogFactory.getLog(DataDirectory.class);

	private static final String LOCK_FILE = "daplug.lock";

	private final FileChannel channel;

	private DataDirectory(FileChannel channel) {
		this.channel = channel;
	}

	static DataDirectory open(Path path) {
		FileChannel channel;
		try {
			Files.createDirectories(path);
			channel = FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		}
		catch (IOException ex) {
			throw new EmbeddedDynamoDbStartException(Problem.PATH,
					"The embedded DynamoDB cannot write to the directory '%s': %s".formatted(path, ex), ex);
		}
		DataDirectory directory = new DataDirectory(channel);
		try {
			if (lock(channel) != null) {
				return directory;
			}
		}
		catch (IOException ex) {
			directory.close();
			throw new EmbeddedDynamoDbStartException(Problem.PATH,
					"The embedded DynamoDB cannot lock the directory '%s': %s".formatted(path, ex), ex);
		}
		directory.close();
		throw new EmbeddedDynamoDbStartException(Problem.PATH,
				"The directory '%s' is in use by another embedded DynamoDB, of this application or of another one"
					.formatted(path),
				null);
	}

	private static @Nullable FileLock lock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			// The holder is in this JVM.
			return null;
		}
	}

	/**
	 * Gives the directory free; closing the channel releases the lock.
	 */
	void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			logger.debug("The lock of the embedded DynamoDB's directory was not closed", ex);
		}
	}

}
