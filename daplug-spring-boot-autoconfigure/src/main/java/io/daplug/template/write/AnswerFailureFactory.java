package io.daplug.template.write;

import java.util.Map;
import java.util.function.Function;

import io.daplug.item.Item;
import io.daplug.item.ItemConversionException;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.WriteAnswerException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes answers of items that nobody knew before the write was over. One that cannot be
 * made does not hide what became of the write.
 */
final class AnswerFailureFactory {

	private final TableContext context;

	AnswerFailureFactory(TableContext context) {
		this.context = context;
	}

	/** Answers with an item that was deleted. */
	<T> T removed(Map<String, AttributeValue> removed, Function<Map<String, AttributeValue>, T> answer) {
		try {
			return answer.apply(removed);
		}
		catch (ItemConversionException ex) {
			throw failure("The item %s of table '%s' is deleted, and the delete stands", removed, true, ex);
		}
	}

	/** Answers with an item that was kept, as it is newer than what was to be written. */
	<T> T kept(Map<String, AttributeValue> kept, Function<Map<String, AttributeValue>, T> answer) {
		try {
			return answer.apply(kept);
		}
		catch (ItemConversionException ex) {
			throw failure("The item %s of table '%s' is newer than what was to be written, and nothing was written",
					kept, false, ex);
		}
	}

	/** Answers with an item that was changed, or kept as it is newer than the change. */
	<T> T changed(Map<String, AttributeValue> item, boolean carriedOut,
			Function<Map<String, AttributeValue>, T> answer) {
		if (!carriedOut) {
			return kept(item, answer);
		}
		try {
			return answer.apply(item);
		}
		catch (ItemConversionException ex) {
			throw failure("The item %s of table '%s' is changed, and the change stands", item, true, ex);
		}
	}

	/** An item that was deleted, and that cannot be read as it was. */
	WriteAnswerException unreadable(Map<String, AttributeValue> removed, ItemConversionException cause) {
		return failure("The item %s of table '%s' is deleted, and the delete stands", removed, true, cause);
	}

	private WriteAnswerException failure(String outcome, Map<String, AttributeValue> attributes, boolean carriedOut,
			ItemConversionException cause) {
		ItemKey key = this.context.keys().shown(attributes);
		Item<Map<String, Object>> item = new Item<>(this.context.unanswered().of(attributes), ItemType.MAP,
				this.context.converter());
		return new WriteAnswerException(outcome.formatted(key, this.context.table().name()), item, carriedOut, cause);
	}

}
