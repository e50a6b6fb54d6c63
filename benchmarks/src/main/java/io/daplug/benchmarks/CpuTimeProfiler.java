package io.daplug.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the processor time of a call. On a machine that does nothing else it is the
 * time that a call takes; on a busy one it is what would be left of that time if the
 * others went away. Public because JMH makes it in its forks.
 */
public final class CpuTimeProfiler implements InternalProfiler {

	static final String LABEL = "cpu.time.norm";

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private long before;

	/**
	 * Creates the profiler.
	 */
	public CpuTimeProfiler() {
	}

	@Override
	public String getDescription() {
		return "Processor time of the benchmark's threads per call";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.before = cpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double time = (double) (cpuTime() - this.before) / result.getMetadata().getAllOps();
		return List.of(new ScalarResult(LABEL, time, "ns/op", AggregationPolicy.AVG));
	}

	private static long cpuTime() {
		long time = 0;
		for (long id : THREADS.getAllThreadIds()) {
			ThreadInfo thread = THREADS.getThreadInfo(id);
			if (thread != null && thread.getThreadName().contains("-jmh-worker-")) {
				time += Math.max(0, THREADS.getThreadCpuTime(id));
			}
		}
		return time;
	}

}
