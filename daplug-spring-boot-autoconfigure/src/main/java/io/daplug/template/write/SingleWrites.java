package io.daplug.template.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.daplug.event.Operation;
import io.daplug.idempotence.Expectation;
import io.daplug.idempotence.IdempotenceGuard;
import io.daplug.idempotence.StaleItemException;
import io.daplug.idempotence.StaleWrite;
import io.daplug.idempotence.Verdict;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.WriteOptions;
import io.daplug.template.read.ItemReads;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import org.springframework.util.Assert;

/**
 * Inserts, overwrites, updates and deletes, each in the order shape, guard, prefix, send,
 * announce.
 */
public final class SingleWrites {

	private final TableContext context;

	private final TableKeys keys;

	private final ItemShaper shaper;

	private final ItemReads reads;

	private final Announcer announcer;

	private final ConditionalRequests requests;

	public SingleWrites(TableContext context, TableKeys keys, ItemShaper shaper, ItemReads reads, Announcer announcer) {
		this.context = context;
		this.keys = keys;
		this.shaper = shaper;
		this.reads = reads;
		this.announcer = announcer;
		this.requests = new ConditionalRequests(context, keys);
	}

	public ShapedItem insert(Object item, Class<?> type, WriteOptions options) {
		Assert.state(options.expected() == null,
				"'expected' must not be set for an insert: the item must not be stored yet");
		KeyPrefixer prefixer = this.context.prefixer(options);
		ShapedItem shaped = this.shaper.whole(item, options, options.validation());
		Map<String, AttributeValue> written = shaped.attributes();
		IdempotenceGuard guard = this.context.guard();
		AttributeValue first = (guard != null) ? guard.first() : null;
		if (guard != null && first != null) {
			written.put(guard.key(), first);
			shaped = shaped.changedTo(written);
		}
		Map<String, AttributeValue> stored = stored(written, prefixer);
		this.announcer.check(Operation.INSERT, options, written);
		try (Turn turn = this.announcer.turn(options, written)) {
			this.requests.put("insert", stored, prefixer, new Expectation.New(), options.condition(), ReturnValue.NONE,
					(current, ex) -> new DuplicateItemException(
							"An item with the key %s is stored in table '%s' already".formatted(this.keys.of(written),
									this.context.table().name()),
							this.context.table().name(), this.keys.of(written), ex));
			if (this.announcer.announces(options)) {
				this.announcer.announce(turn, options,
						this.announcer.written(Operation.INSERT, options, null, written, type));
			}
		}
		return shaped;
	}

	public ShapedItem overwrite(Object item, Class<?> type, WriteOptions options) {
		requireGuard(options.expected());
		return overwrite(this.shaper.whole(item, options, options.validation()), type, options, Operation.OVERWRITE);
	}

	ShapedItem overwrite(ShapedItem item, Class<?> type, WriteOptions options, Operation operation) {
		ShapedItem shaped = item;
		Map<String, AttributeValue> written = shaped.attributes();
		KeyPrefixer prefixer = this.context.prefixer(options);
		IdempotenceGuard guard = this.context.guard();
		Expectation expectation = null;
		Map<String, AttributeValue> current = null;
		if (guard != null) {
			AttributeValue expected = expected(options.expected());
			if (guard.comparesBeforeWriting()) {
				current = this.reads.current(this.keys.only(written), prefixer);
			}
			Verdict verdict;
			if (current != null) {
				verdict = judge(guard, current, written, expected);
				if (verdict.expectation() == null) {
					return shaped.changedTo(current);
				}
			}
			else if (guard.comparesBeforeWriting() && expected == null) {
				verdict = guard.judgeNew(written);
			}
			else {
				verdict = guard.judgeUnread(written, expected);
			}
			expectation = verdict.expectation();
			if (verdict.next() != null) {
				written.put(guard.key(), verdict.next());
				shaped = shaped.changedTo(written);
			}
		}
		boolean announces = this.announcer.announces(options);
		this.announcer.check(operation, options, written);
		try (Turn turn = this.announcer.turn(options, written)) {
			Map<String, AttributeValue> before = this.requests.put("overwrite", stored(written, prefixer), prefixer,
					expectation, options.condition(), announces ? ReturnValue.ALL_OLD : ReturnValue.NONE,
					(now, ex) -> stale(written, now, ex));
			if (announces) {
				boolean unknown = before == null && current == null && expectation != null
						&& !expectation.metBy(false, null);
				Map<String, AttributeValue> replaced = (before == null) ? current
						: before.isEmpty() ? null : prefixer.strip(before);
				this.announcer.announce(turn, options,
						unknown ? List.of(this.announcer.modifiedUnknown(operation, options, written, type))
								: this.announcer.written(operation, options, replaced, written, type));
			}
		}
		return shaped;
	}

	public Map<String, AttributeValue> update(ItemKey key, Object patch, Class<?> type, UpdateOptions options) {
		Map<String, AttributeValue> attributes = this.keys.attributes(key);
		requirePatch(patch);
		requireGuard(options.expected());
		KeyPrefixer prefixer = this.context.prefixer(options);
		Map<String, AttributeValue> changes = this.shaper.patch(patch, options, options.validation());
		Map<String, AttributeValue> current = this.reads.current(attributes, prefixer);
		if (current == null) {
			throw notFound(key, null);
		}
		return update(current, changes, type, options, prefixer);
	}

	public Map<String, AttributeValue> update(QueryOptions query, Object patch, Class<?> type, UpdateOptions options) {
		requirePatch(patch);
		requireGuard(options.expected());
		KeyPrefixer prefixer = this.context.prefixer(options);
		Map<String, AttributeValue> changes = this.shaper.patch(patch, options, options.validation());
		Map<String, AttributeValue> current = this.reads.first(query)
			.orElseThrow(() -> new ItemNotFoundException(
					"The query finds no item of table '%s' to update".formatted(this.context.table().name()),
					this.context.table().name(), null));
		if (query.index() != null || !query.consistentRead()) {
			// An index need not hold the whole item, and what was read may be old:
			// writing
			// it back would lose the rest, or what others wrote before.
			Map<String, AttributeValue> whole = this.reads.current(this.keys.only(current), prefixer);
			if (whole == null) {
				throw notFound(this.keys.of(current), null);
			}
			current = whole;
		}
		return update(current, changes, type, options, prefixer);
	}

	private Map<String, AttributeValue> update(Map<String, AttributeValue> current, Map<String, AttributeValue> changes,
			Class<?> type, UpdateOptions options, KeyPrefixer prefixer) {
		Map<String, AttributeValue> patch = withoutKeys(current, changes);
		Map<String, AttributeValue> merged = new LinkedHashMap<>(options.merge().merge(current, patch));
		merged.putAll(this.keys.only(current));
		IdempotenceGuard guard = this.context.guard();
		Expectation expectation = null;
		if (guard != null) {
			// A patch that removes what it names does not remove what guards the item.
			if (!merged.containsKey(guard.key()) && current.containsKey(guard.key())) {
				merged.put(guard.key(), current.get(guard.key()));
			}
			Verdict verdict = judge(guard, current, merged, expected(options.expected()));
			if (verdict.expectation() == null) {
				return current;
			}
			expectation = verdict.expectation();
			if (verdict.next() != null) {
				merged.put(guard.key(), verdict.next());
			}
		}
		Map<String, AttributeValue> written = this.shaper.merged(merged, options, options.validation());
		boolean announces = this.announcer.announces(options);
		this.announcer.check(Operation.UPDATE, options, written);
		try (Turn turn = this.announcer.turn(options, written)) {
			Map<String, AttributeValue> before = this.requests.put("update", stored(written, prefixer), prefixer,
					(expectation != null) ? expectation : new Expectation.Stored(), options.condition(),
					announces ? ReturnValue.ALL_OLD : ReturnValue.NONE,
					(now, ex) -> (guard != null) ? stale(written, now, ex) : notFound(this.keys.of(written), ex));
			if (announces) {
				Map<String, AttributeValue> replaced = (before == null || before.isEmpty()) ? current
						: prefixer.strip(before);
				// A request that was sent twice replaced what it had written itself.
				this.announcer.announce(turn, options, this.announcer.written(Operation.UPDATE, options,
						ItemEquality.same(replaced, written) ? current : replaced, written, type));
			}
		}
		return written;
	}

	public Optional<Map<String, AttributeValue>> delete(ItemKey key, Class<?> type, DeleteOptions options,
			Operation operation, boolean guarded) {
		Map<String, AttributeValue> attributes = this.keys.attributes(key);
		requireGuard(options.expected());
		// The change names its schema: one that is not known must not show up after the
		// delete.
		this.context.writeSchema(options);
		KeyPrefixer prefixer = this.context.prefixer(options);
		IdempotenceGuard guard = guarded ? this.context.guard() : null;
		Expectation expectation = null;
		Map<String, AttributeValue> known = null;
		if (guard != null && options.expected() != null) {
			expectation = new Expectation.Unchanged(this.context.converter().toAttribute(options.expected()));
		}
		else if (guard != null) {
			Map<String, AttributeValue> current = this.reads.current(attributes, prefixer);
			if (current == null) {
				return Optional.empty();
			}
			expectation = guard.judgeRemoval(current);
			known = stored(current, prefixer);
		}
		this.announcer.check(operation, options, null);
		boolean announces = this.announcer.announces(options);
		try (Turn turn = this.announcer.turn(options, attributes)) {
			Map<String, AttributeValue> before = this.requests.delete(stored(attributes, prefixer), prefixer,
					expectation, options.condition(), known, (current, ex) -> stale(attributes, current, ex));
			if (before == null && announces) {
				Map<String, AttributeValue> last = new LinkedHashMap<>(attributes);
				if (guard != null && expectation instanceof Expectation.Unchanged unchanged) {
					last.put(guard.key(), unchanged.expected());
				}
				this.announcer.announce(turn, options,
						List.of(this.announcer.removedUnknown(operation, options, last)));
			}
			if (before == null || before.isEmpty()) {
				return Optional.empty();
			}
			Map<String, AttributeValue> removed = prefixer.strip(before);
			if (announces) {
				this.announcer.announce(turn, options,
						List.of(this.announcer.removed(operation, options, removed, type)));
			}
			return Optional.of(removed);
		}
	}

	/** With prefixes, in a map of its own: the other one is returned and announced. */
	private Map<String, AttributeValue> stored(Map<String, AttributeValue> written, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(written);
		this.shaper.store(stored, prefixer);
		return stored;
	}

	private Verdict judge(IdempotenceGuard guard, Map<String, AttributeValue> current,
			Map<String, AttributeValue> written, @Nullable AttributeValue expected) {
		try {
			return guard.judge(current, written, expected);
		}
		catch (StaleWrite ex) {
			ItemKey key = this.keys.of(current);
			throw new StaleItemException("Write to the item %s of table '%s' is stale: %s".formatted(key,
					this.context.table().name(), ex.getMessage()), this.context.table().name(), key,
					this.requests.item(current), null);
		}
	}

	private @Nullable AttributeValue expected(@Nullable Object value) {
		return (value != null) ? this.context.converter().toAttribute(value) : null;
	}

	private Map<String, AttributeValue> withoutKeys(Map<String, AttributeValue> current,
			Map<String, AttributeValue> changes) {
		for (Map.Entry<String, AttributeValue> key : this.keys.only(current).entrySet()) {
			AttributeValue changed = changes.remove(key.getKey());
			if (changed != null && !ItemEquality.same(changed, key.getValue())) {
				throw new InvalidKeyException(
						"The patch would change the key '%s' of an item of table '%s'; keys never change, so delete the item and insert the other"
							.formatted(key.getKey(), this.context.table().name()));
			}
		}
		return changes;
	}

	/** Silence would let the caller believe that nothing can be lost. */
	private void requireGuard(@Nullable Object expected) {
		Assert.state(expected == null || this.context.guard() != null,
				() -> "'expected' needs an idempotence key, and table '%s' has none"
					.formatted(this.context.table().name()));
	}

	private static void requirePatch(@Nullable Object patch) {
		if (patch == null) {
			throw new IllegalArgumentException("'patch' must not be null");
		}
	}

	private StaleItemException stale(Map<String, AttributeValue> written, Map<String, AttributeValue> current,
			ConditionalCheckFailedException ex) {
		ItemKey key = this.keys.of(written);
		return new StaleItemException(
				"The item %s of table '%s' is %s since it was read".formatted(key, this.context.table().name(),
						current.isEmpty() ? "gone" : "changed"),
				this.context.table().name(), key, current.isEmpty() ? null : this.requests.item(current), ex);
	}

	private ItemNotFoundException notFound(ItemKey key, @Nullable ConditionalCheckFailedException ex) {
		return new ItemNotFoundException(
				"The item %s is not stored in table '%s'".formatted(key, this.context.table().name()),
				this.context.table().name(), ex);
	}

}
