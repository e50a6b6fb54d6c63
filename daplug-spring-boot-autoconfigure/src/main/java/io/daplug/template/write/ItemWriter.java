package io.daplug.template.write;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.event.ItemImage;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.merge.MergeStrategy;
import io.daplug.task.Deadline;
import io.daplug.template.claim.WriteAttempts;
import io.daplug.template.context.CallCheck;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.CallOptions;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.read.ItemReader;
import io.daplug.template.shaping.Merge;
import io.daplug.template.shaping.ShapedItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Inserts, overwrites, updates and deletes single items: reads what the guard wants to
 * see, has the write prepared, and carries it out.
 */
public final class ItemWriter {

	private final TableContext context;

	private final ItemReader reader;

	private final CallCheck check;

	private final WriteFactory factory;

	private final WritePipeline pipeline;

	private final WriteRefusalFactory refusals;

	private final AnswerFailureFactory answers;

	private final WriteAttempts attempts;

	public ItemWriter(TableContext context, ItemReader reader) {
		this(context, reader, new WriteFactory(context), () -> new Deadline(WriteAttempts.CONTENTION));
	}

	private ItemWriter(TableContext context, ItemReader reader, WriteFactory factory, Supplier<Deadline> contention) {
		this.context = context;
		this.reader = reader;
		this.check = new CallCheck(context, reader.names());
		this.factory = factory;
		this.pipeline = new WritePipeline(context, contention);
		this.refusals = new WriteRefusalFactory(context);
		this.answers = new AnswerFailureFactory(context);
		this.attempts = factory.movesClaims() ? new WriteAttempts(contention) : WriteAttempts.ONE;
	}

	/** The same for requests that have to end by a deadline. */
	public ItemWriter within(Deadline deadline) {
		TableContext bounded = this.context.within(deadline::requestNanos);
		return new ItemWriter(bounded, new ItemReader(bounded, bounded.keys()), this.factory,
				() -> deadline.within(WriteAttempts.CONTENTION));
	}

	public WriteFactory factory() {
		return this.factory;
	}

	/** What an overwrite would store of an item, but for what the guard adds. */
	public Map<String, AttributeValue> shaped(Object item, WriteCall<?> call) {
		this.check.checkConditions(call);
		return this.factory.shape(item, call).attributes();
	}

	public WritePipeline pipeline() {
		return this.pipeline;
	}

	/**
	 * Inserts an item.
	 * @param answer makes what the caller gets; asked before the request, so that a write
	 * that stands does not end in a failure
	 */
	public <T> T insert(Object item, WriteCall<?> call, Function<ShapedItem, T> answer) {
		this.check.checkNames(call);
		ShapedItem shaped = this.factory.shape(item, call);
		PreparedWrite<?> write = this.factory.insert(shaped, call);
		return this.attempts.of(() -> carryOut(shaped, write, answer));
	}

	/** Overwrites an item, and answers as an insert does. */
	public <T> T overwrite(Object item, WriteCall<?> call, Function<ShapedItem, T> answer) {
		this.check.checkConditions(call);
		return overwrite(this.factory.shape(item, call), call, answer);
	}

	/** Overwrites by an item that is in its shape already. */
	public <T> T overwrite(ShapedItem item, WriteCall<?> call, Function<ShapedItem, T> answer) {
		if (this.factory.movesClaims()) {
			return this.attempts.of(() -> overwriteRead(item, call, answer));
		}
		return this.context.guard().readsBeforeOverwrite() ? overwriteRead(item, call, answer)
				: carryOut(item, this.factory.overwriteUnread(item, call), answer);
	}

	/**
	 * Overwrites whatever is stored by an item that is in its shape already, and moves
	 * the claims.
	 */
	public <T> T overwriteUnheeded(ShapedItem item, WriteCall<?> call, Function<ShapedItem, T> answer) {
		return this.attempts.of(() -> {
			Map<String, AttributeValue> current = current(this.context.keys().only(item.attributes()), call);
			return carryOut(item, this.factory.overwriteUnheeded(orNone(current), item, call), answer);
		});
	}

	/**
	 * How a copy is written.
	 *
	 * @param key its key, prefixes removed
	 * @param preparation prepares the write, given what is stored if that is looked at
	 */
	public record Copying(Map<String, AttributeValue> key,
			Function<@Nullable Map<String, AttributeValue>, PreparedWrite<?>> preparation) {

		public PreparedWrite<?> write(@Nullable Map<String, AttributeValue> current) {
			return this.preparation.apply(current);
		}

	}

	/** Writes a copy, and moves the claims. */
	public void copy(Copying copying, WriteCall<?> call) {
		if (!this.factory.movesClaims()) {
			this.pipeline.carryOut(copying.write(null));
			return;
		}
		this.attempts.of(() -> this.pipeline.carryOut(copying.write(orNone(removable(copying.key(), call)))));
	}

	private <T> T overwriteRead(ShapedItem item, WriteCall<?> call, Function<ShapedItem, T> answer) {
		Map<String, AttributeValue> current = current(this.context.keys().only(item.attributes()), call);
		if (!this.context.guard().readsBeforeOverwrite()) {
			return carryOut(item, this.factory.overwriteClaimed(orNone(current), item, call), answer);
		}
		if (current == null) {
			return carryOut(item, this.factory.overwriteOfNone(item, call), answer);
		}
		return this.factory.overwriteRuling(current, item, call)
			.decide((ruling) -> carryOut(item, this.factory.overwriteOf(current, item, call, ruling), answer),
					() -> this.answers.kept(current, (kept) -> answer.apply(item.writtenAs(kept))), (reason) -> {
						throw this.refusals.stale(current, reason);
					});
	}

	/**
	 * Updates an item.
	 * @param answer makes what the caller gets; asked before the request, too
	 */
	public <T> T update(ItemKey key, Object patch, WriteCall<?> call, UpdateOptions options,
			Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		Map<String, AttributeValue> changes = changes(patch, call, options);
		return this.attempts.of(() -> {
			Map<String, AttributeValue> current = current(attributes, call);
			if (current == null) {
				throw notFound(key, call);
			}
			return updateRetrying(current, changes, call, options, answer);
		});
	}

	private ItemNotFoundException notFound(ItemKey key, WriteCall<?> call) {
		requireWritten(call);
		return this.refusals.notFound(key, null);
	}

	/** An item is not looked for in vain where no item may be written at all. */
	private void requireWritten(WriteCall<?> call) {
		this.context.enter(call).close();
	}

	public <T> T update(QueryOptions query, Object patch, WriteCall<?> call, UpdateOptions options,
			Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> changes = changes(patch, call, options);
		requireSamePrefixes(query, call.options());
		return this.attempts.of(() -> updateRetrying(found(query, call), changes, call, options, answer));
	}

	private ItemNotFoundException noneFound(WriteCall<?> call) {
		requireWritten(call);
		return new ItemNotFoundException(
				"The query finds no item of table '%s' to update".formatted(this.context.table().name()),
				this.context.table().name(), null);
	}

	private Map<String, AttributeValue> found(QueryOptions query, WriteCall<?> call) {
		Map<String, AttributeValue> current = this.reader.first(query).orElseThrow(() -> noneFound(call));
		if (query.index() != null || !query.consistentRead()) {
			// An index need not hold the whole item, and what was read may be old:
			// writing
			// it back would lose the rest, or what others wrote before.
			Map<String, AttributeValue> whole = current(this.context.keys().only(current), call);
			if (whole == null) {
				throw notFound(this.context.keys().shown(current), call);
			}
			current = whole;
		}
		return current;
	}

	private @Nullable Map<String, AttributeValue> current(Map<String, AttributeValue> key, WriteCall<?> call) {
		return this.reader.current(key, this.context.prefixer(call.options()));
	}

	/** An item whose delete does not answer with it. */
	private @Nullable Map<String, AttributeValue> removable(Map<String, AttributeValue> key, WriteCall<?> call) {
		return this.reader.removable(key, this.context.prefixer(call.options()));
	}

	private static Map<String, AttributeValue> orNone(@Nullable Map<String, AttributeValue> current) {
		return (current != null) ? current : Map.of();
	}

	/** What is found under one prefix must not be looked for under another one. */
	private void requireSamePrefixes(QueryOptions query, CallOptions update) {
		AttributeValue probe = AttributeValue.fromS("key");
		KeyPrefixer found = this.context.prefixer(query);
		KeyPrefixer written = this.context.prefixer(update);
		for (String key : this.context.table().keyAttributes()) {
			if (this.context.table().isKey(key) && !found.add(key, probe).equals(written.add(key, probe))) {
				throw new InvalidQueryException(
						"'prefix' of '%s' must be the same among the options of the query and of the update"
							.formatted(key));
			}
		}
	}

	Map<String, AttributeValue> changes(@Nullable Object patch, WriteCall<?> call, UpdateOptions options) {
		if (patch == null) {
			throw new IllegalArgumentException("'patch' must not be null");
		}
		this.check.checkConditions(call);
		Assert.state(options.staleRetries() == 0 || this.context.guard().key() != null,
				() -> "'retryStale' needs an idempotence key, and table '%s' has none"
					.formatted(this.context.table().name()));
		return this.factory.shapePatch(patch, call);
	}

	/** Reads and merges again as often as the options say. */
	private <T> T updateRetrying(Map<String, AttributeValue> read, Map<String, AttributeValue> changes,
			WriteCall<?> call, UpdateOptions options, Function<Map<String, AttributeValue>, T> answer) {
		if (options.staleRetries() == 0) {
			return update(read, changes, call, options.merge(), answer);
		}
		StaleRetry retry = new StaleRetry(options);
		Map<String, AttributeValue> current = read;
		while (true) {
			try {
				return update(current, changes, call, options.merge(), answer);
			}
			catch (StaleItemException ex) {
				if (!retry.again(ex)) {
					throw ex;
				}
				current = this.reader.current(this.context.keys().only(read), this.context.prefixer(call.options()));
				if (current == null) {
					throw this.refusals.notFound(this.context.keys().shown(read), null);
				}
			}
		}
	}

	private <T> T update(Map<String, AttributeValue> current, Map<String, AttributeValue> changes, WriteCall<?> call,
			MergeStrategy merge, Function<Map<String, AttributeValue>, T> answer) {
		Merge merged = this.factory.merge(current, changes, merge, call);
		return this.factory.updateRuling(merged, call).decide((ruling) -> {
			PreparedWrite<?> write = this.factory.updateOf(merged, call, ruling);
			T answered = answer.apply(write.attributes());
			this.pipeline.carryOut(write);
			return answered;
		}, () -> this.answers.kept(current, answer), (reason) -> {
			throw this.refusals.stale(current, reason);
		});
	}

	/**
	 * Deletes an item.
	 * @param answer makes what the caller gets of the item that was removed. An item that
	 * is read before it is deleted is tried before the request; of another one nobody
	 * knows until it is gone
	 */
	public <T> Optional<T> delete(ItemKey key, WriteCall<?> call, Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> attributes = this.context.keys().attributes(key);
		this.check.checkConditions(call);
		boolean heeded = call.expected() == null && this.context.guard().readsBeforeDelete();
		if (heeded) {
			return this.attempts.of(() -> deleteRead(attributes, call, answer));
		}
		return deleteUnheeded(attributes, call).map((removed) -> this.answers.removed(removed, answer));
	}

	/** Deletes whatever is stored, or what is as expected, and answers with it. */
	public Optional<Map<String, AttributeValue>> deleteUnheeded(Map<String, AttributeValue> key, WriteCall<?> call) {
		if (!this.factory.movesClaims()) {
			return carryOut(this.factory.deleteUnread(key, call));
		}
		return this.attempts.of(() -> carryOut(this.factory.deleteClaimed(key, orNone(removable(key, call)), call)));
	}

	private <T> Optional<T> deleteRead(Map<String, AttributeValue> key, WriteCall<?> call,
			Function<Map<String, AttributeValue>, T> answer) {
		Map<String, AttributeValue> read = this.factory.movesClaims() ? removable(key, call) : current(key, call);
		if (read == null) {
			return Optional.empty();
		}
		PreparedWrite<?> delete = this.factory.deleteOf(read, call);
		Map<String, AttributeValue> current = this.context.guard().token().hiddenIn(read);
		T tried = answer.apply(current);
		return carryOut(delete)
			.map((removed) -> ItemEquality.same(removed, current) ? tried : this.answers.removed(removed, answer));
	}

	private <T> T carryOut(ShapedItem item, PreparedWrite<?> write, Function<ShapedItem, T> answer) {
		T answered = answer.apply(item.writtenAs(write.attributes()));
		this.pipeline.carryOut(write);
		return answered;
	}

	/** Carries out a delete, and answers with the item that was removed. */
	public Optional<Map<String, AttributeValue>> carryOut(PreparedWrite<?> delete) {
		ItemImage<?> before = this.pipeline.carryOut(delete);
		return before.isKnown() ? Optional.of(before.item().attributes()) : Optional.empty();
	}

	/** Whether a delete has to be a request of its own, whatever its call demands. */
	public boolean deletesAlone(WriteCall<?> call) {
		return this.factory.movesClaims() || this.pipeline.announces(call);
	}

	/**
	 * Refuses a call that demands, or says of its announcement, what nobody could heed.
	 */
	public void checkConditions(WriteCall<?> call) {
		this.check.checkConditions(call);
	}

	void checkDemands(WriteCall<?> call) {
		this.check.checkDemands(call);
	}

	void checkNames(WriteCall<?> call) {
		this.check.checkNames(call);
	}

}
