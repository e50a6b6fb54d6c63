package io.daplug.template.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.daplug.expression.ExpressionWriter;
import io.daplug.guard.ItemVisibility;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.cache.CachedItems;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.BatchGetOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Reads the items of many keys of one table.
 */
public final class BatchReader {

	/** How items are read that are to be kept: with all that is stored at this moment. */
	private static final KeysAndAttributes WHOLE = KeysAndAttributes.builder().consistentRead(true).build();

	private final TableContext context;

	private final ItemReader reader;

	public BatchReader(TableContext context, ItemReader reader) {
		this.context = context;
		this.reader = reader;
	}

	/** Reads the items as one type, which the conversion makes of them. */
	public <T> BatchGetResult<T> get(Collection<ItemKey> keys, BatchGetOptions options, ItemType<T> type,
			Function<Map<String, AttributeValue>, T> conversion) {
		Assert.notNull(keys, "'keys' must not be null");
		Deadline deadline = new Deadline(requireOptions(options).deadline());
		KeyLookup<T> lookup = lookup(options, type, conversion);
		AskedKeys<T> asked = asked(keys, lookup);
		ParallelParts parallel = new ParallelParts(this.context.executors(), options.parallelism(), deadline);
		lookup.read(asked, deadline, (reader, requests) -> parallel.forEach(requests.size(),
				(request) -> reader.read(requests.get(request)), UnaryOperator.identity()));
		BatchGetResult<T> result = asked.result();
		if (options.onFailure() == null && !result.failed().isEmpty() && result.failed().size() == asked.size()) {
			throw result.failed().get(0).cause();
		}
		tell(result.missing(), options.onMissing());
		tell(result.failed(), options.onFailure());
		return result;
	}

	private static <V> void tell(List<V> values, @Nullable Consumer<? super V> consumer) {
		if (consumer != null) {
			values.forEach(consumer);
		}
	}

	/** Reads the items while they are taken. */
	public <T> Stream<T> stream(Stream<ItemKey> keys, BatchGetOptions options, ItemType<T> type,
			Function<Map<String, AttributeValue>, T> conversion) {
		Assert.notNull(keys, "'keys' must not be null");
		return KeyedItems.stream(keys, lookup(requireOptions(options), type, conversion), options,
				this.context.executors());
	}

	private static BatchGetOptions requireOptions(@Nullable BatchGetOptions options) {
		Assert.notNull(options, "'options' must not be null");
		return options;
	}

	private <T> KeyLookup<T> lookup(BatchGetOptions options, ItemType<T> type,
			Function<Map<String, AttributeValue>, T> conversion) {
		ReadRequestFactory requests = this.reader.requests();
		requests.rules().checkNames(options, null, options.projection());
		KeyPrefixer prefixer = this.context.prefixer(options);
		Set<String> needed = requests.keyNames();
		needed.addAll(this.context.visibility().attributes());
		ReadProjection projection = requests.projection(this.reader.asked(options, type), needed);
		ItemView view = this.reader.view(projection, options);
		KeysAndAttributes form = form(projection, options, prefixer);
		ItemVisibility visibility = this.context.visibility();
		CachedItems cached = options.consistentRead() ? null : this.context.cached();
		if (cached == null) {
			return new KeyLookup<>(this.context, prefixer, form, (item) -> {
				Map<String, AttributeValue> visible = item.attributes().isEmpty() ? null
						: visibility.visible(item.attributes());
				return (visible != null) ? conversion.apply(view.of(visible)) : null;
			}, null);
		}
		return new KeyLookup<>(this.context, prefixer, WHOLE, (item) -> {
			Map<String, AttributeValue> seen = view.of(item, visibility);
			return (seen != null) ? conversion.apply(seen) : null;
		}, cached);
	}

	private KeysAndAttributes form(ReadProjection projection, BatchGetOptions options, KeyPrefixer prefixer) {
		KeysAndAttributes.Builder form = KeysAndAttributes.builder()
			.consistentRead(options.consistentRead() ? true : null);
		if (!projection.paths().isEmpty()) {
			ExpressionWriter expressions = this.context.expressions(prefixer);
			form.projectionExpression(SelectionRules.asked(() -> expressions.projection(projection.paths())))
				.expressionAttributeNames(expressions.names());
		}
		return form.build();
	}

	/** All keys are checked before the first request. */
	private static <T> AskedKeys<T> asked(Collection<ItemKey> keys, KeyLookup<T> lookup) {
		AskedKeys<T> asked = new AskedKeys<>();
		int index = 0;
		for (@Nullable
		ItemKey key : new ArrayList<@Nullable ItemKey>(keys)) {
			if (key == null) {
				throw new InvalidBatchException("Key %d of the batch is null and nothing was read".formatted(index),
						index, null);
			}
			try {
				asked.add(key, lookup.asked(key));
			}
			catch (DataAccessException ex) {
				throw new InvalidBatchException(
						"Key %d of the batch is unusable and nothing was read: %s".formatted(index, ex.getMessage()),
						index, ex);
			}
			index++;
		}
		return asked;
	}

}
