package io.daplug.stream.lambda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns the attributes of Lambda's events into those of the SDK.
 */
final class EventAttributes {

	private EventAttributes() {
	}

	/**
	 * Returns the attributes; null if there are none.
	 * @throws UnknownAttributeException if one has no content
	 */
	static @Nullable Map<String, AttributeValue> of(
			@Nullable Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> given) {
		return (given != null) ? map(given) : null;
	}

	private static Map<String, AttributeValue> map(
			Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> given) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(given.size() * 2);
		given.forEach((name, value) -> attributes.put(name, value(name, value)));
		return attributes;
	}

	private static AttributeValue value(String name,
			com.amazonaws.services.lambda.runtime.events.models.dynamodb.@Nullable AttributeValue given) {
		if (given == null) {
			throw new UnknownAttributeException(name);
		}
		if (given.getS() != null) {
			return AttributeValue.fromS(given.getS());
		}
		if (given.getN() != null) {
			return AttributeValue.fromN(given.getN());
		}
		if (given.getM() != null) {
			return AttributeValue.fromM(map(given.getM()));
		}
		if (given.getL() != null) {
			List<AttributeValue> list = new ArrayList<>(given.getL().size());
			given.getL().forEach((element) -> list.add(value(name, element)));
			return AttributeValue.fromL(list);
		}
		if (given.getBOOL() != null) {
			return AttributeValue.fromBool(given.getBOOL());
		}
		return (given.getNULL() != null) ? AttributeValue.fromNul(given.getNULL()) : binaryOrSet(name, given);
	}

	private static AttributeValue binaryOrSet(String name,
			com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue given) {
		if (given.getB() != null) {
			return AttributeValue.fromB(SdkBytes.fromByteBuffer(given.getB()));
		}
		if (given.getSS() != null) {
			return AttributeValue.fromSs(given.getSS());
		}
		if (given.getNS() != null) {
			return AttributeValue.fromNs(given.getNS());
		}
		if (given.getBS() != null) {
			return AttributeValue.fromBs(given.getBS().stream().map(SdkBytes::fromByteBuffer).toList());
		}
		throw new UnknownAttributeException(name);
	}

	/**
	 * An attribute has no content, or content of a type that is not known here.
	 */
	static final class UnknownAttributeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		UnknownAttributeException(String name) {
			super("its attribute '%s', or what is in it, has no content of a type that is known".formatted(name));
		}

	}

}
