package io.daplug.conformance;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * The table manager's operations by their names.
 */
final class ManagerCalls {

	private static final Set<String> NOTHING = Set.of();

	private static final Set<String> RECORDS = Set.of("records");

	private static final Set<String> CLEARED = Set.of("partition_key", "partition_key_prefix", "index", "sort_key",
			"sort_key_prefix", "filter", "limit");

	/** What the ancestor's methods take. They refuse anything else. */
	private static final Map<String, Set<String>> ARGUMENTS = Map.ofEntries(Map.entry("create_table", NOTHING),
			Map.entry("delete_table", NOTHING), Map.entry("get_table_status", NOTHING),
			Map.entry("wait_until_exists", NOTHING), Map.entry("wait_until_not_exists", NOTHING),
			Map.entry("get_record", Set.of("record")),
			Map.entry("query",
					Set.of("partition_key", "index", "sort_key", "sort_key_prefix", "filter", "consistent_read",
							"scan_index_forward", "projection", "data", "limit")),
			Map.entry("scan", Set.of("filter", "projection", "data", "limit")),
			Map.entry("batch_get", Set.of("records", "consistent_read")),
			Map.entry("batch_get_records", Set.of("records", "consistent_read")),
			Map.entry("upsert_record", Set.of("record", "condition", "set_if_not_exists_keys", "extra_data")),
			Map.entry("batch_upsert", Set.of("records", "set_if_not_exists_keys")),
			Map.entry("batch_upsert_records", Set.of("records", "set_if_not_exists_keys")),
			Map.entry("delete_record", Set.of("record", "condition")), Map.entry("batch_delete", RECORDS),
			Map.entry("batch_delete_records", RECORDS), Map.entry("clear_table", CLEARED),
			Map.entry("clear_records", CLEARED), Map.entry("cached_get_record", Set.of("record")),
			Map.entry("cached_batch_get", RECORDS), Map.entry("cached_batch_get_records", RECORDS),
			Map.entry("invalidate_cache", NOTHING));

	static final Set<String> OPERATIONS = ARGUMENTS.keySet();

	private ManagerCalls() {
	}

	/**
	 * Carries out a step.
	 * @param manager the table manager
	 * @param operation name of the operation
	 * @param arguments the operation's arguments
	 * @return the result as the ancestor would give it; null for nothing
	 * @throws NotExpressibleException if we have no such operation, or cannot say what
	 * its arguments say
	 */
	static @Nullable Object call(TableManager manager, String operation, Arguments arguments) {
		Set<String> known = ARGUMENTS.get(operation);
		if (known == null) {
			throw new NotExpressibleException(operation);
		}
		arguments.requireKnown(known);
		return switch (operation) {
			case "create_table" -> manager.administrator().createIfMissing(manager.table()) ? "created" : null;
			case "delete_table" -> nothing(manager.administrator().delete(manager.table()));
			case "get_table_status" ->
				manager.administrator().status(manager.table()).map(TableStatus::toString).orElse(null);
			case "wait_until_exists" -> nothing(manager.administrator().awaitActive(manager.table()));
			case "wait_until_not_exists" -> gone(manager);
			case "get_record" -> reads(manager, arguments).getRecord();
			case "query" -> reads(manager, arguments).query();
			case "scan" -> reads(manager, arguments).scan();
			case "batch_get", "batch_get_records" -> reads(manager, arguments).batchGet();
			case "upsert_record" -> writes(manager, arguments).upsertRecord();
			case "batch_upsert" -> writes(manager, arguments).batchUpsert();
			case "batch_upsert_records" -> writes(manager, arguments).batchUpsertRecords();
			case "delete_record" -> writes(manager, arguments).deleteRecord();
			case "batch_delete" -> writes(manager, arguments).batchDelete();
			case "batch_delete_records" -> writes(manager, arguments).batchDeleteRecords();
			case "clear_table" -> clears(manager, arguments).clearTable();
			case "clear_records" -> clears(manager, arguments).clearRecords();
			case "cached_get_record" -> new ManagerReads(manager, manager.cached(), arguments).getRecord();
			case "cached_batch_get", "cached_batch_get_records" ->
				new ManagerReads(manager, manager.cached(), arguments).batchGet();
			case "invalidate_cache" -> invalidated(manager);
			default -> throw new NotExpressibleException(operation);
		};
	}

	private static @Nullable Object gone(TableManager manager) {
		manager.administrator().awaitGone(manager.table());
		return null;
	}

	private static @Nullable Object invalidated(TableManager manager) {
		manager.cache().clear();
		return null;
	}

	/** The ancestor answers nothing, whatever we do. */
	private static @Nullable Object nothing(Object answer) {
		return null;
	}

	private static ManagerReads reads(TableManager manager, Arguments arguments) {
		return new ManagerReads(manager, manager.template(), arguments);
	}

	private static ManagerClears clears(TableManager manager, Arguments arguments) {
		return new ManagerClears(manager, manager.template(), arguments);
	}

	private static ManagerWrites writes(TableManager manager, Arguments arguments) {
		return new ManagerWrites(manager, manager.template(), arguments);
	}

}
