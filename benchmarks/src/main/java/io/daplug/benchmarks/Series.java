package io.daplug.benchmarks;

import java.util.List;

/**
 * Figures of one thing measured again and again.
 *
 * @param values the figures
 */
record Series(List<Double> values) {

	Series {
		values = values.stream().sorted().toList();
	}

	double lowerQuartile() {
		return this.values.get((this.values.size() - 1) / 4);
	}

	double median() {
		int middle = this.values.size() / 2;
		return (this.values.size() % 2 == 1) ? this.values.get(middle)
				: (this.values.get(middle - 1) + this.values.get(middle)) / 2;
	}

}
