package io.daplug.template.context;

import java.util.Map;

import io.daplug.expression.OtherForms;
import io.daplug.guard.StoredForm;
import io.daplug.table.stored.StoredEncodings;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items whose values others have stored in a form of their own. What is inside of a value
 * DynamoDB cannot see then, so projections are cut from whole items.
 *
 * @param encodings decodes the values
 */
public record DecodedForm(StoredEncodings encodings) implements StoredForm {

	@Override
	public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
		return this.encodings.decoded(item);
	}

	@Override
	public boolean needsWhole() {
		return true;
	}

	@Override
	public OtherForms otherForms() {
		return this.encodings;
	}

}
