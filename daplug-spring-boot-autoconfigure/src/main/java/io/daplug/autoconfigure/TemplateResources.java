package io.daplug.autoconfigure;

import java.time.Clock;

import io.daplug.autoconfigure.customize.TableCustomizers;
import io.daplug.id.ItemIdGenerator;
import io.daplug.table.gate.WriteGates;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.version.SchemaUpcasters;

/**
 * What templates take from the application, where it offers it.
 *
 * @param clock tells the time of changes, of timestamps, and when items expire
 * @param ids makes the ids of inserted items
 * @param executors creates the executors of batches and parallel scans
 * @param gates what may hold up or refuse writes
 * @param items what becomes of items that are read and written
 */
record TemplateResources(Clock clock, ItemIdGenerator ids, TaskExecutorFactory executors, WriteGates gates,
		Items items) {

	/**
	 * What beans of the application make of items.
	 *
	 * @param customizers change items before they are written, or refuse them
	 * @param upcasters make items of earlier versions items of the current one
	 */
	record Items(TableCustomizers customizers, SchemaUpcasters upcasters) {

	}

}
