package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.daplug.text.ValueIdentity;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the schema says of an array's elements. DynamoDB's sets are arrays too.
 */
public final class ArrayPlan {

	/**
	 * Elements of which some number must be there.
	 *
	 * @param node what such an element is
	 * @param least how many there must be
	 * @param most how many there may be
	 */
	public record Contains(SchemaNode node, int least, int most) {

	}

	/**
	 * What is said of single elements.
	 *
	 * @param first what is said of the elements at the front, by position
	 * @param rest what is said of all others, if anything
	 * @param whole whether elements stay as they are
	 */
	public record Elements(List<SchemaNode> first, @Nullable SchemaNode rest, boolean whole) {

	}

	/**
	 * What must hold for an array as a whole.
	 *
	 * @param counts checks of the number of elements
	 * @param unique whether no two elements may be the same
	 * @param contains elements that must be there
	 * @param unevaluated what is said of elements that no other keyword speaks of
	 */
	public record Checks(List<Check<Integer>> counts, boolean unique, List<Contains> contains,
			List<Unevaluated> unevaluated) {

		/**
		 * Whether anything will do.
		 * @return {@code true} if there is nothing to check
		 */
		public boolean none() {
			return this.counts.isEmpty() && !this.unique && this.contains.isEmpty() && this.unevaluated.isEmpty();
		}

	}

	private final List<SchemaNode> first;

	private final @Nullable SchemaNode rest;

	private final boolean whole;

	private final List<Check<Integer>> counts;

	private final boolean unique;

	private final List<Contains> contains;

	private final List<Unevaluated> unevaluated;

	/**
	 * Creates a plan.
	 * @param elements what is said of single elements
	 * @param checks what must hold for the array as a whole
	 */
	public ArrayPlan(Elements elements, Checks checks) {
		this.first = elements.first();
		this.rest = elements.rest();
		this.whole = elements.whole();
		this.counts = checks.counts();
		this.unique = checks.unique();
		this.contains = checks.contains();
		this.unevaluated = checks.unevaluated();
	}

	/**
	 * All nodes that elements are walked by.
	 * @return the nodes
	 */
	List<SchemaNode> nodes() {
		List<SchemaNode> nodes = new ArrayList<>(this.first);
		if (this.rest != null) {
			nodes.add(this.rest);
		}
		this.contains.forEach((each) -> nodes.add(each.node()));
		this.unevaluated.forEach((each) -> nodes.addAll(each.nodes()));
		return nodes;
	}

	/**
	 * Whether elements are tried on schemas.
	 * @return {@code true} if some must be contained
	 */
	boolean tries() {
		return !this.contains.isEmpty() || !this.unevaluated.isEmpty();
	}

	@Nullable SchemaNode node(int index) {
		return (index < this.first.size()) ? this.first.get(index) : this.rest;
	}

	AttributeValue walk(AttributeValue value, Walk walk) {
		List<AttributeValue> list = value.l();
		List<AttributeValue> copy = null;
		boolean untouched = staysWhole(walk);
		if (!untouched || walk.validates()) {
			for (int i = 0; i < list.size(); i++) {
				SchemaNode node = node(i);
				if (node == null) {
					break;
				}
				AttributeValue element = list.get(i);
				int before = walk.count();
				AttributeValue mapped = (untouched || this.whole) ? walk.whole(node, element)
						: node.walk(element, walk);
				if (walk.count() != before) {
					walk.under(before, i);
					if (walk.isDecided()) {
						return value;
					}
				}
				if (mapped != element && !untouched) {
					copy = (copy != null) ? copy : new ArrayList<>(list);
					copy.set(i, mapped);
				}
			}
		}
		if (walk.validates()) {
			checkCount(list.size(), walk);
			if (this.unique && !ValueIdentity.allDiffer((copy != null) ? copy : list)) {
				notUnique(walk);
			}
			checkContains(list, walk);
			this.unevaluated.forEach((each) -> each.checkList(value, walk));
		}
		return (copy != null) ? AttributeValue.fromL(copy) : value;
	}

	/**
	 * Whether elements are left as they are because they are arrays.
	 * @param walk what is to be done
	 * @return {@code true} if so
	 */
	boolean staysWhole(Walk walk) {
		return walk.nestedArraysWhole() && this.rest != null && this.rest.array() != null
				&& (this.rest.kinds() & Kind.ARRAY) != 0 && (this.rest.kinds() & Kind.OBJECT) == 0;
	}

	private void checkCount(int size, Walk walk) {
		for (Check<Integer> check : this.counts) {
			if (!check.test().test(size)) {
				walk.violation(check.keyword(), check.message());
			}
		}
	}

	private void notUnique(Walk walk) {
		walk.violation("uniqueItems", "must not hold the same element twice");
	}

	private void checkContains(List<AttributeValue> list, Walk walk) {
		for (Contains each : this.contains) {
			int found = 0;
			for (AttributeValue element : list) {
				found += walk.fits(each.node(), element) ? 1 : 0;
			}
			if (found < each.least() || found > each.most()) {
				walk.violation("contains",
						"must contain "
								+ ((found < each.least()) ? "at least " + each.least() : "at most " + each.most())
								+ " elements that match 'contains'");
			}
		}
	}

	/**
	 * Checks a set. What it holds needs no shaping.
	 * @param value a set of texts, numbers or binaries
	 * @param walk where violations are told
	 */
	void checkSet(AttributeValue value, Walk walk) {
		if (value.hasSs()) {
			checkTexts(value.ss(), walk, false);
		}
		else if (value.hasNs()) {
			checkTexts(value.ns(), walk, true);
		}
		else {
			List<AttributeValue> elements = new ArrayList<>();
			for (SdkBytes bytes : value.bs()) {
				elements.add(AttributeValue.fromB(bytes));
			}
			walk(AttributeValue.fromL(elements), walk);
		}
	}

	private void checkTexts(List<String> texts, Walk walk, boolean numbers) {
		boolean plain = !tries();
		for (int i = 0; i < texts.size() && plain; i++) {
			SchemaNode node = node(i);
			plain = node == null || node.isPlain();
		}
		if (!plain) {
			List<AttributeValue> elements = texts.stream()
				.map((text) -> numbers ? AttributeValue.fromN(text) : AttributeValue.fromS(text))
				.toList();
			walk(AttributeValue.fromL(elements), walk);
			return;
		}
		for (int i = 0; i < texts.size(); i++) {
			SchemaNode node = node(i);
			if (node == null) {
				break;
			}
			int before = walk.count();
			if (numbers) {
				node.checkNumber(texts.get(i), walk);
			}
			else {
				node.checkText(texts.get(i), walk);
			}
			if (walk.count() != before) {
				walk.under(before, i);
			}
		}
		checkCount(texts.size(), walk);
		if (this.unique && new HashSet<>(texts).size() < texts.size()) {
			notUnique(walk);
		}
	}

}
