package io.daplug.schema.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

import io.daplug.schema.pattern.Part.Place;
import org.jspecify.annotations.Nullable;

/**
 * Reads regular expressions as ECMA-262 writes them with the flag {@code u}. What older
 * expressions have without it, and what can mean one thing only, is understood too:
 * brackets that stand for themselves, needless escapes of punctuation, and a dash beside
 * {@code \w} in a class.
 */
final class PatternReader {

	private static final int MOST_TIMES = 100_000;

	private static final int DEEPEST = 250;

	private final String text;

	private final Escapes escapes;

	private int at;

	private int depth;

	private int groups;

	private final Map<String, List<Integer>> names = new HashMap<>();

	/** Names that a group of the alternative at hand has. */
	private Set<String> taken = new HashSet<>();

	/** References to groups, which may come later. */
	private final List<Runnable> references = new ArrayList<>();

	private PatternReader(String text) {
		this.text = text;
		this.escapes = new Escapes(text);
	}

	static Part read(String text) {
		PatternReader reader = new PatternReader(text);
		Part part = reader.alternatives();
		if (reader.at < text.length()) {
			throw reader.fault("')' closes nothing", reader.at);
		}
		reader.references.forEach(Runnable::run);
		return part;
	}

	private PatternSyntaxException fault(String problem, int at) {
		return new PatternSyntaxException(problem, this.text, at);
	}

	private boolean has(String next) {
		return this.text.startsWith(next, this.at);
	}

	private boolean take(String next) {
		if (has(next)) {
			this.at += next.length();
			return true;
		}
		return false;
	}

	private Part alternatives() {
		if (++this.depth > DEEPEST) {
			throw fault("groups are nested too deeply", this.at);
		}
		Set<String> before = this.taken;
		Set<String> all = new HashSet<>(before);
		List<Part> parts = new ArrayList<>();
		do {
			this.taken = new HashSet<>(before);
			parts.add(row());
			all.addAll(this.taken);
		}
		while (take("|"));
		this.taken = all;
		this.depth--;
		return (parts.size() == 1) ? parts.get(0) : new Part.Either(List.copyOf(parts));
	}

	private Part row() {
		List<Part> parts = new ArrayList<>();
		while (this.at < this.text.length() && !has("|") && !has(")")) {
			int start = this.at;
			Part part = single();
			parts.add(repeated(part, start));
		}
		return (parts.size() == 1) ? parts.get(0) : new Part.Row(List.copyOf(parts));
	}

	private Part repeated(Part part, int start) {
		int[] times = times();
		if (times == null) {
			return part;
		}
		if (part instanceof Place || part instanceof Part.Look) {
			throw fault("a place cannot be repeated", start);
		}
		// whether few or many are tried first makes no difference here
		take("?");
		int end = this.at;
		if (times() != null) {
			throw fault("there is nothing to repeat", end);
		}
		return new Part.Times(part, times[0], times[1]);
	}

	private int @Nullable [] times() {
		if (take("*")) {
			return new int[] { 0, -1 };
		}
		if (take("+")) {
			return new int[] { 1, -1 };
		}
		if (take("?")) {
			return new int[] { 0, 1 };
		}
		int end = this.text.indexOf('}', this.at);
		String inside = (has("{") && end > 0) ? this.text.substring(this.at + 1, end) : "";
		if (!inside.matches("[0-9]+(,[0-9]*)?")) {
			return null;
		}
		int comma = inside.indexOf(',');
		int least = number((comma < 0) ? inside : inside.substring(0, comma));
		int most = (comma < 0) ? least : (comma == inside.length() - 1) ? -1 : number(inside.substring(comma + 1));
		if (most >= 0 && most < least) {
			throw fault("the numbers of a repetition are out of order", this.at);
		}
		this.at = end + 1;
		return new int[] { least, most };
	}

	private int number(String digits) {
		String significant = digits.replaceFirst("^0+(?=.)", "");
		int number = (significant.length() <= 6) ? Integer.parseInt(significant) : Integer.MAX_VALUE;
		if (number > MOST_TIMES) {
			throw fault("nothing can be repeated more than " + MOST_TIMES + " times", this.at);
		}
		return number;
	}

	private Part single() {
		char character = this.text.charAt(this.at);
		switch (character) {
			case '^' -> {
				this.at++;
				return new Place(Place.Kind.START);
			}
			case '$' -> {
				this.at++;
				return new Place(Place.Kind.END);
			}
			case '.' -> {
				this.at++;
				return new Part.One(CodePoints.LINE_ENDS.not());
			}
			case '(' -> {
				return group();
			}
			case '[' -> {
				ClassReader reader = new ClassReader(this.text, this.escapes, this.at);
				Part part = new Part.One(reader.read());
				this.at = reader.end();
				return part;
			}
			case '\\' -> {
				return escape();
			}
			case '*', '+', '?' -> throw fault("there is nothing to repeat", this.at);
			default -> {
				if (character == '{' && times() != null) {
					throw fault("there is nothing to repeat", this.at);
				}
				int point = this.text.codePointAt(this.at);
				this.at += Character.charCount(point);
				return new Part.One(CodePoints.range(point, point));
			}
		}
	}

	private Part group() {
		int start = this.at++;
		Part part;
		if (take("?=") || take("?!")) {
			boolean absent = this.text.charAt(this.at - 1) == '!';
			part = new Part.Look(alternatives(), true, absent);
		}
		else if (take("?<=") || take("?<!")) {
			boolean absent = this.text.charAt(this.at - 1) == '!';
			part = new Part.Look(alternatives(), false, absent);
		}
		else if (take("?:")) {
			Part inside = alternatives();
			part = (inside instanceof Place || inside instanceof Part.Look) ? new Part.Row(List.of(inside)) : inside;
		}
		else if (take("?<")) {
			String name = name();
			if (!this.taken.add(name)) {
				throw fault("the name '" + name + "' is given to two groups", start);
			}
			int number = ++this.groups;
			this.names.computeIfAbsent(name, (key) -> new ArrayList<>()).add(number);
			part = new Part.Group(number, alternatives());
		}
		else if (has("?")) {
			throw fault("groups begin with '(', '(?:', '(?<name>', '(?=', '(?!', '(?<=' or '(?<!'", start);
		}
		else {
			int number = ++this.groups;
			part = new Part.Group(number, alternatives());
		}
		if (!take(")")) {
			throw fault("a group is not closed", start);
		}
		return part;
	}

	private String name() {
		int end = this.text.indexOf('>', this.at);
		String name = (end > 0) ? this.text.substring(this.at, end) : "";
		boolean valid = !name.isEmpty() && name.codePoints().allMatch(PatternReader::isNamePart)
				&& !Character.isDigit(name.codePointAt(0)) && isNamePart(name.codePointAt(0));
		if (!valid) {
			throw fault("'" + name + "' is not a name", this.at);
		}
		this.at = end + 1;
		return name;
	}

	private static boolean isNamePart(int point) {
		return point == '$' || Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point)
				|| point == 0x200C || point == 0x200D;
	}

	private Part escape() {
		int start = this.at;
		char next = (this.at + 1 < this.text.length()) ? this.text.charAt(this.at + 1) : ' ';
		if (next == 'b' || next == 'B') {
			this.at += 2;
			return new Place((next == 'b') ? Place.Kind.WORD_EDGE : Place.Kind.NO_WORD_EDGE);
		}
		if (next == 'k') {
			this.at += 2;
			if (!take("<")) {
				throw fault("'\\k' must be followed by a name in '<' and '>'", start);
			}
			String name = name();
			List<Integer> groups = new ArrayList<>();
			this.references.add(() -> {
				if (!this.names.containsKey(name)) {
					throw fault("there is no group '" + name + "'", start);
				}
				groups.addAll(this.names.get(name));
			});
			return new Part.Again(groups);
		}
		if (next >= '1' && next <= '9') {
			int end = this.at + 2;
			while (end < this.text.length() && end < this.at + 7 && Character.isDigit(this.text.charAt(end))) {
				end++;
			}
			int number = Integer.parseInt(this.text.substring(this.at + 1, end));
			this.at = end;
			this.references.add(() -> {
				if (number > this.groups) {
					throw fault("there is no group " + number, start);
				}
			});
			return new Part.Again(List.of(number));
		}
		CodePoints points = this.escapes.read(this.at, false);
		this.at = this.escapes.end();
		return new Part.One(points);
	}

}
