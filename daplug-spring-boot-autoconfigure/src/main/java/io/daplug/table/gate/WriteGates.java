package io.daplug.table.gate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The gates of all tables of an application. Gates can be put in after templates were
 * made. Safe for use by many threads.
 */
public final class WriteGates {

	private final Map<String, TableGate> gates = new ConcurrentHashMap<>();

	/**
	 * Creates gates that let every write through.
	 */
	public WriteGates() {
	}

	/**
	 * The gate of one table, in the place of which another one can be put.
	 */
	private static final class TableGate implements WriteGate {

		private volatile WriteGate gate = WriteGate.OPEN;

		@Override
		public Pass enter(@Nullable String origin) {
			return this.gate.enter(origin);
		}

	}

	/**
	 * Returns the gate of a table.
	 * @param table the logical name of the table
	 * @return the gate, which stays the same whatever is put in
	 */
	public WriteGate of(String table) {
		return gate(table);
	}

	/**
	 * Puts a gate in for all later writes.
	 * @param table the logical name of the table
	 * @param gate the gate
	 */
	public void put(String table, WriteGate gate) {
		gate(table).gate = gate;
	}

	private TableGate gate(String table) {
		return this.gates.computeIfAbsent(table, (key) -> new TableGate());
	}

}
