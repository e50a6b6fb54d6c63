package io.daplug.template.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.daplug.expression.ExpressionWriter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.key.KeyPrefixer;
import io.daplug.task.Deadline;
import io.daplug.task.ParallelParts;
import io.daplug.template.batch.BatchGetResult;
import io.daplug.template.batch.InvalidBatchException;
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
		Assert.notNull(options, "'options' must not be null");
		Deadline deadline = new Deadline(options.deadline());
		ReadRequestFactory requests = this.reader.requests();
		requests.rules().checkNames(options, null, options.projection());
		KeyPrefixer prefixer = this.context.prefixer(options);
		Set<String> needed = requests.keyNames();
		needed.addAll(this.context.visibility().attributes());
		ReadProjection projection = requests.projection(this.reader.asked(options, type), needed);
		ItemView view = this.reader.view(projection, options);
		KeysAndAttributes form = form(projection, options, prefixer);
		AskedKeys<T> asked = asked(keys, prefixer);
		List<List<AskedKey<T>>> chunks = asked.chunks();
		ChunkReader<T> reading = new ChunkReader<>(this.context.within(deadline::requestNanos), deadline, form,
				(stored) -> conversion.apply(view.of(stored)));
		new ParallelParts(this.context.executors(), options.parallelism(), deadline).forEach(chunks.size(),
				(chunk) -> reading.read(chunks.get(chunk)), UnaryOperator.identity());
		return asked.result();
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
	private <T> AskedKeys<T> asked(Collection<ItemKey> keys, KeyPrefixer prefixer) {
		AskedKeys<T> asked = new AskedKeys<>();
		int index = 0;
		for (@Nullable
		ItemKey key : new ArrayList<@Nullable ItemKey>(keys)) {
			if (key == null) {
				throw new InvalidBatchException("Key %d of the batch is null and nothing was read".formatted(index),
						index, null);
			}
			try {
				Map<String, AttributeValue> stored = this.context.keys().stored(key, prefixer);
				asked.add(key, new AskedKey<>(this.context.keys().of(stored), stored));
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
