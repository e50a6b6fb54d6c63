package io.daplug.schema.plan;

import java.util.HashMap;
import java.util.Map;

import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Picks one of several alternatives without trying them: by what the discriminator
 * property holds, or because only one of them can be of the value's kind.
 */
public final class Choice {

	private final Map<Integer, SchemaNode> byKind = new HashMap<>();

	private final Map<String, SchemaNode> byValue = new HashMap<>();

	private @Nullable String property;

	private @Nullable SchemaNode object;

	public void kind(int kind, SchemaNode node) {
		this.byKind.put(kind, node);
		if (kind == Kind.OBJECT) {
			this.object = node;
		}
	}

	public void discriminator(String property) {
		this.property = property;
	}

	public void value(String value, SchemaNode node) {
		this.byValue.putIfAbsent(value, node);
	}

	@Nullable SchemaNode select(int kind) {
		return this.byKind.isEmpty() ? null : this.byKind.get(kind);
	}

	@Nullable SchemaNode select(Map<String, AttributeValue> object) {
		if (this.property != null) {
			AttributeValue value = object.get(this.property);
			return (value != null && value.s() != null) ? this.byValue.get(value.s()) : null;
		}
		return this.object;
	}

	/**
	 * Says what is wrong if the discriminator property holds a value that picks nothing.
	 * @param object the object
	 * @param walk where violations are told
	 * @return whether something was wrong
	 */
	boolean checkDiscriminator(Map<String, AttributeValue> object, Walk walk) {
		AttributeValue value = (this.property != null) ? object.get(this.property) : null;
		if (this.property == null || value == null || this.byValue.isEmpty()) {
			return false;
		}
		if (value.s() != null && this.byValue.containsKey(value.s())) {
			return false;
		}
		walk.violation(JsonPointer.segment(this.property), "discriminator",
				"must be one of " + String.join(", ", this.byValue.keySet().stream().sorted().toList()));
		return true;
	}

	Iterable<SchemaNode> nodes() {
		Map<Object, SchemaNode> nodes = new HashMap<>(this.byKind);
		nodes.putAll(this.byValue);
		return nodes.values();
	}

}
