package io.daplug.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one benchmark.
 *
 * @param callsPerSecond calls in a second of processor time, in those iterations that
 * were disturbed least
 * @param bytesPerCall bytes allocated by a call
 */
record Measurement(double callsPerSecond, double bytesPerCall) {

	private static final double NANOS = 1e9;

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	static Measurement of(List<RunResult> results) {
		List<Double> times = new ArrayList<>();
		List<Double> bytes = new ArrayList<>();
		for (RunResult result : results) {
			for (BenchmarkResult fork : result.getBenchmarkResults()) {
				for (IterationResult iteration : fork.getIterationResults()) {
					times.add(score(iteration, CpuTimeProfiler.LABEL));
					bytes.add(score(iteration, ALLOCATION));
				}
			}
		}
		return of(new Series(times), new Series(bytes));
	}

	/** What else the machine does only ever makes a call take longer: low times count. */
	static Measurement of(Series nanos, Series bytes) {
		return new Measurement(NANOS / nanos.lowerQuartile(), bytes.median());
	}

	private static double score(IterationResult iteration, String label) {
		Result<?> result = iteration.getSecondaryResults().get(label);
		if (result == null) {
			throw new IllegalStateException("No profiler reported " + label);
		}
		return result.getScore();
	}

}
