package io.daplug.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.daplug.conformance.Verdict.Kind;

/**
 * Counts what became of the cases, by area and reference.
 */
final class Tally {

	private final Map<String, Map<Kind, Integer>> groups = new LinkedHashMap<>();

	private final Map<Decision, Integer> decisions = new EnumMap<>(Decision.class);

	private final Set<String> arguments = new TreeSet<>();

	private final List<String> differentQuirks = new ArrayList<>();

	Tally(List<String> groups) {
		groups.forEach((group) -> this.groups.put(group, new EnumMap<>(Kind.class)));
	}

	void add(ConformanceCase conformanceCase, Verdict verdict) {
		this.groups.computeIfAbsent(conformanceCase.group(), (group) -> new EnumMap<>(Kind.class))
			.merge(verdict.kind(), 1, Integer::sum);
		if (verdict.decision() != null) {
			this.decisions.merge(verdict.decision(), 1, Integer::sum);
		}
		switch (verdict.kind()) {
			case NOT_EXPRESSIBLE -> this.arguments.addAll(verdict.details());
			case QUIRK_DIFFERENT -> this.differentQuirks.add("%s: %s%n%s%n".formatted(conformanceCase.group(),
					conformanceCase.name(), String.join(System.lineSeparator(), verdict.details())));
			default -> {
			}
		}
	}

	/** Where we differ from quirks of the reference, and how. */
	List<String> differentQuirks() {
		return this.differentQuirks;
	}

	/** A line for each area, one for what cannot be said, and one for our decisions. */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.groups.forEach((group, kinds) -> lines
			.add("conformance %s: %d passed, %d failed, %d quirks alike, %d quirks different, %d not expressible"
				.formatted(group, count(kinds, Kind.PASSED), count(kinds, Kind.FAILED), count(kinds, Kind.QUIRK_ALIKE),
						count(kinds, Kind.QUIRK_DIFFERENT), count(kinds, Kind.NOT_EXPRESSIBLE))));
		lines.add("conformance not expressible: %d (%s)".formatted(
				this.groups.values().stream().mapToInt((kinds) -> count(kinds, Kind.NOT_EXPRESSIBLE)).sum(),
				String.join(", ", this.arguments)));
		lines.add("conformance counted among the quirks without their mark: %d (%s)".formatted(
				this.decisions.values().stream().mapToInt(Integer::intValue).sum(),
				this.decisions.entrySet()
					.stream()
					.map((decided) -> "%s: %d".formatted(decided.getKey(), decided.getValue()))
					.collect(Collectors.joining("; "))));
		return lines;
	}

	private static int count(Map<Kind, Integer> kinds, Kind kind) {
		return kinds.getOrDefault(kind, 0);
	}

}
