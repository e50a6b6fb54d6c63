package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.daplug.expression.Condition;
import io.daplug.expression.KeyTerm;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.table.TableDefinition;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;

/**
 * The keys of a table or of an index, and DynamoDB's rules of what a query may ask of
 * them: one value of each hash key, and of the range keys some from the left, all but the
 * last of these by one value.
 *
 * @param owner the table or the index, for messages
 * @param hashKeys the names of the hash keys, in their order
 * @param rangeKeys the names of the range keys, in their order
 */
record KeySchema(String owner, List<String> hashKeys, List<String> rangeKeys) {

	static KeySchema of(TableDefinition table) {
		return new KeySchema("table '%s'".formatted(table.name()), List.of(table.hashKey()),
				(table.rangeKey() != null) ? List.of(table.rangeKey()) : List.of());
	}

	static KeySchema of(IndexDefinition index) {
		return new KeySchema("index '%s'".formatted(index.name()), names(index.hashKeys()), names(index.rangeKeys()));
	}

	private static List<String> names(List<KeyAttribute> keys) {
		return keys.stream().map(KeyAttribute::name).toList();
	}

	boolean isKey(String attribute) {
		return this.hashKeys.contains(attribute) || this.rangeKeys.contains(attribute);
	}

	boolean isHashKey(String attribute) {
		return this.hashKeys.contains(attribute);
	}

	/** The key condition of a query, held against the rules. */
	Condition condition(QueryOptions query) {
		Condition condition = (query.keyCondition() != null) ? query.keyCondition() : named(query);
		Map<String, KeyTerm> terms = terms(condition);
		for (String hashKey : this.hashKeys) {
			KeyTerm term = terms.remove(hashKey);
			if (term == null || !term.equality()) {
				throw new InvalidQueryException(
						"A query of %s must ask for one value of the hash key '%s'".formatted(this.owner, hashKey));
			}
		}
		for (String attribute : terms.keySet()) {
			if (!this.rangeKeys.contains(attribute)) {
				throw new InvalidQueryException(
						"The key condition of a query must not name '%s', which is no key of %s; use a filter"
							.formatted(attribute, this.owner));
			}
		}
		checkRange(terms);
		return condition;
	}

	/** Gives the values of a query the names of the keys. */
	private Condition named(QueryOptions query) {
		List<Object> values = query.hashKey();
		if (values.size() != this.hashKeys.size()) {
			throw new InvalidQueryException(values.isEmpty()
					? "A query needs a value of the hash key %s of %s; set 'hashKey' or 'keyCondition', or use scan"
						.formatted(quoted(this.hashKeys), this.owner)
					: "'hashKey' has %d values, but %s has the hash key %s; a query needs one value of each, in this order"
						.formatted(values.size(), this.owner, quoted(this.hashKeys)));
		}
		List<RangeKeyCondition> ranges = query.rangeKey();
		if (ranges.size() > this.rangeKeys.size()) {
			throw new InvalidQueryException(
					this.rangeKeys.isEmpty() ? "'rangeKey' is set, but %s has no range key".formatted(this.owner)
							: "'rangeKey' has %d conditions, but %s has the range key %s".formatted(ranges.size(),
									this.owner, quoted(this.rangeKeys)));
		}
		Condition condition = Condition.attribute(this.hashKeys.get(0)).isEqualTo(values.get(0));
		for (int i = 1; i < values.size(); i++) {
			condition = condition.and(Condition.attribute(this.hashKeys.get(i)).isEqualTo(values.get(i)));
		}
		for (int i = 0; i < ranges.size(); i++) {
			condition = condition.and(ranges.get(i).on(this.rangeKeys.get(i)));
		}
		return condition;
	}

	private Map<String, KeyTerm> terms(Condition condition) {
		Map<String, KeyTerm> terms = new LinkedHashMap<>();
		for (KeyTerm term : KeyTerm.of(condition)) {
			String attribute = term.attribute();
			if (attribute == null) {
				throw new InvalidQueryException(("'%s' cannot be part of the key condition of a query, "
						+ "which compares keys with values; use a filter")
					.formatted(term.condition()));
			}
			if (terms.put(attribute, term) != null) {
				throw new InvalidQueryException(
						"The key condition of a query must not name '%s' twice; use 'between' for two bounds"
							.formatted(attribute));
			}
		}
		return terms;
	}

	/** From the left, and all but the last by one value. */
	private void checkRange(Map<String, KeyTerm> terms) {
		KeyTerm last = null;
		for (String rangeKey : this.rangeKeys) {
			KeyTerm term = terms.remove(rangeKey);
			if (term == null) {
				if (!terms.isEmpty()) {
					throw new InvalidQueryException(
							"A query of %s that asks for the range key '%s' must ask for the range key '%s' too: range keys are used from the left"
								.formatted(this.owner, terms.keySet().iterator().next(), rangeKey));
				}
				return;
			}
			if (last != null && !last.equality()) {
				throw new InvalidQueryException(
						"A query of %s that asks for the range key '%s' must ask for one value of the range key '%s': only the last one may have a range"
							.formatted(this.owner, rangeKey, last.attribute()));
			}
			last = term;
		}
	}

	private static String quoted(List<String> names) {
		return "'" + String.join("', '", names) + "'";
	}

}
