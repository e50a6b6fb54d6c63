package io.daplug.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;

/**
 * Measures contenders in one JVM, a few milliseconds each in turn. JMH gives every one a
 * JVM of its own, minutes apart: on a machine that others use at the same time it is they
 * who decide who wins. Here they hit all contenders alike. In exchange all share what the
 * compiler knows of the SDK.
 */
final class InTurns {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final int ROUNDS = 300;

	private final int callsPerTurn;

	private final Map<String, Supplier<?>> contenders = new LinkedHashMap<>();

	InTurns(Size size) {
		this.callsPerTurn = (size == Size.LARGE) ? 15 : 60;
	}

	void add(String name, Supplier<?> call) {
		this.contenders.put(name, call);
	}

	Map<String, Measurement> measure() {
		Map<String, List<Double>> times = new LinkedHashMap<>();
		Map<String, List<Double>> bytes = new LinkedHashMap<>();
		List<String> order = new ArrayList<>(this.contenders.keySet());
		for (int round = 0; round < ROUNDS; round++) {
			// Nobody always comes after the same one.
			order.add(order.remove(round % (order.size() - 1)));
			for (String name : order) {
				Supplier<?> call = this.contenders.getOrDefault(name, () -> null);
				long allocated = THREADS.getCurrentThreadAllocatedBytes();
				long start = THREADS.getCurrentThreadCpuTime();
				int answers = run(call);
				long end = THREADS.getCurrentThreadCpuTime();
				long allocatedThen = THREADS.getCurrentThreadAllocatedBytes();
				times.computeIfAbsent(name, (key) -> new ArrayList<>()).add((double) (end - start) / answers);
				bytes.computeIfAbsent(name, (key) -> new ArrayList<>())
					.add((double) (allocatedThen - allocated) / answers);
			}
		}
		Map<String, Measurement> measurements = new LinkedHashMap<>();
		this.contenders.keySet()
			.forEach((name) -> measurements.put(name, Measurement.of(series(times, name), series(bytes, name))));
		return measurements;
	}

	private int run(Supplier<?> call) {
		int answers = 0;
		for (int i = 0; i < this.callsPerTurn; i++) {
			answers += (call.get() != null) ? 1 : 0;
		}
		return answers;
	}

	private static Series series(Map<String, List<Double>> figures, String name) {
		return new Series(figures.getOrDefault(name, List.of()));
	}

}
