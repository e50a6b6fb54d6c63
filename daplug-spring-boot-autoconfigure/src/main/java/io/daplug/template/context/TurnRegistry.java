package io.daplug.template.context;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.daplug.item.ItemKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Brings the announcements of each key into the order of its writes. DynamoDB does not
 * tell which of two writes at once was carried out first, so those of one key are sent
 * one after the other. Other keys do not wait.
 */
public final class TurnRegistry {

	/** Templates over one table share its turns, whoever made them. */
	private static final Map<DynamoDbClient, Map<String, TurnRegistry>> OF_TABLES = new WeakHashMap<>();

	private final Map<ItemKey, Turn> last = new HashMap<>();

	/**
	 * Returns the turns of a table.
	 * @param client the client through which the table is written
	 * @param tableName the name of the table in DynamoDB
	 * @return the turns of all who write the table through the client
	 */
	public static TurnRegistry of(DynamoDbClient client, String tableName) {
		synchronized (OF_TABLES) {
			return OF_TABLES.computeIfAbsent(client, (key) -> new HashMap<>())
				.computeIfAbsent(tableName, (key) -> new TurnRegistry());
		}
	}

	/**
	 * Takes the next turn of some keys and waits until the writes before it have been
	 * sent. It is taken for all keys at once: of two turns that share keys, one comes
	 * first everywhere, so they never wait for each other in a circle.
	 * @param keys the keys as they are stored
	 * @return the turn
	 */
	public Turn take(Collection<ItemKey> keys) {
		Turn turn = queue(keys);
		turn.announced().thenRun(() -> remove(keys, turn));
		turn.awaitSent();
		return turn;
	}

	private synchronized Turn queue(Collection<ItemKey> keys) {
		Set<Turn> before = new LinkedHashSet<>();
		keys.forEach((key) -> {
			Turn turn = this.last.get(key);
			if (turn != null) {
				before.add(turn);
			}
		});
		Turn turn = Turn.after(before);
		keys.forEach((key) -> this.last.put(key, turn));
		return turn;
	}

	private synchronized void remove(Collection<ItemKey> keys, Turn turn) {
		keys.forEach((key) -> this.last.remove(key, turn));
	}

	/** How many keys have writes that are not announced yet. */
	synchronized int size() {
		return this.last.size();
	}

}
