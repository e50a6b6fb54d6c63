package io.daplug.template.shaping;

import java.util.Map;
import java.util.Set;

import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.template.context.AnswerCut;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item in the shape of its schema, without prefixes.
 *
 * @param given as the caller gave it
 * @param attributes as it is to be written
 * @param asGiven whether the attributes say what the caller's object says
 * @param customized the names of the attributes that customizers set, as if the caller
 * had
 */
public record ShapedItem(Object given, Map<String, AttributeValue> attributes, boolean asGiven,
		Set<String> customized) {

	/** An item that no customizer changed. */
	public ShapedItem(Object given, Map<String, AttributeValue> attributes, boolean asGiven) {
		this(given, attributes, asGiven, Set.of());
	}

	/** Whether the caller's object says what these attributes say. */
	public boolean says(Map<String, AttributeValue> stored) {
		return this.asGiven && stored == this.attributes;
	}

	/** The same item with the attributes that were written. */
	public ShapedItem writtenAs(Map<String, AttributeValue> written) {
		return new ShapedItem(this.given, written, says(written), this.customized);
	}

	/** The same item as it is shown. */
	public ShapedItem shown(AnswerCut hidden) {
		Map<String, AttributeValue> given = hidden.writeOnly().of(this.attributes);
		Map<String, AttributeValue> shown = hidden.computed().hiddenIn(given);
		return (shown != this.attributes)
				? new ShapedItem(this.given, shown, this.asGiven && given == this.attributes, this.customized) : this;
	}

	/**
	 * Answers the caller: with the very object that was given if it says what is stored,
	 * else with the item read back.
	 * @param given the object as its caller gave it
	 * @param type the type of the answer
	 * @param converter what reads items
	 * @return the item as it is stored
	 */
	public <T> T answer(T given, ItemType<T> type, ItemConverter converter) {
		return (this.asGiven && converter.isTyped(this.given)) ? given
				: converter.fromAttributes(this.attributes, type);
	}

}
