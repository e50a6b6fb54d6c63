package io.daplug.benchmarks;

import java.util.List;

/**
 * Figures of one thing measured again and again. The middle one counts: one round that
 * was disturbed does not move it.
 *
 * @param values the figures
 */
record Series(List<Double> values) {

	Series {
		values = values.stream().sorted().toList();
	}

	double median() {
		int middle = this.values.size() / 2;
		return (this.values.size() % 2 == 1) ? this.values.get(middle)
				: (this.values.get(middle - 1) + this.values.get(middle)) / 2;
	}

}
