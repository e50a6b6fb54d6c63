package io.daplug.schema.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What {@code unevaluatedProperties} or {@code unevaluatedItems} says of all that no
 * other keyword speaks of.
 *
 * @param evaluation what other keywords speak of
 * @param node what the rest must be, or {@code null} if there must be no rest
 */
public record Unevaluated(Evaluation evaluation, @Nullable SchemaNode node) {

	/**
	 * What the rest must be.
	 * @return its node, if there may be a rest
	 */
	Stream<SchemaNode> rest() {
		return Stream.ofNullable(this.node);
	}

	/**
	 * All schemas that a value, or a part of it, may be tried on.
	 * @return their nodes
	 */
	List<SchemaNode> nodes() {
		List<SchemaNode> nodes = new ArrayList<>(this.evaluation.nodes());
		if (this.node != null) {
			nodes.add(this.node);
		}
		return nodes;
	}

	void checkObject(Map<String, AttributeValue> map, Walk walk, boolean root) {
		List<Evaluation.Own> applying = this.evaluation.applying(Subject.object(map, root), walk);
		for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
			String name = entry.getKey();
			boolean seen = applying.stream().anyMatch((each) -> each.properties().include(name));
			if (!seen && !walk.isAbsent(entry.getValue()) && !(root && walk.keeps(name))) {
				check(name, entry.getValue(), "unevaluatedProperties", walk);
			}
		}
	}

	void checkList(AttributeValue list, Walk walk) {
		List<Evaluation.Own> applying = this.evaluation.applying(Subject.of(list), walk);
		for (int i = 0; i < list.l().size(); i++) {
			AttributeValue element = list.l().get(i);
			int index = i;
			boolean seen = applying.stream().anyMatch((each) -> each.elements().include(index, element, walk));
			if (!seen) {
				check(index, element, "unevaluatedItems", walk);
			}
		}
	}

	private void check(Object place, AttributeValue value, String keyword, Walk walk) {
		if (this.node == null) {
			if (walk.closes()) {
				walk.violation(JsonPointer.segment(place), keyword, "is not allowed here");
			}
		}
		else if (!walk.fits(this.node, value)) {
			int before = walk.count();
			walk.violations(walk.report(this.node, Subject.of(value)));
			walk.under(before, place);
		}
	}

}
