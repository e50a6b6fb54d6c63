package io.daplug.schema.pattern;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Runs a program on a text in one pass, in all its ways at once. The states that come up
 * are kept for other texts, so a character soon costs a look into a table. Safe for use
 * by several threads.
 */
final class Automaton {

	/** How much is kept: one for each step in a state. */
	private static final int MOST_KEPT = 200_000;

	/** Conditions without looks are below. */
	private static final int FEW_CONDITIONS = 8;

	private final Program program;

	private final Alphabet alphabet;

	private final boolean backward;

	/** Whether it can begin at the start of the text only. */
	private final boolean anchored;

	private final Map<Key, State> states = new ConcurrentHashMap<>();

	private final AtomicInteger kept = new AtomicInteger();

	private final State initial = new State(new int[] { 0 });

	/** The steps of a state, by value. */
	private record Key(int[] steps) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Key key && Arrays.equals(key.steps, this.steps);
		}

		@Override
		public int hashCode() {
			return Arrays.hashCode(this.steps);
		}

	}

	/** Steps at which the program may be between two characters. */
	private static final class State {

		private final int[] steps;

		private final AtomicReferenceArray<Moves> few = new AtomicReferenceArray<>(FEW_CONDITIONS);

		private final Map<Integer, Moves> many = new ConcurrentHashMap<>(0);

		State(int[] steps) {
			this.steps = steps;
		}

	}

	/** What can be done in a state where some conditions hold. */
	private static final class Moves {

		private final int[] ones;

		private final boolean found;

		private final AtomicReferenceArray<State> next;

		Moves(int[] ones, boolean found, int classes) {
			this.ones = ones;
			this.found = found;
			this.next = new AtomicReferenceArray<>((ones.length > 0) ? classes : 0);
		}

	}

	Automaton(Program program, Alphabet alphabet, boolean backward) {
		this.program = program;
		this.alphabet = alphabet;
		this.backward = backward;
		this.anchored = !backward && isAnchored();
	}

	private boolean isAnchored() {
		if ((this.program.uses() & Program.START) == 0) {
			return false;
		}
		int[] stack = new int[2 * this.program.size() + 1];
		boolean[] seen = new boolean[this.program.size()];
		int size = 1;
		while (size > 0) {
			int step = stack[--size];
			if (seen[step]) {
				continue;
			}
			seen[step] = true;
			switch (this.program.codes()[step]) {
				case Program.ONE, Program.FOUND -> {
					return false;
				}
				case Program.JUMP -> stack[size++] = this.program.first()[step];
				case Program.FORK -> {
					stack[size++] = this.program.first()[step];
					stack[size++] = this.program.second()[step];
				}
				default -> {
					if (this.program.first()[step] != Program.START) {
						stack[size++] = step + 1;
					}
				}
			}
		}
		return true;
	}

	/**
	 * Searches a text.
	 * @param reading the text
	 * @return whether the pattern is somewhere in it
	 */
	boolean finds(Reading reading) {
		return run(reading, null);
	}

	/**
	 * Searches a text for all places where the pattern ends, or begins if it is read
	 * backward.
	 * @param reading the text
	 * @return the places
	 */
	BitSet all(Reading reading) {
		BitSet places = new BitSet(reading.text().length() + 1);
		run(reading, places);
		return places;
	}

	private boolean run(Reading reading, @Nullable BitSet places) {
		String text = reading.text();
		int end = this.backward ? 0 : text.length();
		int at = text.length() - end;
		State state = this.initial;
		while (true) {
			Moves moves = moves(state, reading.conditions(at, this.program.uses()), reading);
			if (moves.found) {
				if (places == null) {
					return true;
				}
				places.set(at);
			}
			if (at == end || (this.anchored && moves.ones.length == 0)) {
				return false;
			}
			int point = this.backward ? text.codePointBefore(at) : text.codePointAt(at);
			at += this.backward ? -Character.charCount(point) : Character.charCount(point);
			state = next(moves, this.alphabet.classOf(point), reading);
		}
	}

	private Moves moves(State state, int conditions, Reading reading) {
		if (conditions < FEW_CONDITIONS) {
			Moves moves = state.few.get(conditions);
			if (moves == null) {
				moves = follow(state, conditions, reading);
				if (keeps(moves)) {
					state.few.set(conditions, moves);
				}
			}
			return moves;
		}
		Moves moves = state.many.get(conditions);
		if (moves == null) {
			moves = follow(state, conditions, reading);
			if (keeps(moves)) {
				state.many.put(conditions, moves);
			}
		}
		return moves;
	}

	private boolean keeps(Moves moves) {
		return this.kept.addAndGet(moves.ones.length + moves.next.length()) <= MOST_KEPT;
	}

	/** Goes on from all steps of a state to where a character is needed. */
	private Moves follow(State state, int conditions, Reading reading) {
		reading.begin(this.program.size());
		int[] stack = reading.stack();
		int[] ones = reading.reached();
		int size = 0;
		int count = 0;
		boolean found = false;
		for (int step : state.steps) {
			size = push(stack, size, step, reading);
		}
		while (size > 0) {
			int step = stack[--size];
			int first = this.program.first()[step];
			switch (this.program.codes()[step]) {
				case Program.ONE -> ones[count++] = step;
				case Program.FOUND -> found = true;
				case Program.JUMP -> size = push(stack, size, first, reading);
				case Program.FORK ->
					size = push(stack, push(stack, size, first, reading), this.program.second()[step], reading);
				default -> {
					if (((conditions & first) != 0) == (this.program.second()[step] == 1)) {
						size = push(stack, size, step + 1, reading);
					}
				}
			}
			reading.spend(1);
		}
		return new Moves(Arrays.copyOf(ones, count), found, this.alphabet.size());
	}

	private static int push(int[] stack, int size, int step, Reading reading) {
		if (!reading.add(step)) {
			return size;
		}
		stack[size] = step;
		return size + 1;
	}

	private State next(Moves moves, int symbol, Reading reading) {
		if (moves.ones.length == 0) {
			return this.initial;
		}
		State known = moves.next.get(symbol);
		if (known != null) {
			return known;
		}
		int[] steps = new int[moves.ones.length + 1];
		int count = 1;
		for (int step : moves.ones) {
			if (this.program.members()[this.program.first()[step]][symbol]) {
				steps[count++] = step + 1;
			}
		}
		reading.spend(moves.ones.length);
		int[] reached = Arrays.copyOf(steps, count);
		Arrays.sort(reached);
		if (this.kept.get() > MOST_KEPT) {
			return new State(reached);
		}
		State state = (count == 1) ? this.initial : this.states.computeIfAbsent(new Key(reached), (key) -> {
			this.kept.addAndGet(2 * key.steps().length + this.alphabet.size());
			return new State(key.steps());
		});
		moves.next.set(symbol, state);
		return state;
	}

}
