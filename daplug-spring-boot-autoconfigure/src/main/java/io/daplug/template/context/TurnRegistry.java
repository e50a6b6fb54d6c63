package io.daplug.template.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.daplug.event.ChangeHandling;
import io.daplug.item.ItemKey;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.model.ItemBusyException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Brings the announcements of each key into the order of its writes. DynamoDB does not
 * tell which of two writes at once was carried out first, so those of one key are sent
 * one after the other. Other keys do not wait.
 */
public final class TurnRegistry {

	private static final Log logger = LogFactory.getLog(TurnRegistry.class);

	/** More announcements than these do not get stuck at once. */
	private static final int STUCK_AT_ONCE = 16;

	/** Templates over one table share its turns, whoever made them. */
	private static final Map<DynamoDbClient, Map<String, TurnRegistry>> OF_TABLES = new WeakHashMap<>();

	private final Map<ItemKey, Turn> last = new HashMap<>();

	private final String tableName;

	private final TurnLimits limits;

	private final TaskExecutorFactory executors;

	/** Goes on with what waits for a stuck announcement. Idle, it has no thread. */
	private @Nullable SimpleAsyncTaskExecutor executor;

	TurnRegistry(String tableName, TurnLimits limits, TaskExecutorFactory executors) {
		this.tableName = tableName;
		this.limits = limits;
		this.executors = executors;
	}

	/**
	 * Returns the turns of a table.
	 * @param client the client through which the table is written
	 * @param tableName the name of the table in DynamoDB
	 * @param executors where what waits for a stuck announcement goes on
	 * @return the turns of all who write the table through the client
	 */
	public static TurnRegistry of(DynamoDbClient client, String tableName, TaskExecutorFactory executors) {
		synchronized (OF_TABLES) {
			return OF_TABLES.computeIfAbsent(client, (key) -> new HashMap<>())
				.computeIfAbsent(tableName, (key) -> new TurnRegistry(tableName, TurnLimits.DEFAULT, executors));
		}
	}

	TurnLimits limits() {
		return this.limits;
	}

	/**
	 * Takes the next turn of some keys and waits until the writes before it have been
	 * sent. It is taken for all keys at once: of two turns that share keys, one comes
	 * first everywhere, so they never wait for each other in a circle.
	 * @param keys the keys as they are stored
	 * @return the turn
	 * @throws ItemBusyException if the writes before it are not sent in time, if the
	 * waiting is interrupted, or if too many changes wait to be announced
	 */
	public Turn take(Collection<ItemKey> keys) {
		return take(List.of(new Share(this, keys)));
	}

	/**
	 * Takes one turn of keys of several tables, which are written through one client.
	 * @param keys the keys as they are stored, by the turns of their tables; not empty
	 * @return the turn
	 * @throws ItemBusyException as for keys of one table
	 */
	public static Turn take(Map<TurnRegistry, ? extends Collection<ItemKey>> keys) {
		List<Share> shares = new ArrayList<>(keys.size());
		keys.forEach((registry, ofTable) -> shares.add(new Share(registry, ofTable)));
		// Everybody locks tables in this order.
		shares.sort(Comparator.comparing((share) -> share.registry().tableName));
		return take(shares);
	}

	private static Turn take(List<Share> shares) {
		Turn turn = queue(shares, new LinkedHashSet<>());
		turn.announced().thenRun(() -> shares.forEach((share) -> share.registry().remove(share.keys(), turn)));
		String problem = shares.get(0).registry().awaitPlace(turn);
		if (problem != null) {
			turn.giveUp();
			throw new ItemBusyException("Nothing was written to DynamoDB's table '%s': %s".formatted(
					shares.stream().map((share) -> share.registry().tableName).collect(Collectors.joining("', '")),
					problem));
		}
		return turn;
	}

	/**
	 * The keys of one table among those of a turn.
	 *
	 * @param registry the table's turns
	 * @param keys the keys as they are stored
	 */
	private record Share(TurnRegistry registry, Collection<ItemKey> keys) {

	}

	/** Waits; says what is wrong if the turn does not come. */
	private @Nullable String awaitPlace(Turn turn) {
		// What a listener writes waits for that listener, and must not be refused for it.
		if (!ChangeHandling.isUnderWay() && turn.waitedFor().size() > this.limits.waiting()) {
			return "more than %d changes of the item wait for their listeners, which do not keep up"
				.formatted(this.limits.waiting());
		}
		try {
			return turn.awaitSent(this.limits.sending()) ? null
					: "another thread of this application has been writing the item for more than %s"
						.formatted(this.limits.sending());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "the thread was interrupted while it waited for another one that writes the item";
		}
	}

	/** Holds all tables until the turn has its place in each. */
	private static Turn queue(List<Share> shares, Set<Turn> before) {
		Share share = shares.get(0);
		TurnRegistry registry = share.registry();
		synchronized (registry) {
			for (ItemKey key : share.keys()) {
				Turn turn = registry.last.get(key);
				if (turn != null) {
					before.add(turn);
				}
			}
			Turn turn = (shares.size() > 1) ? queue(shares.subList(1, shares.size()), before)
					: Turn.after(registry, before);
			share.keys().forEach((key) -> registry.last.put(key, turn));
			return turn;
		}
	}

	private synchronized void remove(Collection<ItemKey> keys, Turn turn) {
		keys.forEach((key) -> this.last.remove(key, turn));
	}

	/**
	 * Sees to it that a turn that waits for others is announced: from time to time, ends
	 * those before it that are stuck.
	 */
	void watch(Turn turn) {
		if (!turn.announced().isDone()) {
			CompletableFuture.delayedExecutor(this.limits.stuck().toNanos(), TimeUnit.NANOSECONDS, executor())
				.execute(() -> check(turn));
		}
	}

	private synchronized Executor executor() {
		SimpleAsyncTaskExecutor threads = this.executor;
		if (threads == null) {
			threads = this.executors.createForWorkers("daplug-turns-", STUCK_AT_ONCE);
			threads.setRejectTasksWhenLimitReached(true);
			this.executor = threads;
		}
		return threads;
	}

	private void check(Turn turn) {
		List<Turn> stuck = turn.waitedFor().stream().filter((before) -> before.isStuck(this.limits.stuck())).toList();
		// What waited goes on within the next lines, and may be stuck itself.
		watch(turn);
		if (!stuck.isEmpty()) {
			logger.error(("A listener has taken more than %s for a change of an item of DynamoDB's table '%s', and "
					+ "later changes of the item do not wait for it any more")
				.formatted(this.limits.stuck(), this.tableName));
		}
		stuck.forEach(Turn::end);
	}

	/** How many keys have writes that are not announced yet. */
	synchronized int size() {
		return this.last.size();
	}

}
