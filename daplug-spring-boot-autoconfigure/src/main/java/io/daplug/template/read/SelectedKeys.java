package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of the items that a query or scan selects, as they are stored, for those who
 * remove the items. Keys without the prefixes of the call are not among them: such items
 * are somebody else's.
 */
public final class SelectedKeys {

	private final ReadRequestFactory requests;

	/** As it asks for what is stored. */
	private final SelectionOptions selection;

	private final KeySchema keys;

	private final String hashKey;

	/** The prefixes that keys of the table must have, where they have any. */
	private final Map<String, String> prefixes = new LinkedHashMap<>();

	private final SelectionReader reader;

	private final boolean narrowed;

	SelectedKeys(TableContext context, ReadRequestFactory requests, SelectionOptions selection, ItemView stored) {
		this.requests = requests;
		this.selection = requests.stored(selection);
		this.keys = requests.keySchema(selection);
		this.hashKey = context.table().hashKey();
		KeyPrefixer prefixer = context.prefixer(selection);
		context.keys().names().forEach((key) -> {
			if (!prefixer.prefix(key).isEmpty()) {
				this.prefixes.put(key, prefixer.prefix(key));
			}
		});
		boolean computed = context.keys().computed().any();
		this.narrowed = !computed && !asksForRange(selection);
		List<AttributePath> names = context.keys().names().stream().map(AttributePath::of).toList();
		this.reader = new SelectionReader(context, requests, computed ? selection : narrowed(selection), names, stored);
	}

	/** Whether a query has a condition on a range key that has a prefix, which is one. */
	private boolean asksForRange(SelectionOptions asked) {
		Condition keyCondition = this.requests.keyCondition(asked);
		return keyCondition != null
				&& this.keys.rangeKeys().stream().anyMatch((key) -> keyCondition.attributes().contains(key))
				&& this.keys.rangeKeys().stream().anyMatch(this.prefixes::containsKey);
	}

	/** Has DynamoDB leave out what has other prefixes, as far as it can. */
	private SelectionOptions narrowed(SelectionOptions asked) {
		Condition filter = asked.filter();
		Condition keyCondition = this.requests.keyCondition(asked);
		for (String key : this.prefixes.keySet()) {
			Condition prefixed = Condition.attribute(key).beginsWith("");
			if (keyCondition == null || !this.keys.isKey(key)) {
				filter = both(filter, prefixed);
			}
			else if (!keyCondition.attributes().contains(key) && this.keys.rangeKeys().equals(List.of(key))) {
				keyCondition = keyCondition.and(prefixed);
			}
		}
		return (asked instanceof QueryOptions query && keyCondition != null) ? query.with(keyCondition, filter, null)
				: ((ScanOptions) asked).with(filter, null);
	}

	/**
	 * Reads the keys as the stream is consumed.
	 * @return the keys, in a stream that is to be closed
	 */
	public Stream<Map<String, AttributeValue>> stream() {
		Integer limit = this.selection.limit();
		Stream<Map<String, AttributeValue>> own = this.reader.stream(Function.identity(), this.narrowed ? limit : null)
			.filter(this::isOwn);
		return (limit != null) ? own.limit(limit) : own;
	}

	/**
	 * Says whether the stream can be read on after a request of it has failed.
	 * @return whether it is read by one request after the other
	 */
	public boolean isInOrder() {
		return !(this.selection instanceof ScanOptions scan) || scan.segments() == 1;
	}

	/** A hash key that is nothing but the prefix is nobody's, as none is empty. */
	private boolean isOwn(Map<String, AttributeValue> key) {
		return this.prefixes.entrySet().stream().allMatch((prefix) -> {
			AttributeValue value = key.get(prefix.getKey());
			String text = (value != null) ? value.s() : null;
			return text == null || (text.startsWith(prefix.getValue())
					&& !(prefix.getKey().equals(this.hashKey) && text.equals(prefix.getValue())));
		});
	}

	/**
	 * Says what must still be true of an item for it to be selected. Keys of the table
	 * never change.
	 * @return the condition, in terms of what is stored; null if the key alone decides
	 */
	public @Nullable Condition changing() {
		Set<String> names = this.requests.keyNames();
		Condition filter = this.selection.filter();
		Condition changing = (filter != null && !names.containsAll(filter.attributes())) ? filter : null;
		if (this.selection.index() == null) {
			return changing;
		}
		Condition keyCondition = this.requests.keyCondition(this.selection);
		if (keyCondition != null) {
			return both(keyCondition, changing);
		}
		for (String key : this.requests.keyNames(this.selection)) {
			if (!names.contains(key)) {
				changing = both(changing, Condition.attribute(key).exists());
			}
		}
		return changing;
	}

	private static @Nullable Condition both(@Nullable Condition one, @Nullable Condition other) {
		return (one != null && other != null) ? one.and(other) : (one != null) ? one : other;
	}

}
