package io.daplug.schema.plan;

import java.util.List;
import java.util.Map;

import io.daplug.text.JsonPointer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold for an object as a whole.
 */
public final class ObjectChecks {

	/**
	 * Properties that must be there if another one is.
	 *
	 * @param name the other one
	 * @param required what must be there then
	 */
	public record Dependent(String name, List<String> required) {

	}

	private final List<Check<Integer>> counts;

	private final List<Dependent> dependent;

	private final List<SchemaNode> names;

	/**
	 * Creates checks.
	 * @param counts checks of the number of properties
	 * @param dependent properties that depend on others
	 * @param names what names of properties must be
	 */
	public ObjectChecks(List<Check<Integer>> counts, List<Dependent> dependent, List<SchemaNode> names) {
		this.counts = counts;
		this.dependent = dependent;
		this.names = names;
	}

	List<SchemaNode> names() {
		return this.names;
	}

	void check(Map<String, AttributeValue> map, Walk walk) {
		if (!this.counts.isEmpty()) {
			for (Check<Integer> check : this.counts) {
				if (!check.test().test(map.size())) {
					walk.violation(check.keyword(), check.message());
				}
			}
		}
		if (!this.dependent.isEmpty()) {
			this.dependent.stream()
				.filter((each) -> map.containsKey(each.name()))
				.forEach((each) -> each.required()
					.stream()
					.filter((name) -> !map.containsKey(name))
					.forEach((name) -> walk.violation(JsonPointer.segment(name), "dependentRequired",
							"is required beside '" + each.name() + "'")));
		}
		if (!this.names.isEmpty()) {
			map.keySet()
				.forEach((name) -> this.names.stream()
					.filter((node) -> !walk.fits(node, AttributeValue.fromS(name)))
					.forEach((node) -> walk.violation(JsonPointer.segment(name), "propertyNames",
							"has a name that is not allowed")));
		}
	}

}
