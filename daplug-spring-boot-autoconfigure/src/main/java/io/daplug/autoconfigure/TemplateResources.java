package io.daplug.autoconfigure;

import java.time.Clock;
import java.util.List;

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
 * @param settings what features give to templates
 */
record TemplateResources(Clock clock, ItemIdGenerator ids, TaskExecutorFactory executors, WriteGates gates,
		List<TemplateSetting> settings) {

}
