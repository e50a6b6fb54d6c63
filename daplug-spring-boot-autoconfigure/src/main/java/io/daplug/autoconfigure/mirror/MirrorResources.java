package io.daplug.autoconfigure.mirror;

import java.time.Clock;

import io.daplug.item.ItemConverter;
import io.daplug.task.TaskExecutorFactory;

/**
 * What operations on mirrors take from the application.
 *
 * @param converter converts items
 * @param clock tells the time
 * @param executors creates the threads
 */
record MirrorResources(ItemConverter converter, Clock clock, TaskExecutorFactory executors) {

}
