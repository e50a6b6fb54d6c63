package io.daplug.local;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;

import io.daplug.local.EmbeddedDynamoDbStartException.Problem;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

import org.springframework.util.Assert;

/**
 * DynamoDB in this JVM, for development and tests: Amazon's DynamoDB Local behind a port
 * of 127.0.0.1. No other interface listens, and nothing is reported to Amazon.
 * <p>
 * All access keys and regions see the same tables. The data lives in memory until
 * {@link #stop()}, or in a directory, where the next start finds it. The first start in a
 * JVM loads a native library and takes about a second, later ones some tens of
 * milliseconds. The library's threads keep the JVM alive until {@link #stop()}.
 * <p>
 * DynamoDB Local is not DynamoDB: items past their time to live stay, throughput is not
 * limited, tags and backups are missing, and it slows down over some ten thousand items.
 * <p>
 * Instances are safe for use by several threads.
 */
public final class EmbeddedDynamoDb {

	private static final Log logger = LogFactory.getLog(EmbeddedDynamoDb.class);

	/**
	 * DynamoDB Local refuses access keys with other characters than letters and digits.
	 */
	private static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("daplug", "embedded"));

	private final @Nullable Path path;

	private final int port;

	private @Nullable DataDirectory directory;

	private @Nullable LoopbackServer server;

	private EmbeddedDynamoDb(@Nullable Path path, int port) {
		Assert.isTrue(port >= 0 && port <= 65535, () -> "'port' must be 0 (a free one) to 65535, not " + port);
		this.path = (path != null) ? path.toAbsolutePath().normalize() : null;
		this.port = port;
	}

	/**
	 * Creates a server that keeps its data in memory. It does not run before
	 * {@link #start()}.
	 * @return the server
	 */
	public static EmbeddedDynamoDb inMemory() {
		return inMemory(0);
	}

	/**
	 * Creates a server on a port of the caller's choice that keeps its data in memory. It
	 * does not run before {@link #start()}.
	 * @param port the port, 0 for a free one
	 * @return the server
	 */
	public static EmbeddedDynamoDb inMemory(int port) {
		return new EmbeddedDynamoDb(null, port);
	}

	/**
	 * Creates a server that keeps its data in a directory. It does not run before
	 * {@link #start()}.
	 * @param path the directory, created by the start if there is none
	 * @return the server
	 */
	public static EmbeddedDynamoDb onDisk(Path path) {
		return onDisk(path, 0);
	}

	/**
	 * Creates a server on a port of the caller's choice that keeps its data in a
	 * directory. It does not run before {@link #start()}.
	 * @param path the directory, created by the start if there is none
	 * @param port the port, 0 for a free one
	 * @return the server
	 */
	public static EmbeddedDynamoDb onDisk(Path path, int port) {
		Assert.notNull(path, "'path' must not be null");
		return new EmbeddedDynamoDb(path, port);
	}

	/**
	 * Starts the server and opens its database, so that a machine it cannot work on shows
	 * here and not with the first request. Does nothing if the server runs. A stopped
	 * server may be started again, on another port if it was to choose a free one.
	 * @throws EmbeddedDynamoDbStartException if the port is taken, the directory cannot
	 * be written or is in use by another embedded server, or the library is missing or
	 * does not work here; nothing is left running or locked
	 */
	public synchronized void start() {
		if (this.server != null) {
			return;
		}
		DataDirectory directory = (this.path != null) ? DataDirectory.open(this.path) : null;
		try {
			this.server = startServer();
			this.directory = directory;
		}
		finally {
			if (this.server == null && directory != null) {
				directory.close();
			}
		}
		logger.info("Embedded DynamoDB on %s (%s)".formatted(endpoint(),
				(this.path != null) ? "data in " + this.path : "in memory"));
	}

	private LoopbackServer startServer() {
		try {
			LoopbackServer server = new LoopbackServer(this.path, this.port);
			try {
				server.start();
				return server;
			}
			catch (Throwable ex) {
				stop(server);
				throw ex;
			}
		}
		catch (LinkageError ex) {
			throw EmbeddedDynamoDbStartException.libraryIncomplete(ex);
		}
		catch (Exception ex) {
			throw failure(ex);
		}
	}

	private EmbeddedDynamoDbStartException failure(Exception ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException) {
				return new EmbeddedDynamoDbStartException(Problem.PORT,
						"The embedded DynamoDB cannot listen on port %d of %s: %s".formatted(this.port,
								LoopbackServer.HOST, cause.getMessage()),
						ex);
			}
			if (cause instanceof LinkageError) {
				return EmbeddedDynamoDbStartException.libraryIncomplete(cause);
			}
		}
		return new EmbeddedDynamoDbStartException(Problem.OTHER, "The embedded DynamoDB does not start: " + ex, ex);
	}

	/**
	 * Stops the server: closes the port, then the database. Requests that come later are
	 * refused. Does nothing if the server does not run, and reports trouble to the log
	 * only.
	 */
	public synchronized void stop() {
		if (this.server != null) {
			stop(this.server);
			this.server = null;
		}
		if (this.directory != null) {
			this.directory.close();
			this.directory = null;
		}
	}

	private static void stop(LoopbackServer server) {
		try {
			server.stop();
		}
		catch (Exception ex) {
			logger.warn("The embedded DynamoDB did not stop cleanly", ex);
		}
	}

	/**
	 * Returns where the running server is reached.
	 * @return an address such as {@code http://127.0.0.1:42001}
	 * @throws IllegalStateException if the server does not run
	 */
	public synchronized URI endpoint() {
		Assert.state(this.server != null, "The embedded DynamoDB does not run: call start() first");
		return URI.create("http://" + LoopbackServer.HOST + ":" + this.server.port());
	}

	/**
	 * Points a client that is about to be built at the running server: sets its endpoint
	 * and credentials that the server accepts. The region is left alone, any will do.
	 * @param builder the builder of a client of DynamoDB or of DynamoDB Streams,
	 * synchronous or not
	 * @throws IllegalStateException if the server does not run
	 */
	public void configure(AwsClientBuilder<?, ?> builder) {
		builder.endpointOverride(endpoint());
		builder.credentialsProvider(CREDENTIALS);
	}

	/**
	 * Tells whether a client talks to this server.
	 * @param client the client
	 * @return whether its endpoint is this server's; false if the client does not tell
	 */
	public boolean serves(DynamoDbClient client) {
		return endpoint().equals(endpoint(client));
	}

	private static @Nullable URI endpoint(DynamoDbClient client) {
		try {
			DynamoDbServiceClientConfiguration configuration = client.serviceClientConfiguration();
			return (configuration != null) ? configuration.endpointOverride().orElse(null) : null;
		}
		catch (UnsupportedOperationException ex) {
			// What the interface does for clients that are not the SDK's own.
			return null;
		}
	}

}
