package io.daplug.stream.kcl;

import java.time.Clock;

import io.daplug.stream.StreamListenerRegistry;
import io.daplug.task.TaskExecutorFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What the reading of all tables has in common.
 *
 * @param settings how streams are read
 * @param listeners where changes go
 * @param executors creates the threads
 * @param events where gaps are published
 * @param clock tells the time
 */
public record KclSurroundings(KclSettings settings, StreamListenerRegistry listeners, TaskExecutorFactory executors,
		ApplicationEventPublisher events, Clock clock) {

}
