package io.daplug.item;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes that are always the same.
 */
final class ConstantAttribute {

	static final AttributeValue NULL = AttributeValue.fromNul(true);

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue FALSE = AttributeValue.fromBool(false);

	private ConstantAttribute() {
	}

	static AttributeValue of(boolean flag) {
		return flag ? TRUE : FALSE;
	}

}
