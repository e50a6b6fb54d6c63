package io.daplug.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two processes that share the changes of one table. One that is killed is started again,
 * with a journal of its own.
 */
final class ConsumerPair implements AutoCloseable {

	private static final int SIZE = 2;

	private final Path folder;

	private final List<String> properties;

	private final List<ConsumerJvm> running = new ArrayList<>();

	private final List<ConsumerJvm> all = new ArrayList<>();

	private final Map<ConsumerJvm, Long> marks = new HashMap<>();

	private final List<Long> killed = new ArrayList<>();

	ConsumerPair(Path folder, List<String> properties) {
		this.folder = folder.toAbsolutePath();
		this.properties = properties;
		for (int i = 0; i < SIZE; i++) {
			start();
		}
	}

	private void start() {
		ConsumerJvm consumer = ConsumerJvm.start(this.folder.resolve("consumer-" + (this.all.size() + 1)),
				this.properties);
		this.running.add(consumer);
		this.all.add(consumer);
	}

	/** Forgets how far the processes have come: what they do from now on counts. */
	void mark() {
		this.running.forEach((consumer) -> this.marks.put(consumer, Journal.size(consumer.journal())));
	}

	/** How many bytes all have written down since they were looked at last. */
	long progress() {
		this.running.forEach(ConsumerJvm::requireAlive);
		return this.running.stream().mapToLong(this::progress).sum();
	}

	private long progress(ConsumerJvm consumer) {
		return Journal.size(consumer.journal()) - this.marks.getOrDefault(consumer, 0L);
	}

	/** The process that does the most. */
	ConsumerJvm working() {
		return this.running.stream().max(Comparator.comparing(this::progress)).orElseThrow();
	}

	/** The process that was started last. */
	ConsumerJvm latest() {
		return this.running.get(this.running.size() - 1);
	}

	/** Kills a process, and starts another one in its place. */
	void kill(ConsumerJvm consumer) throws InterruptedException {
		this.killed.add(HandledChange.now());
		consumer.kill();
		this.running.remove(consumer);
		start();
	}

	/** Asks all processes to end, and waits until they have. */
	void terminate() throws InterruptedException {
		for (ConsumerJvm consumer : this.running) {
			consumer.terminate();
		}
	}

	/** When processes were killed, in microseconds since the epoch. */
	List<Long> killed() {
		return this.killed;
	}

	/** What was handled by any process that ever ran, in the order of time. */
	List<HandledChange> handled() {
		return this.all.stream()
			.flatMap((consumer) -> Journal.read(consumer.journal()).stream())
			.sorted(Comparator.comparingLong(HandledChange::micros))
			.toList();
	}

	/** What the clients of all processes called that ever ran. */
	Set<String> operations() {
		return OperationRecorder.read(this.all.stream().map(ConsumerJvm::operations).toList());
	}

	@Override
	public void close() {
		this.running.forEach(ConsumerJvm::close);
	}

}
