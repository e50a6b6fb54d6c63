package io.daplug.template.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.daplug.expression.AttributePath;
import io.daplug.expression.Condition;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.KeyTerm;
import io.daplug.expression.ValueEncoder;
import io.daplug.table.IndexDefinition;
import io.daplug.table.TableDefinition;
import io.daplug.template.context.AttributeNameCheck;
import io.daplug.template.model.CallOptions;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * DynamoDB's rules of what a read may ask for beside its key condition. Reads that it
 * would refuse are not sent.
 */
final class SelectionRules {

	private final TableDefinition table;

	private final AttributeNameCheck names;

	SelectionRules(TableDefinition table, AttributeNameCheck names) {
		this.table = table;
		this.names = names;
	}

	/**
	 * Checks what goes together in a query or scan.
	 * @param selection the query or scan
	 * @param read the keys of the table or index that is read
	 */
	void check(SelectionOptions selection, KeySchema read) {
		IndexDefinition index = (selection.index() != null) ? this.table.indexes().get(selection.index()) : null;
		if (index != null) {
			checkIndex(selection, index);
		}
		Condition filter = selection.filter();
		checkNames(selection, filter, selection.projection());
		if (filter != null && selection instanceof QueryOptions) {
			for (String name : filter.attributes()) {
				if (read.isKey(name)) {
					throw new InvalidQueryException(
							"The filter of a query must not name '%s', which is a key of %s; ask for it by 'hashKey', 'rangeKey' or 'keyCondition'"
								.formatted(name, read.owner()));
				}
			}
		}
	}

	/** Checks names by the schema. */
	void checkNames(CallOptions options, @Nullable Condition filter, List<AttributePath> projection) {
		if (filter == null && projection.isEmpty()) {
			return;
		}
		Set<AttributePath> used = new LinkedHashSet<>((filter != null) ? filter.paths() : Set.of());
		used.addAll(projection);
		String problem = this.names.problem(options, used);
		if (problem != null) {
			throw new InvalidQueryException(problem);
		}
	}

	/**
	 * What an index does not hold, only a local one fetches, and for a projection alone.
	 */
	private void checkIndex(SelectionOptions selection, IndexDefinition index) {
		if (selection.consistentRead() && !index.isLocal()) {
			throw new InvalidQueryException(
					"'consistentRead' must not be set for index '%s', which is a global one; read the table, or declare the index as local if it is"
						.formatted(index.name()));
		}
		if (selection.filter() != null) {
			for (String name : selection.filter().attributes()) {
				if (!this.table.holds(index, name)) {
					throw new InvalidQueryException(
							"The filter must not name '%s', which index '%s' does not hold; include it in the index's projection, or read the table"
								.formatted(name, index.name()));
				}
			}
		}
		for (AttributePath path : selection.projection()) {
			if (!index.isLocal() && !this.table.holds(index, path.root())) {
				throw new InvalidQueryException(
						"'project' must not name '%s', which index '%s' does not hold; include it in the index's projection, or read the table"
							.formatted(path.root(), index.name()));
			}
		}
	}

	/** Checks what a single response selects. */
	void check(SelectionOptions selection, @Nullable Select select) {
		if (select == Select.ALL_PROJECTED_ATTRIBUTES && selection.index() == null) {
			throw new InvalidQueryException("Select %s needs an 'index'".formatted(select));
		}
		IndexDefinition index = (selection.index() != null) ? this.table.indexes().get(selection.index()) : null;
		if (select == Select.ALL_ATTRIBUTES && index != null && !index.isLocal()
				&& index.projection().type() != ProjectionType.ALL) {
			throw new InvalidQueryException(
					"Select %s must not be asked for of index '%s', which does not hold all attributes; read the table"
						.formatted(select, index.name()));
		}
		boolean projects = !selection.projection().isEmpty() || selection.projectsType();
		if (select != null && select != Select.COUNT && projects != (select == Select.SPECIFIC_ATTRIBUTES)) {
			throw new InvalidQueryException(
					projects ? "Select %s must not be asked for together with 'project'".formatted(select)
							: "Select %s needs 'project'".formatted(select));
		}
	}

	/**
	 * Says which key lies outside of what a query asks for.
	 * @param keyCondition the key condition; null for a scan
	 * @param start where the query begins, as it is stored
	 * @param encoder encodes values as they are stored
	 * @return the name of the key; null if the query can begin there
	 */
	static @Nullable String outside(@Nullable Condition keyCondition, Map<String, AttributeValue> start,
			ValueEncoder encoder) {
		List<KeyTerm> terms = (keyCondition != null) ? KeyTerm.of(keyCondition) : List.of();
		for (KeyTerm term : terms) {
			AttributeValue value = start.get(term.attribute());
			if (value == null || !term.isMetBy(value, encoder)) {
				return term.attribute();
			}
		}
		return null;
	}

	/** Writes what a read asks for, and refuses it in the words of reads. */
	static <R> R asked(Supplier<R> request) {
		try {
			return request.get();
		}
		catch (InvalidExpressionException ex) {
			InvalidQueryException refused = new InvalidQueryException(String.valueOf(ex.getMessage()));
			refused.initCause(ex);
			throw refused;
		}
	}

}
