package io.daplug.conformance;

import org.jspecify.annotations.Nullable;

/**
 * The table manager's operations by their names.
 */
final class ManagerCalls {

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
		return switch (operation) {
			case "get_record" -> reads(manager, arguments).getRecord();
			case "query" -> reads(manager, arguments).query();
			case "scan" -> reads(manager, arguments).scan();
			case "delete_record" -> writes(manager, arguments).deleteRecord();
			case "batch_delete" -> writes(manager, arguments).batchDelete();
			case "batch_delete_records" -> writes(manager, arguments).batchDeleteRecords();
			default -> throw new NotExpressibleException(operation);
		};
	}

	private static ManagerReads reads(TableManager manager, Arguments arguments) {
		return new ManagerReads(manager, manager.template(), arguments);
	}

	private static ManagerWrites writes(TableManager manager, Arguments arguments) {
		return new ManagerWrites(manager, manager.template(), arguments);
	}

}
