package io.daplug.guard;

import java.util.Map;

import io.daplug.expression.OtherForms;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes an item known by two forms.
 *
 * @param first the form that gets the item as it is stored
 * @param second the form that gets what the first one makes of it
 */
record BothForms(StoredForm first, StoredForm second) implements StoredForm {

	@Override
	public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
		return this.second.of(this.first.of(item));
	}

	@Override
	public boolean needsWhole() {
		return this.first.needsWhole() || this.second.needsWhole();
	}

	@Override
	public OtherForms otherForms() {
		return this.first.otherForms();
	}

}
