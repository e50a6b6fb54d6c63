package io.daplug.guard;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemKey;
import io.daplug.version.FutureItemException;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.UpcastException;
import io.daplug.version.UpcastLimits;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;

/**
 * Makes items of earlier versions items of the current one.
 */
public final class Upcasting {

	private final String table;

	private final List<SchemaUpcaster> upcasters;

	private final ItemConverter converter;

	private final UpcastLimits limits;

	private final Function<Map<String, AttributeValue>, ItemKey> key;

	/**
	 * Creates it.
	 * @param table the logical name of the table
	 * @param upcasters one for each earlier version, from the first one on
	 * @param converter converts items
	 * @param limits what upcasters must leave alone
	 * @param key gives the key of an item, for messages
	 */
	public Upcasting(String table, List<SchemaUpcaster> upcasters, ItemConverter converter, UpcastLimits limits,
			Function<Map<String, AttributeValue>, ItemKey> key) {
		this.table = table;
		this.upcasters = List.copyOf(upcasters);
		this.converter = converter;
		this.limits = limits;
		this.key = key;
	}

	/** The refusal of an item that has none of the versions that are known. */
	FutureItemException future(Map<String, AttributeValue> item, String version, int current) {
		return new FutureItemException(this.table, this.key.apply(item), version, current);
	}

	/**
	 * Makes an item one of the current version.
	 * @param item the item, without prefixes and version, which is not changed
	 * @param version its version
	 * @return the item of the current version, which may be changed
	 * @throws UpcastException if an upcaster fails, or does what it must not do
	 */
	Map<String, AttributeValue> of(Map<String, AttributeValue> item, int version) {
		Map<String, AttributeValue> shown = new LinkedHashMap<>(item);
		Map<String, AttributeValue> own = new LinkedHashMap<>();
		for (String name : this.limits.own()) {
			AttributeValue value = shown.remove(name);
			if (value != null) {
				own.put(name, value);
			}
		}
		Map<String, AttributeValue> upcasted = upcasted(shown,
				this.upcasters.subList(version - 1, this.upcasters.size()));
		upcasted.keySet().removeAll(this.limits.own());
		upcasted.putAll(own);
		return upcasted;
	}

	/** What is wrong in the end may be the work of a step before the last one. */
	private Map<String, AttributeValue> upcasted(Map<String, AttributeValue> item, List<SchemaUpcaster> steps) {
		try {
			return checked(item, steps);
		}
		catch (UpcastException ex) {
			for (int last = 1; last < steps.size(); last++) {
				checked(item, steps.subList(0, last));
			}
			throw ex;
		}
	}

	private Map<String, AttributeValue> checked(Map<String, AttributeValue> item, List<SchemaUpcaster> steps) {
		Map<String, @Nullable Object> values = this.converter.toMap(item);
		for (SchemaUpcaster upcaster : steps) {
			values = upcast(upcaster, values, item);
		}
		int last = steps.get(steps.size() - 1).from();
		Map<String, AttributeValue> upcasted = attributes(values, item, last);
		requireFixed(item, upcasted, last);
		return upcasted;
	}

	private Map<String, @Nullable Object> upcast(SchemaUpcaster upcaster, Map<String, @Nullable Object> values,
			Map<String, AttributeValue> item) {
		Set<String> nulls = nulls(values);
		@Nullable Map<String, @Nullable Object> upcasted;
		try {
			upcasted = upcaster.upcast(values);
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw failure(item, upcaster.from(), "failed with " + ex.getClass().getName(), ex);
		}
		if (upcasted == null) {
			throw failure(item, upcaster.from(), "returned null", null);
		}
		return withoutNewNulls(upcasted, nulls);
	}

	/**
	 * An upcaster that puts what it removed puts null where there was nothing. Such a
	 * null is no value of the item, unless it is one under another name.
	 */
	private static Map<String, @Nullable Object> withoutNewNulls(Map<String, @Nullable Object> upcasted,
			Set<String> before) {
		Set<String> added = nulls(upcasted);
		added.removeAll(before);
		if (added.isEmpty() || !upcasted.keySet().containsAll(before)) {
			return upcasted;
		}
		Map<String, @Nullable Object> held = new LinkedHashMap<>(upcasted);
		held.keySet().removeAll(added);
		return held;
	}

	private static Set<String> nulls(Map<String, @Nullable Object> values) {
		Set<String> names = new HashSet<>();
		values.forEach((name, value) -> {
			if (value == null) {
				names.add(name);
			}
		});
		return names;
	}

	private Map<String, AttributeValue> attributes(Map<String, @Nullable Object> values,
			Map<String, AttributeValue> item, int from) {
		try {
			return new LinkedHashMap<>(this.converter.toAttributes(values));
		}
		catch (DataAccessException ex) {
			throw failure(item, from, "returned what no item can hold", ex);
		}
	}

	private void requireFixed(Map<String, AttributeValue> before, Map<String, AttributeValue> after, int from) {
		for (String name : this.limits.fixed()) {
			requireSame(name, before, after, from);
		}
		boolean added = false;
		for (String name : this.limits.parts()) {
			if (before.containsKey(name)) {
				requireSame(name, before, after, from);
			}
			else {
				added |= after.containsKey(name);
			}
		}
		if (added) {
			requireKeys(before, after, from);
		}
	}

	/** What is added must be what the stored key says. */
	private void requireKeys(Map<String, AttributeValue> before, Map<String, AttributeValue> after, int from) {
		Map<String, AttributeValue> made;
		try {
			made = this.limits.keys().apply(after);
		}
		catch (InvalidKeyException ex) {
			throw failure(before, from, "added what no key can be composed of", ex);
		}
		made.forEach((name, value) -> {
			AttributeValue stored = before.get(name);
			if (stored == null || !ItemEquality.same(stored, value)) {
				throw failure(before, from,
						"added attributes of which '%s' is composed, and they make another key".formatted(name), null);
			}
		});
	}

	private void requireSame(String name, Map<String, AttributeValue> before, Map<String, AttributeValue> after,
			int from) {
		AttributeValue was = before.get(name);
		AttributeValue is = after.get(name);
		if ((was == null || is == null) ? was != is : !ItemEquality.same(was, is)) {
			throw failure(before, from,
					"changed '%s', which is part of its key, guards it, or is unique".formatted(name), null);
		}
	}

	private UpcastException failure(Map<String, AttributeValue> item, int from, String problem,
			@Nullable Throwable cause) {
		return new UpcastException(this.table, this.key.apply(item), from, problem, cause);
	}

}
