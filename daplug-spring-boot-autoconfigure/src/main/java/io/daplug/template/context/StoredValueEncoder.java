package io.daplug.template.context;

import io.daplug.expression.OtherForms;
import io.daplug.expression.ValueEncoder;
import io.daplug.item.ItemConverter;
import io.daplug.key.KeyPrefixer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Encodes the values of conditions as items store them.
 *
 * @param converter converts values
 * @param prefixer puts prefixes on
 * @param otherForms in which other forms items may hold values
 */
record StoredValueEncoder(ItemConverter converter, KeyPrefixer prefixer,
		OtherForms otherForms) implements ValueEncoder {

	@Override
	public AttributeValue encode(@Nullable String attribute, @Nullable Object value) {
		AttributeValue converted = this.converter.toAttribute(value);
		return (attribute != null) ? this.prefixer.add(attribute, converted) : converted;
	}

	@Override
	public String prefix(String attribute) {
		return this.prefixer.prefix(attribute);
	}

}
