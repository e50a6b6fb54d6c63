package io.daplug.template.write;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One entry of a batch, ready to be carried out.
 *
 * @param <T> type of the entries
 * @param given as the caller gave it
 * @param write the write, as it goes out together with others
 * @param alone carries it out by a request of its own, and answers with what is stored
 * @param answer what the caller gets for what is stored
 */
record BatchEntry<T>(T given, PreparedWrite<?> write, Supplier<Map<String, AttributeValue>> alone,
		Function<Map<String, AttributeValue>, T> answer) {

	/** What the caller gets, made when it is looked at. */
	Supplier<T> answered(Map<String, AttributeValue> stored) {
		return () -> this.answer.apply(stored);
	}

}
