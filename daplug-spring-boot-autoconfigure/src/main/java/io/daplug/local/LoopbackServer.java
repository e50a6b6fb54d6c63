package io.daplug.local;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * The request handler of DynamoDB Local behind a connector of our own. The library's own
 * {@code ServerRunner} listens on every interface, prints to the console and reports its
 * use over the network; this way round none of that code is loaded.
 */
final class LoopbackServer {

	/**
	 * Not "localhost": a name may resolve to other addresses.
	 */
	static final String HOST = "127.0.0.1";

	/**
	 * Held here, or the level would be lost with the logger: SQLite's wrapper tells about
	 * every connection.
	 */
	private static final Logger sqliteLogger = Logger.getLogger("com.almworks.sqlite4java");

	static {
		if (sqliteLogger.getLevel() == null) {
			sqliteLogger.setLevel(Level.WARNING);
		}
	}

	private final Server server;

	private final ServerConnector connector;

	private final LocalDynamoDBRequestHandler requests;

	private final LocalDynamoDBServerHandler handler;

	/**
	 * Creates a server that does not listen yet.
	 * @param directory where the data is kept, in memory without it
	 * @param port the port to listen on, 0 for a free one
	 * @throws Exception what the library throws
	 */
	LoopbackServer(@Nullable Path directory, int port) throws Exception {
		QueuedThreadPool threads = new QueuedThreadPool();
		threads.setName("embedded-dynamodb");
		this.server = new Server(threads);
		HttpConfiguration http = new HttpConfiguration();
		http.setSendServerVersion(false);
		this.connector = new ServerConnector(this.server, 1, 1, new HttpConnectionFactory(http));
		this.connector.setHost(HOST);
		this.connector.setPort(port);
		this.server.addConnector(this.connector);
		// One database whatever the access key and the region of a request, as the
		// library's option "-sharedDb" has it.
		this.requests = new LocalDynamoDBRequestHandler(0, directory == null,
				(directory != null) ? directory.toString() : null, true, false);
		// No origin may send requests from a browser.
		this.handler = new LocalDynamoDBServerHandler(this.requests, "");
		this.server.setHandler(this.handler);
	}

	/**
	 * Opens the database, then the port.
	 * @throws Exception what the library and the server throw
	 */
	void start() throws Exception {
		// The library opens the database with the first request, whichever it is.
		this.requests.listTables("daplug", "local", ListTablesRequest.builder().build());
		this.server.start();
	}

	int port() {
		return this.connector.getLocalPort();
	}

	/**
	 * Closes the port first, so that no request finds a closed database.
	 * @throws Exception what the server throws
	 */
	void stop() throws Exception {
		try {
			this.server.stop();
		}
		finally {
			this.handler.close();
		}
	}

}
