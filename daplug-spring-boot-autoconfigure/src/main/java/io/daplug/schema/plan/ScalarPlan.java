package io.daplug.schema.plan;

import java.util.List;

import io.daplug.schema.pattern.EcmaPattern;

/**
 * What the schema says of texts and numbers, but for the values that it names.
 */
public final class ScalarPlan {

	static final ScalarPlan NOTHING = new ScalarPlan(List.of(), List.of(), List.of(), "");

	private final List<Check<String>> texts;

	private final List<EcmaPattern> patterns;

	private final List<Check<String>> numbers;

	private final String format;

	/**
	 * Creates a plan.
	 * @param texts checks of texts
	 * @param patterns patterns that must be found in texts
	 * @param numbers checks of numbers
	 * @param format the format of values; empty if they have none
	 */
	public ScalarPlan(List<Check<String>> texts, List<EcmaPattern> patterns, List<Check<String>> numbers,
			String format) {
		this.texts = List.copyOf(texts);
		this.patterns = List.copyOf(patterns);
		this.numbers = List.copyOf(numbers);
		this.format = format;
	}

	String format() {
		return this.format;
	}

	/** Lengths come before patterns: a text that is too long is known by them. */
	void checkText(String text, Walk walk) {
		check(this.texts, text, walk);
		for (int i = 0; i < this.patterns.size() && !walk.isDecided(); i++) {
			EcmaPattern pattern = this.patterns.get(i);
			switch (pattern.search(text)) {
				case FOUND -> {
				}
				case ABSENT -> walk.violation("pattern", "must match the pattern " + pattern);
				case UNDECIDED -> walk.violation("pattern",
						"cannot be held against the pattern " + pattern + ", it would take too many steps");
			}
		}
	}

	void checkNumber(String number, Walk walk) {
		check(this.numbers, number, walk);
	}

	private static void check(List<Check<String>> checks, String value, Walk walk) {
		for (int i = 0; i < checks.size(); i++) {
			Check<String> check = checks.get(i);
			if (!check.test().test(value)) {
				walk.violation(check.keyword(), check.message());
			}
		}
	}

}
