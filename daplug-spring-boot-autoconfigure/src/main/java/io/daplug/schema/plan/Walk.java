package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One way through one item: what is to be done and what was found. Belongs to one call.
 * <p>
 * Where a violation lies is put together on the way back up, segment by segment, so an
 * item without violations never builds a pointer.
 */
public final class Walk {

	/** What a walk is made for. */
	private enum Purpose {

		SHAPE, PROBE, REPORT

	}

	private static final int EXPLAINED = 20;

	private final Purpose purpose;

	private final boolean validate;

	private final Set<String> kept;

	private final Set<String> supplied;

	private final Verdicts verdicts;

	private boolean project;

	private boolean defaults;

	private boolean nullsAreAbsent;

	private boolean nestedArraysWhole;

	private boolean refuseUnknown;

	private boolean keepForbidden;

	/** Whether properties that are not allowed are violations. */
	private boolean closed;

	private int count;

	private boolean changed;

	private @Nullable List<Violation> violations;

	private @Nullable Walk probe;

	/**
	 * Creates a walk that shapes an item.
	 * @param steps what is done on the way
	 * @param kept top-level attributes that survive projection although the schema does
	 * not describe them
	 * @param supplied top-level attributes that somebody else is going to add
	 */
	public Walk(Set<Step> steps, Set<String> kept, Set<String> supplied) {
		this(Purpose.SHAPE, steps.contains(Step.VALIDATE), kept, supplied, new Verdicts());
		this.project = steps.contains(Step.PROJECT);
		this.defaults = steps.contains(Step.DEFAULTS);
		this.nullsAreAbsent = steps.contains(Step.NULLS_ARE_ABSENT);
		this.nestedArraysWhole = steps.contains(Step.NESTED_ARRAYS_WHOLE);
		this.refuseUnknown = steps.contains(Step.REFUSE_UNKNOWN);
		this.keepForbidden = steps.contains(Step.KEEP_FORBIDDEN);
		this.closed = this.validate;
	}

	private Walk(Purpose purpose, boolean validate, Set<String> kept, Set<String> supplied, Verdicts verdicts) {
		this.purpose = purpose;
		this.validate = validate;
		this.kept = kept;
		this.supplied = supplied;
		this.verdicts = verdicts;
	}

	/**
	 * Shapes and checks the item. Defaults come first, so that what is judged is what
	 * will be stored.
	 * @param node what the schema says of the item
	 * @param item the item, which is changed in place
	 */
	public void shape(SchemaNode node, Map<String, AttributeValue> item) {
		boolean nulls = this.nullsAreAbsent && node.asksAgain();
		if (nulls || (this.defaults && node.fills())) {
			Map<String, AttributeValue> filled = new Filling(this, nulls).fill(node, item, true);
			if (filled != item) {
				replace(item, filled);
			}
		}
		node.walkObject(item, this, true);
	}

	private void replace(Map<String, AttributeValue> item, Map<String, AttributeValue> filled) {
		filled.forEach((name, value) -> this.changed |= value != item.put(name, value));
		// a NULL that goes said nothing, and nothing else goes
		item.keySet().retainAll(filled.keySet());
		this.verdicts.forget();
	}

	/**
	 * A walk that tells whether a value fits as it is. It is used again and again.
	 */
	private Walk probe() {
		if (this.purpose == Purpose.PROBE) {
			return this;
		}
		if (this.probe == null) {
			this.probe = strict(Purpose.PROBE);
		}
		return this.probe;
	}

	private Walk strict(Purpose purpose) {
		Walk strict = new Walk(purpose, true, this.kept, this.supplied, this.verdicts);
		strict.nullsAreAbsent = this.nullsAreAbsent;
		strict.closed = true;
		return strict;
	}

	boolean fits(SchemaNode node, AttributeValue value) {
		return fits(node, Subject.of(value));
	}

	boolean fits(SchemaNode node, Subject subject) {
		Walk probe = probe();
		int before = probe.count;
		probe.count = 0;
		subject.walk(node, probe);
		boolean fits = probe.count == 0;
		probe.count = before;
		return fits;
	}

	/**
	 * Lists what keeps a value from fitting as it is.
	 * @param node what it should fit
	 * @param subject the value
	 * @return the violations, each once
	 */
	List<Violation> report(SchemaNode node, Subject subject) {
		Walk report = strict(Purpose.REPORT);
		report.probe = probe();
		subject.walk(node, report);
		return report.violations();
	}

	/**
	 * Judges a value that may be asked about again: the answer is kept.
	 * @param node what it should fit
	 * @param subject the value
	 */
	void judge(SchemaNode node, Subject subject) {
		Boolean fits = this.verdicts.fits(node, subject.identity());
		if (fits == null) {
			Walk probe = probe();
			int before = probe.count;
			probe.count = 0;
			subject.follow(node, probe);
			fits = probe.count == 0;
			probe.count = before;
			this.verdicts.fits(node, subject.identity(), fits);
		}
		if (fits) {
			return;
		}
		if (this.purpose == Purpose.PROBE) {
			this.count++;
			return;
		}
		List<Violation> found = this.verdicts.report(node, subject.identity());
		if (found == null) {
			Walk report = strict(Purpose.REPORT);
			report.probe = probe();
			subject.follow(node, report);
			found = report.violations();
			this.verdicts.report(node, subject.identity(), found);
		}
		violations(found);
	}

	/**
	 * Walks a value that stays whole: nothing in it is dropped for not being described.
	 * @param node what is said of it
	 * @param value the value
	 * @return the same value, or a changed one
	 */
	AttributeValue whole(SchemaNode node, AttributeValue value) {
		boolean project = this.project;
		boolean closed = this.closed;
		this.project = false;
		// what would otherwise have been dropped stays here, so it counts
		this.closed = closed || project;
		AttributeValue mapped = node.walk(value, this);
		this.project = project;
		this.closed = closed;
		return mapped;
	}

	/**
	 * Walks a value that stays whole, of which several schemas speak. Each of them is
	 * followed once, however many ways lead to the value.
	 * @param node what is said of it
	 * @param value the value
	 * @return the same value, or a changed one
	 */
	AttributeValue wholeOnce(SchemaNode node, AttributeValue value) {
		if (!writes() || !node.asksAgain() || (!value.hasM() && !value.hasL())) {
			return whole(node, value);
		}
		AttributeValue known = this.verdicts.shape(node, value);
		if (known == null) {
			known = whole(node, value);
			this.verdicts.shape(node, value, known);
		}
		return known;
	}

	/** Counts a visit of a value. */
	void step() {
		this.verdicts.step();
	}

	/**
	 * How many values have been visited, with those that alternatives were tried on.
	 * @return the cost of the walk
	 */
	public int steps() {
		return this.verdicts.steps();
	}

	boolean validates() {
		return this.validate;
	}

	boolean projects() {
		return this.project;
	}

	boolean closes() {
		return this.closed;
	}

	/**
	 * Whether what would be dropped for not being described is a violation.
	 * @return {@code true} if it is
	 */
	boolean refusesUnknown() {
		return this.refuseUnknown;
	}

	/**
	 * Whether a property that is not described stays where the schema forbids such.
	 * @return {@code true} if it does
	 */
	boolean keepsForbidden() {
		return this.keepForbidden;
	}

	/**
	 * Whether a value of a property that nobody describes is none.
	 * @param value the property's value
	 * @return {@code true} if it is a NULL that stands for an absent property
	 */
	boolean isAbsent(AttributeValue value) {
		return this.nullsAreAbsent && value.type() == AttributeValue.Type.NUL;
	}

	/**
	 * Whether somebody is going to read what a violation says of what was meant. Looking
	 * for it takes time, which nobody must spend on thousands of violations.
	 * @return {@code true} for the first violations of a walk that lists them
	 */
	boolean explains() {
		return this.purpose != Purpose.PROBE && this.count < EXPLAINED;
	}

	/**
	 * Whether the item is shaped; if not it is only looked at.
	 * @return {@code true} if it is
	 */
	boolean writes() {
		return this.purpose == Purpose.SHAPE;
	}

	boolean nestedArraysWhole() {
		return this.nestedArraysWhole;
	}

	boolean supplies(String name) {
		return this.supplied.contains(name);
	}

	boolean keeps(String name) {
		return this.kept.contains(name);
	}

	/**
	 * Whether a NULL means that the property is not there.
	 * @param node what the schema says of the property
	 * @param value the property's value
	 * @return {@code true} if it is to be taken as absent
	 */
	boolean isAbsent(SchemaNode node, AttributeValue value) {
		return this.nullsAreAbsent && value.type() == AttributeValue.Type.NUL
				&& ((node.describedKinds() & Kind.NULL) == 0 || !fits(node, value));
	}

	/**
	 * Whether going on cannot change the outcome.
	 * @return {@code true} if the walk can end
	 */
	boolean isDecided() {
		return this.purpose == Purpose.PROBE && this.count > 0;
	}

	void violation(String keyword, String message) {
		violation("", keyword, message);
	}

	void violation(String pointer, String keyword, String message) {
		this.count++;
		if (this.purpose == Purpose.PROBE) {
			return;
		}
		if (this.violations == null) {
			this.violations = new ArrayList<>();
		}
		this.violations.add(new Violation(pointer, keyword, message));
	}

	void violations(List<Violation> violations) {
		violations.forEach((each) -> violation(each.pointer(), each.keyword(), each.message()));
	}

	/**
	 * Says that the item says something else now than it did.
	 */
	void change() {
		this.changed = true;
	}

	public boolean changed() {
		return this.changed;
	}

	int count() {
		return this.count;
	}

	/**
	 * Says that the violations found since some moment lie one level deeper.
	 * @param before how many there were then
	 * @param segment the name of the property or the index of the element
	 */
	void under(int before, Object segment) {
		if (this.violations == null) {
			return;
		}
		for (int i = before; i < this.violations.size(); i++) {
			this.violations.set(i, this.violations.get(i).under(segment));
		}
	}

	/**
	 * What is wrong. Several schemas may find the same: it is told once.
	 * @return the violations
	 */
	public List<Violation> violations() {
		return (this.violations != null) ? List.copyOf(new LinkedHashSet<>(this.violations)) : List.of();
	}

}
