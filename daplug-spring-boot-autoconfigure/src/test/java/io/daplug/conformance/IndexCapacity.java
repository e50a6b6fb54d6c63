package io.daplug.conformance;

/**
 * Cases in which an index has a capacity and its table has none. DynamoDB Local makes
 * such a table; DynamoDB refuses it, and so do we, when the table is declared.
 */
final class IndexCapacity {

	private static final String READ = "read_capacity_units";

	private static final String WRITE = "write_capacity_units";

	private IndexCapacity() {
	}

	static boolean occursIn(ConformanceCase candidate) {
		Arguments table = new Arguments(candidate.adapter());
		return candidate.ofTableManager() && !hasCapacity(table)
				&& table.json().path("indexes").valueStream().anyMatch((index) -> hasCapacity(new Arguments(index)));
	}

	private static boolean hasCapacity(Arguments options) {
		return options.truthy(READ) && options.truthy(WRITE);
	}

}
