package io.daplug.dynamodb;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * All who learn of the writes that are made through one client, whoever makes them.
 * Internal.
 */
public final class WriteWatches implements WriteWatch {

	private static final Map<DynamoDbClient, WriteWatches> OF_CLIENTS = new WeakHashMap<>();

	private final Map<Class<?>, WriteWatch> watches = new ConcurrentHashMap<>();

	private WriteWatches() {
	}

	/**
	 * Returns those who learn of the writes of a client.
	 * @param client the client through which tables are written
	 * @return the watches, the same ones for the same client
	 */
	public static WriteWatches of(DynamoDbClient client) {
		synchronized (OF_CLIENTS) {
			return OF_CLIENTS.computeIfAbsent(client, (key) -> new WriteWatches());
		}
	}

	/**
	 * Returns the one watch of a type. It learns of all writes from then on, and must not
	 * hold the client, which it is kept as long as.
	 * @param <W> the type
	 * @param type the type
	 * @param factory makes the watch, if there is none of the type yet
	 * @return the watch
	 */
	public <W extends WriteWatch> W watch(Class<W> type, Supplier<W> factory) {
		return type.cast(this.watches.computeIfAbsent(type, (key) -> factory.get()));
	}

	@Override
	public void ended(DynamoDbRequest request, boolean mayFollow) {
		this.watches.values().forEach((watch) -> watch.ended(request, mayFollow));
	}

}
