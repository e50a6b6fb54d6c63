package io.daplug.schema.plan;

import java.util.List;
import java.util.Map;

import io.daplug.text.DecimalText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the schema says of one value: the plan that is followed for each item. Everything
 * that must hold at once ({@code $ref}, {@code allOf}, what stands beside them) is one
 * node, so a value is visited once however many schemas describe it. Nodes form a graph,
 * with circles where the schema is recursive, that does not change once it is compiled.
 */
public final class SchemaNode {

	private int kinds = Kind.ALL;

	private boolean nullable;

	private int describedKinds = Kind.ALL;

	private @Nullable AttributeValue defaultValue;

	private ScalarPlan scalars = ScalarPlan.NOTHING;

	private ValueSet[] valueSets = {};

	private @Nullable ObjectPlan object;

	private @Nullable ArrayPlan array;

	private @Nullable Composition composition;

	private @Nullable Choice choice;

	private final Access access = new Access();

	private boolean describesOnly;

	private boolean asksAgain;

	private boolean fills;

	/**
	 * Says which kinds of value there may be.
	 * @param kinds the kinds that are allowed
	 * @param nullable whether null is allowed whatever else is said
	 * @param describedKinds the kinds that are spoken of; fewer than are allowed where
	 * only alternatives speak of the value
	 */
	public void kinds(int kinds, boolean nullable, int describedKinds) {
		this.kinds = kinds;
		this.nullable = nullable;
		this.describedKinds = nullable ? describedKinds | Kind.NULL : describedKinds;
	}

	public int describedKinds() {
		return this.describedKinds;
	}

	public int kinds() {
		return this.nullable ? this.kinds | Kind.NULL : this.kinds;
	}

	public void defaultValue(@Nullable AttributeValue defaultValue) {
		this.defaultValue = defaultValue;
	}

	@Nullable AttributeValue defaultValue() {
		return this.defaultValue;
	}

	public void scalars(ScalarPlan scalars, List<ValueSet> valueSets) {
		this.scalars = scalars;
		this.valueSets = valueSets.toArray(new ValueSet[0]);
	}

	/** The format of texts and numbers; empty if they have none. */
	String format() {
		return this.scalars.format();
	}

	ValueSet[] valueSets() {
		return this.valueSets;
	}

	public void object(@Nullable ObjectPlan object) {
		this.object = object;
	}

	public @Nullable ObjectPlan object() {
		return this.object;
	}

	public void array(@Nullable ArrayPlan array) {
		this.array = array;
	}

	@Nullable ArrayPlan array() {
		return this.array;
	}

	public void composition(@Nullable Composition composition) {
		this.composition = composition;
	}

	public @Nullable Composition composition() {
		return this.composition;
	}

	public void choice(@Nullable Choice choice) {
		this.choice = choice;
	}

	@Nullable Choice choice() {
		return this.choice;
	}

	public Access access() {
		return this.access;
	}

	/**
	 * Says that nothing must hold here: values are only described, by alternatives that
	 * are judged elsewhere.
	 */
	public void describesOnly() {
		this.describesOnly = true;
	}

	/**
	 * Says what lies below.
	 * @param asksAgain whether several ways may lead to the same value
	 * @param fills whether there are defaults
	 */
	void reaches(boolean asksAgain, boolean fills) {
		this.asksAgain = asksAgain;
		this.fills = fills;
	}

	boolean asksAgain() {
		return this.asksAgain;
	}

	boolean fills() {
		return this.fills;
	}

	/**
	 * Whether there are defaults, here or below.
	 * @return {@code true} if values may be added
	 */
	public boolean hasDefaults() {
		return this.fills;
	}

	/**
	 * Whether alternatives or exclusions speak of a property.
	 * @param property the name of the property
	 * @return {@code true} if one does
	 */
	public boolean decidesBy(String property) {
		if (this.composition != null && this.composition.decidesBy(property)) {
			return true;
		}
		if (this.choice != null) {
			for (SchemaNode each : this.choice.nodes()) {
				if (each.composition != null && each.composition.decidesBy(property)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Shapes and checks a value.
	 * @param value the value, which is not changed
	 * @param walk what is to be done
	 * @return the same value, or a changed one
	 */
	AttributeValue walk(AttributeValue value, Walk walk) {
		if (value.type() == AttributeValue.Type.M) {
			Map<String, AttributeValue> map = value.m();
			Map<String, AttributeValue> mapped = walkObject(map, walk, false);
			return (mapped == map) ? value : AttributeValue.fromM(mapped);
		}
		if (!walk.writes() && (this.describesOnly || this.asksAgain)) {
			judge(Subject.of(value), walk);
			return value;
		}
		return follow(value, walk);
	}

	/**
	 * Shapes and checks an object.
	 * @param map the object's properties
	 * @param walk what is to be done
	 * @param root whether it is the item itself, which is changed in place
	 * @return the same map, or a changed copy
	 */
	Map<String, AttributeValue> walkObject(Map<String, AttributeValue> map, Walk walk, boolean root) {
		if (!walk.writes() && (this.describesOnly || this.asksAgain)) {
			judge(Subject.object(map, root), walk);
			return map;
		}
		return followObject(map, walk, root);
	}

	private void judge(Subject subject, Walk walk) {
		if (!this.describesOnly) {
			walk.judge(this, subject);
		}
	}

	/** Shapes and checks a value that is no object. */
	AttributeValue follow(AttributeValue value, Walk walk) {
		walk.step();
		if (this.choice != null) {
			SchemaNode chosen = this.choice.select(Kind.of(value));
			if (chosen != null) {
				return chosen.walk(value, walk);
			}
		}
		switch (value.type()) {
			case NUL -> {
				if (!this.nullable) {
					checkOther(value, walk);
				}
				return value;
			}
			case L, SS, NS, BS -> {
				return walkArray(value, walk);
			}
			default -> {
				checkScalar(value, walk);
				return value;
			}
		}
	}

	/** Shapes and checks an object. */
	Map<String, AttributeValue> followObject(Map<String, AttributeValue> map, Walk walk, boolean root) {
		walk.step();
		if (this.choice != null) {
			SchemaNode chosen = this.choice.select(map);
			if (chosen != null) {
				return chosen.walkObject(map, walk, root);
			}
		}
		if ((this.kinds & Kind.OBJECT) == 0) {
			if (walk.validates()) {
				walk.violation("type", mustBe() + ", is object");
			}
			return map;
		}
		// before the item is projected: alternatives are told apart by all there is
		if (walk.validates()) {
			if (this.valueSets.length > 0) {
				checkValueSets(AttributeValue.fromM(map), walk);
			}
			if (this.composition != null) {
				checkComposition(Subject.object(map, root), walk);
			}
		}
		return (this.object != null && !walk.isDecided()) ? this.object.walk(map, walk, root) : map;
	}

	private AttributeValue walkArray(AttributeValue value, Walk walk) {
		if (!checkOther(value, walk) || this.array == null || walk.isDecided()) {
			return value;
		}
		if (value.hasL()) {
			return this.array.walk(value, walk);
		}
		if (walk.validates()) {
			this.array.checkSet(value, walk);
		}
		return value;
	}

	private void checkScalar(AttributeValue value, Walk walk) {
		if (!walk.validates()) {
			return;
		}
		boolean fits = switch (value.type()) {
			case S -> checkText(value.s(), walk);
			case N -> checkNumber(value.n(), walk);
			default -> {
				checkOther(value, walk);
				yield false;
			}
		};
		if (fits && this.composition != null) {
			checkComposition(Subject.of(value), walk);
		}
	}

	/**
	 * Checks text that need not stand in an attribute value of its own.
	 * @param text the text
	 * @param walk where violations are told
	 * @return whether the type is right
	 */
	boolean checkText(String text, Walk walk) {
		if ((this.kinds & Kind.STRING) == 0) {
			walk.violation("type", mustBe() + ", is string");
			return false;
		}
		for (ValueSet values : this.valueSets) {
			if (!values.containsText(text)) {
				walk.violation(values.keyword(), values.message());
			}
		}
		this.scalars.checkText(text, walk);
		return true;
	}

	/**
	 * Checks a number that need not stand in an attribute value of its own.
	 * @param number the number
	 * @param walk where violations are told
	 * @return whether the type is right
	 */
	boolean checkNumber(String number, Walk walk) {
		if ((this.kinds & Kind.NUMBER) == 0 && ((this.kinds & Kind.INTEGER) == 0 || !DecimalText.isWhole(number))) {
			walk.violation("type", mustBe() + ", is number");
			return false;
		}
		for (ValueSet values : this.valueSets) {
			if (!values.containsNumber(number)) {
				walk.violation(values.keyword(), values.message());
			}
		}
		this.scalars.checkNumber(number, walk);
		return true;
	}

	/**
	 * Whether texts and numbers can be checked without an attribute value around them.
	 * @return {@code true} if nothing but types, values, lengths and bounds counts
	 */
	boolean isPlain() {
		return this.composition == null && this.choice == null;
	}

	/**
	 * Checks what holds for values of any kind.
	 * @return whether the kind is right
	 */
	private boolean checkOther(AttributeValue value, Walk walk) {
		if ((this.kinds & Kind.of(value)) == 0) {
			if (walk.validates()) {
				walk.violation("type", mustBe() + ", is " + Kind.name(value));
			}
			return false;
		}
		if (walk.validates()) {
			checkValueSets(value, walk);
			checkComposition((this.composition != null) ? Subject.of(value) : null, walk);
		}
		return true;
	}

	private void checkValueSets(AttributeValue value, Walk walk) {
		for (ValueSet values : this.valueSets) {
			if (!values.contains(value)) {
				walk.violation(values.keyword(), values.message());
			}
		}
	}

	private void checkComposition(@Nullable Subject subject, Walk walk) {
		if (this.composition != null && subject != null && !walk.isDecided()) {
			this.composition.check(subject, walk);
		}
	}

	private String mustBe() {
		return (kinds() == 0) ? "must not be present" : "must be " + Kind.names(kinds());
	}

}
