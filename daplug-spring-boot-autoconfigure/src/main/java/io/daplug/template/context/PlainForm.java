package io.daplug.template.context;

import java.util.Map;

import io.daplug.guard.StoredForm;
import io.daplug.key.KeyPrefixer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What callers know of stored items: without prefixes, and in the form that they have
 * now.
 *
 * @param prefixer takes the prefixes off
 * @param form makes what is stored what is known
 */
public record PlainForm(KeyPrefixer prefixer, StoredForm form) {

	/** An item as it is known. */
	public Map<String, AttributeValue> of(Map<String, AttributeValue> stored) {
		return this.form.of(this.prefixer.strip(stored));
	}

}
