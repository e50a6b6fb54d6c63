package io.daplug.schema.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * Writes the program of a pattern, or of a part of it.
 */
final class ProgramWriter {

	private static final int MOST_STEPS = 100_000;

	private final Alphabet alphabet;

	private final Map<Part.Look, Integer> conditions;

	/** Whether the pattern is read from its end to its beginning. */
	private final boolean backward;

	/** Whether texts of groups are kept, for they are referred to. */
	private final boolean marks;

	private byte[] codes = new byte[64];

	private int[] first = new int[64];

	private int[] second = new int[64];

	private int size;

	private int uses;

	private int registers;

	private final Map<Part.Look, List<Integer>> tries = new IdentityHashMap<>();

	/**
	 * Creates a writer.
	 * @param alphabet the characters that the pattern tells apart
	 * @param conditions what lies ahead or behind, by the bit of the condition
	 * @param backward whether the program reads texts backward
	 */
	ProgramWriter(Alphabet alphabet, Map<Part.Look, Integer> conditions, boolean backward) {
		this(alphabet, conditions, backward, -1);
	}

	/**
	 * Creates a writer.
	 * @param alphabet the characters that the pattern tells apart
	 * @param conditions what lies ahead or behind, by the bit of the condition
	 * @param groups how many groups there are, whose texts are kept
	 * @return the writer
	 */
	static ProgramWriter keeping(Alphabet alphabet, Map<Part.Look, Integer> conditions, int groups) {
		return new ProgramWriter(alphabet, conditions, false, groups);
	}

	private ProgramWriter(Alphabet alphabet, Map<Part.Look, Integer> conditions, boolean backward, int groups) {
		this.alphabet = alphabet;
		this.conditions = conditions;
		this.backward = backward;
		this.marks = groups >= 0;
		this.registers = 2 * groups + 2;
	}

	/**
	 * How many registers the program needs.
	 * @return the number
	 */
	int registers() {
		return this.registers;
	}

	Program write(Part part) {
		part(part);
		step(Program.FOUND, 0, 0);
		while (!this.tries.isEmpty()) {
			Part.Look look = this.tries.keySet().iterator().next();
			this.tries.remove(look).forEach((step) -> this.first[step] = this.size);
			part(look.part());
			step(Program.FOUND, 0, 0);
		}
		return new Program(Arrays.copyOf(this.codes, this.size), Arrays.copyOf(this.first, this.size),
				Arrays.copyOf(this.second, this.size), this.alphabet.members(), this.uses);
	}

	private int step(byte code, int first, int second) {
		if (this.size == MOST_STEPS) {
			throw new PatternSyntaxException("repetitions inside repetitions make the pattern too large", "", -1);
		}
		if (this.size == this.codes.length) {
			this.codes = Arrays.copyOf(this.codes, this.size * 2);
			this.first = Arrays.copyOf(this.first, this.size * 2);
			this.second = Arrays.copyOf(this.second, this.size * 2);
		}
		this.codes[this.size] = code;
		this.first[this.size] = first;
		this.second[this.size] = second;
		return this.size++;
	}

	private void part(Part part) {
		if (part instanceof Part.One one) {
			step(Program.ONE, this.alphabet.indexOf(one.points()), 0);
		}
		else if (part instanceof Part.Row row) {
			for (int i = 0; i < row.parts().size(); i++) {
				part(row.parts().get(this.backward ? row.parts().size() - 1 - i : i));
			}
		}
		else if (part instanceof Part.Either either) {
			either(either.parts());
		}
		else if (part instanceof Part.Times times) {
			times(times);
		}
		else if (part instanceof Part.Group group) {
			if (this.marks) {
				step(Program.MARK, 2 * group.number(), 0);
			}
			part(group.part());
			if (this.marks) {
				step(Program.MARK, 2 * group.number() + 1, 0);
			}
		}
		else if (part instanceof Part.Again again) {
			again(again);
		}
		else if (part instanceof Part.Place place) {
			place(place.kind());
		}
		else if (part instanceof Part.Look look) {
			look(look);
		}
	}

	private void either(List<Part> parts) {
		List<Integer> jumps = new ArrayList<>();
		for (int i = 0; i < parts.size() - 1; i++) {
			int fork = step(Program.FORK, this.size + 1, 0);
			part(parts.get(i));
			jumps.add(step(Program.JUMP, 0, 0));
			this.second[fork] = this.size;
		}
		part(parts.get(parts.size() - 1));
		jumps.forEach((jump) -> this.first[jump] = this.size);
	}

	private void times(Part.Times times) {
		int least = times.least();
		for (int i = 0; i < least; i++) {
			forget(times.part());
			part(times.part());
		}
		if (times.most() < 0) {
			int fork = step(Program.FORK, this.size + 1, 0);
			int register = this.marks ? this.registers++ : 0;
			if (this.marks) {
				step(Program.MARK, register, 0);
			}
			forget(times.part());
			part(times.part());
			if (this.marks) {
				step(Program.PROGRESS, register, 0);
			}
			step(Program.JUMP, fork, 0);
			this.second[fork] = this.size;
			return;
		}
		List<Integer> forks = new ArrayList<>();
		for (int i = least; i < times.most(); i++) {
			forks.add(step(Program.FORK, this.size + 1, 0));
			forget(times.part());
			part(times.part());
		}
		forks.forEach((fork) -> this.second[fork] = this.size);
	}

	/** Each repetition begins with groups that have no text. */
	private void forget(Part part) {
		int[] groups = this.marks ? PatternParts.groups(part) : new int[0];
		if (groups.length > 0) {
			step(Program.FORGET, 2 * groups[0], 2 * groups[groups.length - 1] + 2);
		}
	}

	private void again(Part.Again again) {
		// groups that share a name are in different alternatives: one has a text at most
		for (int group : again.groups()) {
			step(Program.AGAIN, 2 * group, 0);
		}
	}

	private void place(Part.Place.Kind kind) {
		int condition = switch (kind) {
			case START -> Program.START;
			case END -> Program.END;
			case WORD_EDGE, NO_WORD_EDGE -> Program.WORD_EDGE;
		};
		this.uses |= condition;
		step(Program.HOLDS, condition, (kind == Part.Place.Kind.NO_WORD_EDGE) ? 0 : 1);
	}

	private void look(Part.Look look) {
		Integer condition = this.conditions.get(look);
		if (condition != null) {
			this.uses |= condition;
			step(Program.HOLDS, condition, look.absent() ? 0 : 1);
			return;
		}
		int step = step(Program.TRY, 0, (look.ahead() ? 1 : 0) | (look.absent() ? 2 : 0));
		this.tries.computeIfAbsent(look, (key) -> new ArrayList<>()).add(step);
	}

}
