package io.daplug.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts what became of the cases, by area.
 */
final class Tally {

	private final Map<String, Counts> areas = new LinkedHashMap<>();

	private final Set<String> arguments = new TreeSet<>();

	private final List<String> differentQuirks = new ArrayList<>();

	private int notExpressible;

	private int decidedOtherwise;

	private static final class Counts {

		private int passed;

		private int failed;

		private int alike;

		private int different;

	}

	Tally(List<String> areas) {
		areas.forEach((area) -> this.areas.put(area, new Counts()));
	}

	void add(ConformanceCase conformanceCase, List<String> differences) {
		boolean same = differences.isEmpty();
		Counts counts = this.areas.computeIfAbsent(conformanceCase.area(), (area) -> new Counts());
		boolean decided = !same && conformanceCase.decidedOtherwise();
		this.decidedOtherwise += decided ? 1 : 0;
		if (conformanceCase.quirk() || decided) {
			counts.alike += same ? 1 : 0;
			counts.different += same ? 0 : 1;
			if (!same) {
				this.differentQuirks.add("%s: %s%n%s%n".formatted(conformanceCase.area(), conformanceCase.name(),
						String.join(System.lineSeparator(), differences)));
			}
		}
		else {
			counts.passed += same ? 1 : 0;
			counts.failed += same ? 0 : 1;
		}
	}

	void addNotExpressible(String argument) {
		this.notExpressible++;
		this.arguments.add(argument);
	}

	/** Where we differ from quirks of the reference, and how. */
	List<String> differentQuirks() {
		return this.differentQuirks;
	}

	/** A line for each area, and one for what cannot be said. */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.areas.forEach(
				(area, counts) -> lines.add("conformance %s: %d passed, %d failed, %d quirks alike, %d quirks different"
					.formatted(area, counts.passed, counts.failed, counts.alike, counts.different)));
		lines.add("conformance not expressible: %d (%s)".formatted(this.notExpressible,
				String.join(", ", this.arguments)));
		lines.add(
				"conformance counted among the quirks without their mark: %d (D2, null for what nobody set; D10, a key that carries its prefix already)"
					.formatted(this.decidedOtherwise));
		return lines;
	}

}
