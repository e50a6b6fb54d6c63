package io.daplug.schema.pattern;

import java.util.Arrays;

/**
 * Runs a program that refers to texts of groups, one way after the other. That can take
 * any time, so the steps are bounded; no depth of the text costs depth of the stack.
 */
final class Backtracking {

	private final Program program;

	private final Alphabet alphabet;

	private final Reading reading;

	private final String text;

	private int[] registers;

	/** Ways that are left to go, and registers to be set back: two numbers each. */
	private int[] stack = new int[64];

	private int size;

	Backtracking(Program program, Alphabet alphabet, int registers, Reading reading) {
		this.program = program;
		this.alphabet = alphabet;
		this.reading = reading;
		this.text = reading.text();
		this.registers = new int[registers];
	}

	boolean finds() {
		for (int at = 0; at <= this.text.length(); at++) {
			Arrays.fill(this.registers, -1);
			if (run(0, at, -1)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Runs from a step at a place.
	 * @param start the step
	 * @param place the place
	 * @param wanted where it has to end, or a negative number
	 * @return whether it comes to an end
	 */
	private boolean run(int start, int place, int wanted) {
		int bottom = this.size;
		push(start, place);
		while (this.size > bottom) {
			int at = this.stack[--this.size];
			int step = this.stack[--this.size];
			if (step < 0) {
				this.registers[-step - 1] = at;
			}
			else if (follow(step, at, wanted)) {
				this.size = bottom;
				return true;
			}
		}
		return false;
	}

	/** Follows one way to its end, and puts down where others branch off. */
	private boolean follow(int start, int place, int wanted) {
		int step = start;
		int at = place;
		while (true) {
			this.reading.spend(1);
			int first = this.program.first()[step];
			switch (this.program.codes()[step]) {
				case Program.FOUND -> {
					return wanted < 0 || at == wanted;
				}
				case Program.JUMP -> step = first;
				case Program.FORK -> {
					push(this.program.second()[step], at);
					step = first;
				}
				case Program.ONE -> {
					at = next(first, at);
					if (at < 0) {
						return false;
					}
					step++;
				}
				case Program.AGAIN -> {
					int length = repeated(first);
					if (length > 0 && !this.text.regionMatches(at, this.text, this.registers[first], length)) {
						return false;
					}
					at += length;
					step++;
				}
				default -> {
					if (!holds(step, at)) {
						return false;
					}
					step++;
				}
			}
		}
	}

	/** The place behind a character of some set, negative if there is none. */
	private int next(int set, int at) {
		if (at == this.text.length()) {
			return -1;
		}
		int point = this.text.codePointAt(at);
		boolean member = this.program.members()[set][this.alphabet.classOf(point)];
		return member ? at + Character.charCount(point) : -1;
	}

	/** How long the text of a group is; one that has none is nowhere and everywhere. */
	private int repeated(int register) {
		int from = this.registers[register];
		int length = (from >= 0) ? Math.max(this.registers[register + 1] - from, 0) : 0;
		this.reading.spend(length / 16);
		return length;
	}

	private boolean holds(int step, int at) {
		int first = this.program.first()[step];
		int second = this.program.second()[step];
		switch (this.program.codes()[step]) {
			case Program.HOLDS -> {
				return (this.reading.conditions(at, first) != 0) == (second == 1);
			}
			case Program.MARK -> {
				set(first, at);
				return true;
			}
			case Program.FORGET -> {
				for (int register = first; register < second; register++) {
					set(register, -1);
				}
				return true;
			}
			case Program.PROGRESS -> {
				return this.registers[first] != at;
			}
			default -> {
				return looks(first, at, second);
			}
		}
	}

	private boolean looks(int start, int at, int bits) {
		boolean ahead = (bits & 1) != 0;
		boolean absent = (bits & 2) != 0;
		int[] before = this.registers.clone();
		boolean found = ahead ? run(start, at, -1) : behind(start, at);
		int[] after = this.registers;
		this.registers = before;
		if (found && !absent) {
			for (int register = 0; register < after.length; register++) {
				set(register, after[register]);
			}
		}
		return found != absent;
	}

	private boolean behind(int start, int at) {
		for (int from = at; from >= 0; from--) {
			if (run(start, from, at)) {
				return true;
			}
		}
		return false;
	}

	private void set(int register, int value) {
		if (this.registers[register] != value) {
			push(-register - 1, this.registers[register]);
			this.registers[register] = value;
		}
	}

	private void push(int step, int at) {
		if (this.size + 2 > this.stack.length) {
			this.reading.spend(this.size);
			this.stack = Arrays.copyOf(this.stack, this.size * 2);
		}
		this.stack[this.size++] = step;
		this.stack[this.size++] = at;
	}

}
