package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.List;
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

	private final boolean validate;

	private final Set<String> kept;

	/** Whether violations are only counted, and the first one ends the walk. */
	private final boolean counting;

	/** Whether the item is shaped; if not it is only looked at. */
	private final boolean writing;

	private boolean project;

	private boolean defaults;

	private boolean nullsAreAbsent;

	private boolean nestedArraysWhole;

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
	 */
	public Walk(Set<Step> steps, Set<String> kept) {
		this(Purpose.SHAPE, steps.contains(Step.VALIDATE), kept);
		this.project = steps.contains(Step.PROJECT);
		this.defaults = steps.contains(Step.DEFAULTS);
		this.nullsAreAbsent = steps.contains(Step.NULLS_ARE_ABSENT);
		this.nestedArraysWhole = steps.contains(Step.NESTED_ARRAYS_WHOLE);
	}

	private Walk(Purpose purpose, boolean validate, Set<String> kept) {
		this.counting = purpose == Purpose.PROBE;
		this.writing = purpose == Purpose.SHAPE;
		this.validate = validate;
		this.kept = kept;
	}

	/**
	 * A walk that tells whether a value fits as it is. It is used again and again: see
	 * {@link #fits}.
	 */
	private Walk probe() {
		if (this.counting) {
			return this;
		}
		if (this.probe == null) {
			this.probe = strict(Purpose.PROBE);
		}
		return this.probe;
	}

	/**
	 * A walk that lists what keeps a value from fitting as it is.
	 * @return a new walk
	 */
	Walk report() {
		return strict(Purpose.REPORT);
	}

	private Walk strict(Purpose purpose) {
		Walk strict = new Walk(purpose, true, this.kept);
		strict.nullsAreAbsent = this.nullsAreAbsent;
		strict.defaults = this.defaults;
		strict.closed = true;
		return strict;
	}

	/**
	 * A walk that does nothing but apply defaults.
	 * @return a new walk
	 */
	Walk defaultsOnly() {
		Walk walk = new Walk(Purpose.SHAPE, false, this.kept);
		walk.defaults = true;
		return walk;
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

	boolean fits(SchemaNode node, AttributeValue value) {
		Walk probe = probe();
		int before = probe.count;
		probe.count = 0;
		node.walk(value, probe);
		boolean fits = probe.count == 0;
		probe.count = before;
		return fits;
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

	boolean validates() {
		return this.validate;
	}

	boolean projects() {
		return this.project;
	}

	boolean closes() {
		return this.closed;
	}

	boolean writes() {
		return this.writing;
	}

	/**
	 * Whether an absent property with a default is as good as present.
	 * @return {@code true} if defaults are applied
	 */
	boolean defaults() {
		return this.defaults;
	}

	boolean nestedArraysWhole() {
		return this.nestedArraysWhole;
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
		return this.counting && this.count > 0;
	}

	void violation(String keyword, String message) {
		violation("", keyword, message);
	}

	void violation(String pointer, String keyword, String message) {
		this.count++;
		if (this.counting) {
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
		if (this.violations == null || this.counting) {
			return;
		}
		for (int i = before; i < this.violations.size(); i++) {
			this.violations.set(i, this.violations.get(i).under(segment));
		}
	}

	public List<Violation> violations() {
		return (this.violations != null) ? this.violations : List.of();
	}

}
