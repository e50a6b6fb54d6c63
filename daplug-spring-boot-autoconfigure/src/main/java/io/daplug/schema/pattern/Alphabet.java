package io.daplug.schema.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Characters in classes: those of one class are in the same of a pattern's sets, so a
 * pattern need not tell them apart.
 */
final class Alphabet {

	private static final int ASCII = 128;

	/** Where ranges of characters begin that belong to one class, in ascending order. */
	private final int[] starts;

	/** The class of each range. */
	private final int[] classes;

	private final int[] ascii = new int[ASCII];

	private final List<CodePoints> sets;

	/** Which sets the characters of each class belong to. */
	private final List<BitSet> belonging = new ArrayList<>();

	Alphabet(List<CodePoints> sets) {
		this.sets = List.copyOf(sets);
		TreeSet<Integer> starts = new TreeSet<>(List.of(0));
		for (CodePoints set : this.sets) {
			int[] bounds = set.bounds();
			for (int i = 0; i < bounds.length; i += 2) {
				starts.add(bounds[i]);
				starts.add(bounds[i + 1] + 1);
			}
		}
		this.starts = starts.stream().mapToInt(Integer::intValue).toArray();
		this.classes = new int[this.starts.length];
		Map<BitSet, Integer> known = new HashMap<>();
		for (int i = 0; i < this.starts.length; i++) {
			this.classes[i] = known.computeIfAbsent(belonging(this.starts[i]), (sorts) -> {
				this.belonging.add(sorts);
				return this.belonging.size() - 1;
			});
		}
		for (int point = 0; point < ASCII; point++) {
			this.ascii[point] = search(point);
		}
	}

	private BitSet belonging(int point) {
		BitSet belonging = new BitSet();
		for (int set = 0; set < this.sets.size(); set++) {
			belonging.set(set, this.sets.get(set).contains(point));
		}
		return belonging;
	}

	int size() {
		return this.belonging.size();
	}

	int classOf(int point) {
		return (point < ASCII) ? this.ascii[point] : search(point);
	}

	private int search(int point) {
		int place = Arrays.binarySearch(this.starts, point);
		return this.classes[(place >= 0) ? place : -place - 2];
	}

	int indexOf(CodePoints set) {
		return this.sets.indexOf(set);
	}

	/**
	 * Tells which classes belong to each set.
	 * @return by set and class
	 */
	boolean[][] members() {
		boolean[][] members = new boolean[this.sets.size()][size()];
		for (int set = 0; set < members.length; set++) {
			for (int each = 0; each < size(); each++) {
				members[set][each] = this.belonging.get(each).get(set);
			}
		}
		return members;
	}

}
