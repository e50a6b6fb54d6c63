package io.daplug.template.context;

import java.util.Map;

import io.daplug.table.ComputedKeys;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Leaves out what callers do not get of an item: what is write-only, and the keys that
 * are composed of what they get. Changes and copies have these keys.
 *
 * @param writeOnly what is hidden of the caller's own attributes
 * @param computed the keys that no caller gave
 */
public record AnswerCut(WriteOnlyCut writeOnly, ComputedKeys computed) {

	/** Whether there may be anything to leave out. */
	public boolean cuts() {
		return this.writeOnly.cuts() || this.computed.any();
	}

	/** The same map, or one without what is left out, which must not be changed. */
	public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
		return this.computed.hiddenIn(this.writeOnly.of(item));
	}

}
