package io.daplug.schema.pattern;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * A regular expression as JSON schema means it: ECMA-262 with the flag {@code u}, and
 * searched for, not matched against the whole text. Time is linear in the text, except
 * where groups are referred to. Safe for use by several threads.
 */
public final class EcmaPattern {

	/** What a search comes to. */
	public enum Outcome {

		/** The pattern is in the text. */
		FOUND,

		/** The pattern is not in the text. */
		ABSENT,

		/** Too many steps would be needed to tell. */
		UNDECIDED

	}

	private static final int MOST_LOOKS = 24;

	private final String expression;

	private final Alphabet alphabet;

	/** What lies ahead or behind, those inside others first. */
	private final List<Automaton> looks = new ArrayList<>();

	private final @Nullable Automaton automaton;

	private final @Nullable Program referring;

	private final int registers;

	private EcmaPattern(String expression, Part part) {
		this.expression = expression;
		List<CodePoints> sets = new ArrayList<>();
		PatternParts.visit(part, (each) -> {
			if (each instanceof Part.One one && !sets.contains(one.points())) {
				sets.add(one.points());
			}
		});
		this.alphabet = new Alphabet(sets);
		boolean refers = PatternParts.refers(part);
		Map<Part.Look, Integer> conditions = new IdentityHashMap<>();
		PatternParts.visit(part, (each) -> {
			if (each instanceof Part.Look look && (!refers || isApart(look))) {
				add(look, conditions);
			}
		});
		if (refers) {
			ProgramWriter writer = ProgramWriter.keeping(this.alphabet, conditions, PatternParts.groups(part).length);
			this.referring = writer.write(part);
			this.registers = writer.registers();
			this.automaton = null;
		}
		else {
			this.referring = null;
			this.registers = 0;
			this.automaton = automaton(part, conditions, false);
		}
	}

	/** Whether a look has nothing to do with the texts of groups. */
	private static boolean isApart(Part.Look look) {
		return !PatternParts.refers(look) && PatternParts.groups(look).length == 0;
	}

	private void add(Part.Look look, Map<Part.Look, Integer> conditions) {
		if (this.looks.size() == MOST_LOOKS) {
			throw new PatternSyntaxException("there are more than " + MOST_LOOKS + " lookaheads and lookbehinds",
					this.expression, -1);
		}
		this.looks.add(automaton(look.part(), conditions, look.ahead()));
		conditions.put(look, Program.WORD_EDGE << this.looks.size());
	}

	private Automaton automaton(Part part, Map<Part.Look, Integer> conditions, boolean backward) {
		Program program = new ProgramWriter(this.alphabet, conditions, backward).write(part);
		return new Automaton(program, this.alphabet, backward);
	}

	/**
	 * Compiles an expression.
	 * @param expression the expression as ECMA-262 writes it
	 * @return the pattern
	 * @throws PatternSyntaxException if it is not one
	 */
	public static EcmaPattern compile(String expression) {
		return new EcmaPattern(expression, PatternReader.read(expression));
	}

	/**
	 * Searches a text.
	 * @param text the text
	 * @return whether the pattern is in it
	 */
	public Outcome search(String text) {
		try {
			return finds(new Reading(text, this.looks.size())) ? Outcome.FOUND : Outcome.ABSENT;
		}
		catch (Reading.Exhausted ex) {
			return Outcome.UNDECIDED;
		}
	}

	private boolean finds(Reading reading) {
		for (int i = 0; i < this.looks.size(); i++) {
			reading.look(i, this.looks.get(i).all(reading));
		}
		if (this.automaton != null) {
			return this.automaton.finds(reading);
		}
		return this.referring != null
				&& new Backtracking(this.referring, this.alphabet, this.registers, reading).finds();
	}

	/**
	 * Searches a text of which it is not known to be absent: what cannot be decided
	 * counts as found.
	 * @param text the text
	 * @return whether the pattern is in it, or may be
	 */
	public boolean mayFind(String text) {
		return search(text) != Outcome.ABSENT;
	}

	@Override
	public String toString() {
		return this.expression;
	}

}
