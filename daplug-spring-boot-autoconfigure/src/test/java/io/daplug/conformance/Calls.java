package io.daplug.conformance;

import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The ancestor's operations by their names.
 */
final class Calls {

	private Calls() {
	}

	/**
	 * Carries out a step.
	 * @param template what works with the step's table
	 * @param operation name of the operation
	 * @param arguments the operation's arguments
	 * @return the result as the ancestor would give it; null for nothing
	 * @throws NotExpressibleException if we have no such operation, or cannot say what
	 * its arguments say
	 */
	static @Nullable Object call(DaplugTemplate template, String operation, Arguments arguments) {
		return switch (operation) {
			case "insert" -> new Writes(template, arguments).insert();
			case "overwrite" -> new Writes(template, arguments).overwrite();
			case "create" -> new Writes(template, arguments).create();
			case "update" -> new Writes(template, arguments).update();
			case "delete" -> new Writes(template, arguments).delete();
			case "batch_insert" -> new Writes(template, arguments).batchInsert();
			case "batch_delete" -> new Writes(template, arguments).batchDelete();
			case "get" -> new Reads(template, arguments).get();
			case "query" -> new Reads(template, arguments).query();
			case "scan" -> new Reads(template, arguments).scan();
			case "read" -> new Reads(template, arguments).read();
			default -> throw new NotExpressibleException(operation);
		};
	}

}
