package io.daplug.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.task.Backoff;
import io.daplug.task.TaskExecutorFactory;

/**
 * A registry over three tables, and the events that come of it.
 */
final class TestRegistry {

	/** Fast, and patient at shutdown. */
	static final ListenerOptions QUICK = ListenerOptions.defaults()
		.with((options) -> options.maxAttempts(3)
			.batchSize(1)
			.backoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), 2)));

	private static final TableRegistry TABLES = TableRegistry.of(Stream.of("orders", "prices", "archive")
		.map((name) -> TableDefinition.named(name).hashKey("id").build())
		.toList());

	private final List<ChangeParked> parked = new CopyOnWriteArrayList<>();

	private final StreamListenerRegistry registry;

	TestRegistry() {
		this(ChangeParking.NO_OP);
	}

	TestRegistry(ChangeParking parking) {
		this(parking, TaskExecutorFactory.simple());
	}

	TestRegistry(ChangeParking parking, TaskExecutorFactory executors) {
		this.registry = new StreamListenerRegistry(new ListenedTables(TABLES, Changes.CONVERTER), QUICK,
				(event) -> this.parked.add((ChangeParked) event), parking, executors);
	}

	StreamListenerRegistry registry() {
		return this.registry;
	}

	/** What was parked, in the order of the events. */
	List<ChangeParked> parked() {
		return this.parked;
	}

	List<ItemChange<?>> parkedChanges() {
		return this.parked.stream().<ItemChange<?>>map(ChangeParked::change).toList();
	}

	/** Registers a listener of orders under the id "one" and starts. */
	ListenerContainer start(ChangeHandler handler, Consumer<ListenerOptions.Builder> options) {
		ListenerContainer container = register("one", handler, options);
		this.registry.start();
		return container;
	}

	ListenerContainer register(String id, ChangeHandler handler, Consumer<ListenerOptions.Builder> options) {
		return this.registry.register(ListenerDefinition.named(id)
			.tables(List.of("orders"))
			.handler(handler)
			.options(QUICK.with(options))
			.build());
	}

	void accept(ItemChange<?>... changes) {
		this.registry.accept(List.of(changes));
	}

}
