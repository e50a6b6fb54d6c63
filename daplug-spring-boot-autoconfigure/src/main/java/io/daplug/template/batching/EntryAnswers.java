package io.daplug.template.batching;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.template.context.AnswerCut;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.shaping.ShapedItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the caller gets of the entries of a batch.
 */
abstract sealed class EntryAnswers {

	/** For callers who get numbers only, so that nothing is made of what is stored. */
	static EntryAnswers counted() {
		return new Counted();
	}

	/** Each entry as it is stored, as far as the call says nothing else. */
	static EntryAnswers stored(TableContext context, BatchOptions options) {
		return new Stored(context, options);
	}

	/** Whether an entry of this kind is answered with itself, whatever is stored. */
	abstract boolean asGiven(Object given);

	/** What an item is answered with that is known before it is written. */
	abstract <T> Function<ShapedItem, Supplier<T>> ofWritten(T given, ItemType<T> type);

	/** What an item is answered with that nobody knows before it is written. */
	abstract <T> Function<Map<String, AttributeValue>, Supplier<T>> ofAnswered(T given, ItemType<T> type);

	private static final class Counted extends EntryAnswers {

		@Override
		boolean asGiven(Object given) {
			return true;
		}

		@Override
		<T> Function<ShapedItem, Supplier<T>> ofWritten(T given, ItemType<T> type) {
			Supplier<T> answer = () -> given;
			return (stored) -> answer;
		}

		@Override
		<T> Function<Map<String, AttributeValue>, Supplier<T>> ofAnswered(T given, ItemType<T> type) {
			Supplier<T> answer = () -> given;
			return (stored) -> answer;
		}

	}

	private static final class Stored extends EntryAnswers {

		private final ItemConverter converter;

		private final BatchOptions options;

		private final AnswerCut hidden;

		private Stored(TableContext context, BatchOptions options) {
			this.converter = context.converter();
			this.options = options;
			this.hidden = context.unanswered(options);
		}

		@Override
		boolean asGiven(Object given) {
			return this.options.answersAsGiven() && this.converter.isTyped(given);
		}

		/**
		 * Typed objects are read at once, before the request, as that may fail. Maps and
		 * trees are read when they are looked at: most callers only count them.
		 */
		@Override
		<T> Function<ShapedItem, Supplier<T>> ofWritten(T given, ItemType<T> type) {
			return (stored) -> {
				ShapedItem written = stored.shown(this.hidden);
				return (written.asGiven() || asGiven(given)) ? () -> given : read(written.attributes(), given, type);
			};
		}

		@Override
		<T> Function<Map<String, AttributeValue>, Supplier<T>> ofAnswered(T given, ItemType<T> type) {
			return (stored) -> asGiven(given) ? () -> given : read(this.hidden.of(stored), given, type);
		}

		private <T> Supplier<T> read(Map<String, AttributeValue> attributes, T given, ItemType<T> type) {
			if (!this.converter.isTyped(given)) {
				return () -> this.converter.fromAttributes(attributes, type);
			}
			T read = this.converter.fromAttributes(attributes, type);
			return () -> read;
		}

	}

}
