package io.daplug.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.daplug.benchmarks.stream.StreamFigures;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs everything side by side and puts the ratios into a table. Those that are compared
 * take turns, each in a new JVM every time, so that whatever else the machine does hits
 * all of them.
 * <p>
 * Arguments: {@code -quick} for a first look (one turn instead of three, so one
 * compilation of each and more noise), {@code -no-bulk} and {@code -only-bulk},
 * {@code -starter} for inserts in applications with and without listeners alone,
 * {@code -streamed} for items that are streamed into a table and out of it alone,
 * {@code -cached} for gets of what is in the cache alone, {@code -reads} for reads of
 * many items alone, {@code -changes} for changes of parts of items alone,
 * {@code -transactions} for transactions alone, {@code -types} for types of items that
 * share a table alone, {@code -streams} for mirrors that read streams alone (or one of
 * {@code throughput}, {@code network}, {@code latency}, {@code lambda} and {@code heap}
 * after it), {@code -write FILE} to put the table into a file, between its marks.
 */
public final class Ratios {

	private static final int BULK_ITEMS = 20_000;

	private static final int STREAMED_ITEMS = 200_000;

	private static final int STREAMING_MEGABYTES = 64;

	private static final int TURNS = 3;

	private final boolean quick;

	private Ratios(boolean quick) {
		this.quick = quick;
	}

	/**
	 * Runs everything.
	 * @param arguments what to leave out, and where to put the table
	 * @throws Exception if something does not run
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> given = List.of(arguments);
		if (given.contains("-starter")) {
			System.out.println(StarterComparison.table());
			return;
		}
		if (given.contains("-types")) {
			System.out.println(ItemTypeComparison.table());
			return;
		}
		if (given.contains("-transactions")) {
			System.out.println(TransactionComparison.table());
			return;
		}
		if (given.contains("-reads")) {
			System.out.println(ReadComparison.table(BULK_ITEMS, given.contains("-quick") ? 3 : 9));
			return;
		}
		if (given.contains("-streamed")) {
			System.out.println(StreamingComparison.table(STREAMED_ITEMS, STREAMING_MEGABYTES));
			BulkComparison.Outcome streamed = new BulkComparison(BULK_ITEMS, given.contains("-quick") ? 2 : 5)
				.runStreamed();
			System.out.println("batch of a stream ÷ loop by hand: %.2f (%,.0f and %,.0f items/s)"
				.formatted(streamed.ratio(), streamed.daplug().median(), streamed.byHand().median()));
			return;
		}
		if (given.contains("-cached")) {
			System.out.println(CachedGets.table());
			return;
		}
		if (given.contains("-changes")) {
			System.out.println(ChangeComparison.table());
			return;
		}
		if (given.contains("-streams")) {
			StreamFigures.print(given, given.contains("-quick"));
			// The Kinesis Client Library leaves threads behind.
			System.exit(0);
		}
		Ratios ratios = new Ratios(given.contains("-quick"));
		RatioTable table = new RatioTable();
		if (!given.contains("-only-bulk")) {
			if (given.contains("-in-turns")) {
				table.calls(inTurns(Ratios::inserts), inTurns(Ratios::gets));
				table.schema(inTurns(Ratios::checks));
			}
			else {
				table.calls(ratios.measure(InsertBenchmark.class), ratios.measure(GetBenchmark.class));
				table.schema(ratios.measure(SchemaBenchmark.class));
			}
		}
		if (!given.contains("-no-bulk")) {
			table.bulk(BULK_ITEMS, new BulkComparison(BULK_ITEMS, ratios.quick ? 2 : 5).run());
		}
		System.out.println(table);
		int write = given.indexOf("-write");
		if (write >= 0) {
			Path file = Path.of(given.get(write + 1));
			Files.writeString(file, table.into(Files.readString(file)));
		}
	}

	private static Map<Size, Map<String, Measurement>> inTurns(BiConsumer<InTurns, Size> contenders) {
		Map<Size, Map<String, Measurement>> measured = new LinkedHashMap<>();
		for (Size size : Size.values()) {
			InTurns turns = new InTurns(size);
			contenders.accept(turns, size);
			measured.put(size, turns.measure());
		}
		return measured;
	}

	private static void inserts(InTurns turns, Size size) {
		for (Contender contender : Contender.values()) {
			InsertBenchmark benchmark = new InsertBenchmark();
			benchmark.size = size;
			benchmark.contender = contender;
			benchmark.setUp();
			turns.add(contender.name(), benchmark::insert);
		}
	}

	private static void gets(InTurns turns, Size size) {
		// A get is not mapped.
		for (Contender contender : EnumSet
			.complementOf(EnumSet.of(Contender.DAPLUG_STRICT_MAP, Contender.DAPLUG_STRICT_RECORD))) {
			GetBenchmark benchmark = new GetBenchmark();
			benchmark.size = size;
			benchmark.contender = contender;
			benchmark.setUp();
			turns.add(contender.name(), benchmark::get);
		}
	}

	private static void checks(InTurns turns, Size size) {
		for (SchemaBenchmark.Checker checker : SchemaBenchmark.Checker.values()) {
			SchemaBenchmark benchmark = new SchemaBenchmark();
			benchmark.size = size;
			benchmark.contender = checker;
			benchmark.setUp();
			turns.add(checker.name(), benchmark::check);
		}
	}

	private Map<Size, Map<String, Measurement>> measure(Class<?> benchmark) throws RunnerException {
		Map<Size, Map<String, Measurement>> measured = new LinkedHashMap<>();
		for (Size size : Size.values()) {
			Map<String, List<RunResult>> contenders = new LinkedHashMap<>();
			for (int turn = 0; turn < (this.quick ? 1 : TURNS); turn++) {
				for (RunResult result : run(benchmark, size)) {
					contenders.computeIfAbsent(result.getParams().getParam("contender"), (name) -> new ArrayList<>())
						.add(result);
				}
			}
			Map<String, Measurement> measurements = new LinkedHashMap<>();
			contenders.forEach((name, results) -> measurements.put(name, Measurement.of(results)));
			measured.put(size, measurements);
		}
		return measured;
	}

	private Collection<RunResult> run(Class<?> benchmark, Size size) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include("\\." + benchmark.getSimpleName() + "\\.")
			.param("size", size.name())
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuTimeProfiler.class)
			.jvmArgsAppend("-Xms1g", "-Xmx1g")
			.shouldFailOnError(true)
			.forks(1)
			.warmupIterations(1)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(4)
			.measurementTime(TimeValue.milliseconds(500));
		return new Runner(options.build()).run();
	}

}
