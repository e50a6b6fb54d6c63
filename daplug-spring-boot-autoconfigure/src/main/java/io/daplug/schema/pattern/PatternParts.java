package io.daplug.schema.pattern;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What a pattern is made of.
 */
final class PatternParts {

	private PatternParts() {
	}

	/**
	 * Visits a part and all parts in it, those inside first.
	 * @param part the part
	 * @param visitor what to do with each
	 */
	static void visit(Part part, Consumer<Part> visitor) {
		below(part).forEach((each) -> visit(each, visitor));
		visitor.accept(part);
	}

	private static List<Part> below(Part part) {
		if (part instanceof Part.Row row) {
			return row.parts();
		}
		if (part instanceof Part.Either either) {
			return either.parts();
		}
		if (part instanceof Part.Times times) {
			return List.of(times.part());
		}
		if (part instanceof Part.Group group) {
			return List.of(group.part());
		}
		return (part instanceof Part.Look look) ? List.of(look.part()) : List.of();
	}

	/**
	 * The numbers of the groups in a part.
	 * @param part the part
	 * @return the numbers in ascending order
	 */
	static int[] groups(Part part) {
		IntStream.Builder groups = IntStream.builder();
		visit(part, (each) -> {
			if (each instanceof Part.Group group) {
				groups.add(group.number());
			}
		});
		return groups.build().sorted().toArray();
	}

	/**
	 * Whether a part refers to the text of a group.
	 * @param part the part
	 * @return {@code true} if so
	 */
	static boolean refers(Part part) {
		boolean[] refers = new boolean[1];
		visit(part, (each) -> refers[0] |= each instanceof Part.Again);
		return refers[0];
	}

}
