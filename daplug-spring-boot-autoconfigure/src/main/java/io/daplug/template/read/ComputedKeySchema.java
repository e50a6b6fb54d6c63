package io.daplug.template.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.expression.Condition;
import io.daplug.expression.KeyTerm;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.key.KeyTemplate;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of a table or of an index in terms of the attributes that they are composed
 * of: what a query asks of these, as what it asks of the keys.
 */
final class ComputedKeySchema {

	private final TableContext context;

	private final KeySchema keys;

	private final Map<String, KeyTemplate> templates;

	/** What the hash keys are composed of, in their order. */
	private final List<String> hashComponents;

	/** What the range keys are composed of beside that, in their order. */
	private final List<String> rangeComponents;

	ComputedKeySchema(TableContext context, KeySchema keys) {
		this.context = context;
		this.keys = keys;
		this.templates = context.table().computedKeys();
		Set<String> hash = components(keys.hashKeys());
		Set<String> range = components(keys.rangeKeys());
		range.removeAll(hash);
		this.hashComponents = List.copyOf(hash);
		this.rangeComponents = List.copyOf(range);
	}

	private Set<String> components(List<String> names) {
		Set<String> components = new LinkedHashSet<>();
		for (String name : names) {
			KeyTemplate template = this.templates.get(name);
			components.addAll((template != null) ? template.attributes() : List.of(name));
		}
		return components;
	}

	/** Whether a condition on the range key leaves out most items of other types. */
	boolean limits() {
		return this.keys.rangeKeys().stream().anyMatch((name) -> {
			KeyTemplate template = this.templates.get(name);
			return template != null && (template.isConstant() || !template.leading().isEmpty());
		});
	}

	/** Whether a query reads items that its range key does not leave out. */
	boolean filters(QueryOptions query) {
		return (query.keyCondition() != null || !query.rangeKey().isEmpty()) && filter(terms(query)) != null;
	}

	/** What a query asks for beside its condition on the keys as they are stored. */
	@Nullable Condition filter(QueryOptions query) {
		return filter(terms(query));
	}

	private @Nullable Condition filter(Map<String, KeyTerm> terms) {
		Condition filter = null;
		for (String name : this.keys.rangeKeys()) {
			KeyTemplate template = this.templates.get(name);
			ComputedRange range = (template != null) ? open(name, template, terms) : null;
			KeyTerm term = (range != null && !range.isClosed()) ? terms.get(range.next()) : null;
			Condition next = (range != null && term != null) ? range.filter(term.kind(), values(term)) : null;
			if (next != null) {
				filter = (filter != null) ? filter.and(next) : next;
			}
		}
		return filter;
	}

	private Map<String, KeyTerm> terms(QueryOptions query) {
		return (query.keyCondition() != null) ? named(query.keyCondition()) : positioned(query);
	}

	/** The key condition on the keys as they are stored. */
	Condition condition(QueryOptions query) {
		Map<String, KeyTerm> terms = terms(query);
		List<Condition> conditions = new ArrayList<>();
		for (String name : this.keys.hashKeys()) {
			KeyTemplate template = this.templates.get(name);
			conditions.add((template != null) ? one(name, template, terms) : required(name, terms).condition());
		}
		for (String name : this.keys.rangeKeys()) {
			KeyTemplate template = this.templates.get(name);
			KeyTerm plain = terms.get(name);
			Condition condition = (template != null) ? range(name, template, terms)
					: (plain != null) ? plain.condition() : null;
			if (condition == null) {
				break;
			}
			conditions.add(condition);
			if (!KeyTerm.of(condition).get(0).equality()) {
				break;
			}
		}
		return conditions.stream().reduce(Condition::and).orElseThrow();
	}

	private Map<String, KeyTerm> named(Condition condition) {
		Map<String, KeyTerm> terms = new LinkedHashMap<>();
		for (KeyTerm term : KeyTerm.of(condition)) {
			String attribute = term.attribute();
			if (attribute == null
					|| !(this.hashComponents.contains(attribute) || this.rangeComponents.contains(attribute))) {
				throw new InvalidQueryException(
						"The key condition of a query of %s must compare %s with values, of which its keys are composed; '%s' does not"
							.formatted(this.keys.owner(), all(), term.condition()));
			}
			if (terms.put(attribute, term) != null) {
				throw new InvalidQueryException(
						"The key condition of a query must not name '%s' twice; use 'between' for two bounds"
							.formatted(attribute));
			}
		}
		requireLeft(terms);
		return terms;
	}

	/** Gives the values of a query the names of what the keys are composed of. */
	private Map<String, KeyTerm> positioned(QueryOptions query) {
		List<Object> values = query.hashKey();
		List<RangeKeyCondition> ranges = query.rangeKey();
		if (values.size() != this.hashComponents.size()) {
			throw new InvalidQueryException(
					"'hashKey' has %d values, but the hash key of %s is composed of %s; a query needs one value of each, in this order"
						.formatted(values.size(), this.keys.owner(), this.hashComponents));
		}
		if (ranges.size() > this.rangeComponents.size()) {
			throw new InvalidQueryException("'rangeKey' has %d conditions, but the range key of %s is composed of %s"
				.formatted(ranges.size(), this.keys.owner(), this.rangeComponents));
		}
		Map<String, KeyTerm> terms = new LinkedHashMap<>();
		for (int i = 0; i < values.size(); i++) {
			String name = this.hashComponents.get(i);
			terms.put(name, KeyTerm.of(Condition.attribute(name).isEqualTo(values.get(i))).get(0));
		}
		for (int i = 0; i < ranges.size(); i++) {
			String name = this.rangeComponents.get(i);
			terms.put(name, KeyTerm.of(ranges.get(i).on(name)).get(0));
		}
		requireLeft(terms);
		return terms;
	}

	/** From the left, and all but the last by one value. */
	private void requireLeft(Map<String, KeyTerm> terms) {
		boolean open = false;
		for (String component : this.rangeComponents) {
			KeyTerm term = terms.get(component);
			if (term != null && open) {
				throw new InvalidQueryException(
						"A query of %s that asks for '%s' must ask for one value of what is before it in the range key, which is composed of %s"
							.formatted(this.keys.owner(), component, this.rangeComponents));
			}
			open |= term == null || !term.equality();
		}
	}

	private List<String> all() {
		List<String> all = new ArrayList<>(this.hashComponents);
		all.addAll(this.rangeComponents);
		return all;
	}

	private KeyTerm required(String component, Map<String, KeyTerm> terms) {
		KeyTerm term = terms.get(component);
		if (term == null || !term.equality()) {
			throw new InvalidQueryException(
					"A query of %s must ask for one value of '%s', of which its hash key is composed"
						.formatted(this.keys.owner(), component));
		}
		return term;
	}

	private Condition one(String name, KeyTemplate template, Map<String, KeyTerm> terms) {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		template.attributes().forEach((component) -> values.put(component, values(required(component, terms)).get(0)));
		return Condition.attribute(name).isEqualTo(Objects.requireNonNull(template.of(values)));
	}

	private List<AttributeValue> values(KeyTerm term) {
		return term.values((attribute, value) -> this.context.converter().toAttribute(value));
	}

	/** What is asked of a range key; null if all keys will do. */
	private @Nullable Condition range(String name, KeyTemplate template, Map<String, KeyTerm> terms) {
		if (template.isConstant()) {
			return Condition.attribute(name).isEqualTo(Objects.requireNonNull(template.of(Map.of())));
		}
		ComputedRange range = open(name, template, terms);
		if (range.isClosed()) {
			return template.isCopy() ? Condition.attribute(name).isEqualTo(range.known().get(0))
					: Condition.attribute(name).isEqualTo(template.beginning(range.known(), true));
		}
		KeyTerm term = terms.get(range.next());
		return range.condition((term != null) ? term.kind() : null, (term != null) ? values(term) : List.of());
	}

	/** The range of keys whose first values are known. */
	private ComputedRange open(String name, KeyTemplate template, Map<String, KeyTerm> terms) {
		List<AttributeValue> known = new ArrayList<>();
		for (String component : template.attributes()) {
			KeyTerm term = terms.get(component);
			if (term == null || term.kind() != KeyTerm.Kind.EQUAL) {
				break;
			}
			known.add(values(term).get(0));
		}
		return new ComputedRange(name, template, known);
	}

}
