package io.daplug.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many changes a second come from a stream into copies: by what the library's own
 * examples do, and by mirrors. All contenders run, each with a server of its own, and
 * take turns: they are held back until all changes of a turn are in the stream, and time
 * counts from the first request that writes a copy to the answer of the last one.
 */
final class ThroughputComparison {

	private final int changes;

	private final int rounds;

	private ThroughputComparison(int changes, int rounds) {
		this.changes = changes;
		this.rounds = rounds;
	}

	/**
	 * Measures, and returns the lines of a table.
	 * @param changes how many changes the stream holds
	 * @param rounds how often each contender has its turn
	 * @param delay how long the network takes for a request that puts copies
	 * @throws Exception if a contender fails
	 */
	static String table(int changes, int rounds, Duration delay) throws Exception {
		ThroughputComparison comparison = new ThroughputComparison(changes, rounds);
		StringBuilder table = new StringBuilder(
				"| keys | who copies | changes/s, each turn | requests for %,d changes | ratio of medians |%n"
					.formatted(changes))
			.append("|---|---|---|---|---|\n");
		List<Lane> lanes = new ArrayList<>();
		try {
			for (Contender contender : Contender.values()) {
				lanes.add(new Lane(contender, delay));
			}
			for (Lane lane : lanes) {
				// Until it is ready, and warm.
				lane.run(Workload.UNIFORM.keys(changes));
			}
			for (Workload workload : Workload.values()) {
				table.append(comparison.rows(workload, lanes));
			}
		}
		finally {
			for (Lane lane : lanes) {
				lane.close();
			}
		}
		return table.toString();
	}

	private String rows(Workload workload, List<Lane> lanes) throws Exception {
		List<String> keys = workload.keys(this.changes);
		Map<Contender, List<Lane.Turn>> turns = new LinkedHashMap<>();
		lanes.forEach((lane) -> turns.put(lane.contender(), new ArrayList<>()));
		for (int round = 0; round < this.rounds; round++) {
			for (int place = 0; place < lanes.size(); place++) {
				// Nobody always comes after the same one.
				Lane lane = lanes.get((round + place) % lanes.size());
				Lane.Turn turn = lane.run(keys);
				turns.computeIfAbsent(lane.contender(), (contender) -> new ArrayList<>()).add(turn);
				System.out.printf("%s: %,.0f changes/s%n", lane.contender().text(), turn.changesPerSecond());
			}
		}
		StringBuilder rows = new StringBuilder();
		double plain = median(turns.getOrDefault(Contender.PLAIN, List.of()));
		turns.forEach((contender,
				series) -> rows.append("| %s | %s | %s | %,d | %.1f |%n".formatted(
						workload.name().toLowerCase(Locale.ROOT), contender.text(),
						String.join("; ",
								series.stream().map((turn) -> "%,.0f".formatted(turn.changesPerSecond())).toList()),
						series.get(0).requests(), median(series) / plain)));
		return rows.toString();
	}

	private static double median(List<Lane.Turn> turns) {
		List<Double> sorted = turns.stream().map(Lane.Turn::changesPerSecond).sorted().toList();
		return sorted.get((sorted.size() - 1) / 2);
	}

}
