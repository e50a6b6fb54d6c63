package io.daplug.autoconfigure;

import java.time.Clock;

import io.daplug.autoconfigure.customize.TableCustomizers;
import io.daplug.id.ItemIdGenerator;
import io.daplug.table.gate.WriteGates;
import io.daplug.task.TaskExecutorFactory;

/**
 * What templates take from the application, where it offers it.
 *
 * @param clock tells the time of changes, of timestamps, and when items expire
 * @param ids makes the ids of inserted items
 * @param executors creates the executors of batches and parallel scans
 * @param gates what may hold up or refuse writes
 * @param customizers change items before they are written, or refuse them
 */
record TemplateResources(Clock clock, ItemIdGenerator ids, TaskExecutorFactory executors, WriteGates gates,
		TableCustomizers customizers) {

}
