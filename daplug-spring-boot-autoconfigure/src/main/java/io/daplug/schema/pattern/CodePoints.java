package io.daplug.schema.pattern;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A set of code points, as ranges in ascending order that do not touch.
 */
final class CodePoints {

	static final CodePoints NONE = new CodePoints(new int[0]);

	static final CodePoints ALL = range(0, Character.MAX_CODE_POINT);

	static final CodePoints DIGITS = range('0', '9');

	static final CodePoints WORD = DIGITS.or(range('A', 'Z')).or(range('a', 'z')).or(range('_', '_'));

	static final CodePoints LINE_ENDS = range('\n', '\n').or(range('\r', '\r')).or(range(0x2028, 0x2029));

	/** What ECMA-262 calls white space, and its line terminators. */
	static final CodePoints SPACE = LINE_ENDS.or(range('\t', '\f'))
		.or(range(' ', ' '))
		.or(range(0xA0, 0xA0))
		.or(range(0x1680, 0x1680))
		.or(range(0x2000, 0x200A))
		.or(range(0x202F, 0x202F))
		.or(range(0x205F, 0x205F))
		.or(range(0x3000, 0x3000))
		.or(range(0xFEFF, 0xFEFF));

	/** First and last of each range, by turns. */
	private final int[] bounds;

	private CodePoints(int[] bounds) {
		this.bounds = bounds;
	}

	static CodePoints range(int first, int last) {
		return new CodePoints(new int[] { first, last });
	}

	/**
	 * Reads ranges that are written as hexadecimal numbers.
	 * @param text ranges as {@code first-last}, or single code points, with spaces
	 * between
	 * @return the set
	 */
	static CodePoints parse(String text) {
		CodePoints all = NONE;
		for (String range : text.trim().split("\\s+")) {
			String[] ends = range.split("-");
			all = all.or(range(Integer.parseInt(ends[0], 16), Integer.parseInt(ends[ends.length - 1], 16)));
		}
		return all;
	}

	static CodePoints where(IntPredicate test) {
		int[] bounds = new int[64];
		int size = 0;
		boolean inside = false;
		for (int point = 0; point <= Character.MAX_CODE_POINT + 1; point++) {
			boolean holds = point <= Character.MAX_CODE_POINT && test.test(point);
			if (holds != inside) {
				bounds = (size == bounds.length) ? Arrays.copyOf(bounds, size * 2) : bounds;
				bounds[size++] = holds ? point : point - 1;
				inside = holds;
			}
		}
		return new CodePoints(Arrays.copyOf(bounds, size));
	}

	CodePoints or(CodePoints other) {
		int[] joined = new int[this.bounds.length + other.bounds.length];
		int size = 0;
		int mine = 0;
		int its = 0;
		while (mine < this.bounds.length || its < other.bounds.length) {
			boolean first = its == other.bounds.length
					|| (mine < this.bounds.length && this.bounds[mine] <= other.bounds[its]);
			int from = first ? this.bounds[mine++] : other.bounds[its++];
			int to = first ? this.bounds[mine++] : other.bounds[its++];
			if (size > 0 && from <= joined[size - 1] + 1) {
				joined[size - 1] = Math.max(joined[size - 1], to);
			}
			else {
				joined[size++] = from;
				joined[size++] = to;
			}
		}
		return new CodePoints(Arrays.copyOf(joined, size));
	}

	CodePoints not() {
		int[] others = new int[this.bounds.length + 2];
		int size = 0;
		int next = 0;
		for (int i = 0; i < this.bounds.length; i += 2) {
			if (next < this.bounds[i]) {
				others[size++] = next;
				others[size++] = this.bounds[i] - 1;
			}
			next = this.bounds[i + 1] + 1;
		}
		if (next <= Character.MAX_CODE_POINT) {
			others[size++] = next;
			others[size++] = Character.MAX_CODE_POINT;
		}
		return new CodePoints(Arrays.copyOf(others, size));
	}

	boolean contains(int point) {
		int place = Arrays.binarySearch(this.bounds, point);
		return place >= 0 || (-place - 1) % 2 != 0;
	}

	/**
	 * First and last of each range, by turns.
	 * @return the ranges, which are not to be changed
	 */
	int[] bounds() {
		return this.bounds;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CodePoints points && Arrays.equals(points.bounds, this.bounds);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bounds);
	}

}
