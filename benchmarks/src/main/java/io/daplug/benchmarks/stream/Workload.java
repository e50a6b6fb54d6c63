package io.daplug.benchmarks.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Which items the changes of a stream are of.
 */
enum Workload {

	/** As many items as changes, each with the same chance. */
	UNIFORM {

		@Override
		int items(int changes) {
			return changes;
		}

		@Override
		double weight(int item) {
			return 1;
		}

	},

	/**
	 * A thousand items, the chance of the nth in proportion to 1/n, as Zipf's law has it:
	 * the first ten have four changes of ten.
	 */
	SKEWED {

		@Override
		int items(int changes) {
			return 1_000;
		}

		@Override
		double weight(int item) {
			return 1.0 / (item + 1);
		}

	};

	/** How many items so many changes are of. */
	abstract int items(int changes);

	/** How often an item changes, beside the others. */
	abstract double weight(int item);

	/** The keys of changes, the same ones each time. */
	List<String> keys(int changes) {
		double[] sums = new double[items(changes)];
		double sum = 0;
		for (int item = 0; item < sums.length; item++) {
			sum += weight(item);
			sums[item] = sum;
		}
		Random random = new Random(42);
		List<String> keys = new ArrayList<>(changes);
		for (int change = 0; change < changes; change++) {
			int place = Arrays.binarySearch(sums, random.nextDouble() * sum);
			keys.add("o-" + ((place < 0) ? -place - 1 : place));
		}
		return keys;
	}

}
