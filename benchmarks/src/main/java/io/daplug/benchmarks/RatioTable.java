package io.daplug.benchmarks;

import java.util.Locale;
import java.util.Map;

/**
 * The ratios, as Markdown.
 */
final class RatioTable {

	private static final String BEGIN = "<!-- ratios -->";

	private static final String END = "<!-- end of ratios -->";

	private final StringBuilder text = new StringBuilder();

	void calls(Map<Size, Map<String, Measurement>> inserts, Map<Size, Map<String, Measurement>> gets) {
		line("| operation | attributes | item as | low-level client, calls/s | Daplug ÷ low-level, `validation: none` "
				+ "| Daplug ÷ low-level, `strict` | Daplug ÷ Enhanced Client, `none` | Daplug ÷ Enhanced Client, `strict` "
				+ "| allocation ÷ low-level, `none` | allocation ÷ low-level, `strict` | allocation ÷ Enhanced Client, `none` |");
		line("|---|---|---|---|---|---|---|---|---|---|---|");
		for (String form : new String[] { "MAP", "RECORD" }) {
			inserts.forEach((size, measured) -> call("insert", size, form, measured));
		}
		for (String form : new String[] { "MAP", "RECORD" }) {
			gets.forEach((size, measured) -> call("get", size, form, measured));
		}
		line("");
	}

	private void call(String operation, Size size, String form, Map<String, Measurement> measured) {
		Measurement lowLevel = find(measured, "LOW_LEVEL_" + form);
		Measurement enhanced = find(measured, Contender.ENHANCED_BEAN.name());
		Measurement daplug = find(measured, "DAPLUG_" + form);
		Measurement strict = measured.get("DAPLUG_STRICT_" + form);
		row(operation, Integer.toString(size.attributes()), form.toLowerCase(Locale.ROOT),
				number(lowLevel.callsPerSecond()), ratio(daplug.callsPerSecond(), lowLevel.callsPerSecond()),
				(strict != null) ? ratio(strict.callsPerSecond(), lowLevel.callsPerSecond()) : "",
				ratio(daplug.callsPerSecond(), enhanced.callsPerSecond()),
				(strict != null) ? ratio(strict.callsPerSecond(), enhanced.callsPerSecond()) : "",
				ratio(daplug.bytesPerCall(), lowLevel.bytesPerCall()),
				(strict != null) ? ratio(strict.bytesPerCall(), lowLevel.bytesPerCall()) : "",
				ratio(daplug.bytesPerCall(), enhanced.bytesPerCall()));
	}

	void schema(Map<Size, Map<String, Measurement>> measurements) {
		line("| checking alone, attributes | Daplug, checks/s | Daplug ÷ networknt, tree given "
				+ "| Daplug ÷ networknt, tree built | bytes per check: Daplug | networknt, tree given "
				+ "| networknt, tree built |");
		line("|---|---|---|---|---|---|---|");
		measurements.forEach((size, measured) -> {
			Measurement daplug = find(measured, "DAPLUG");
			Measurement given = find(measured, "NETWORKNT");
			Measurement built = find(measured, "NETWORKNT_WITH_TREE");
			row(Integer.toString(size.attributes()), number(daplug.callsPerSecond()),
					ratio(daplug.callsPerSecond(), given.callsPerSecond()),
					ratio(daplug.callsPerSecond(), built.callsPerSecond()), number(daplug.bytesPerCall()),
					number(given.bytesPerCall()), number(built.bytesPerCall()));
		});
		line("");
	}

	void bulk(int count, BulkComparison.Outcome outcome) {
		line("| bulk | `batchOverwrite`, items/s | loop by hand, items/s | ratio of medians |");
		line("|---|---|---|---|");
		row(number(count) + " items of 30 attributes", number(outcome.daplug().median()),
				number(outcome.byHand().median()), "%.2f".formatted(outcome.ratio()));
		line("");
	}

	/** Puts the table between the marks of a document. */
	String into(String document) {
		int begin = document.indexOf(BEGIN);
		int end = document.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException("The file must have '%s' and, after it, '%s'".formatted(BEGIN, END));
		}
		return document.substring(0, begin) + BEGIN + "\n\n" + this.text + document.substring(end);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	private static Measurement find(Map<String, Measurement> measured, String contender) {
		Measurement measurement = measured.get(contender);
		if (measurement == null) {
			throw new IllegalStateException("'%s' was not measured, only %s".formatted(contender, measured.keySet()));
		}
		return measurement;
	}

	private static String ratio(double left, double right) {
		return String.format(Locale.ROOT, "%.2f", left / right);
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%,.0f", value);
	}

	private void row(String... cells) {
		line("| " + String.join(" | ", cells) + " |");
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
