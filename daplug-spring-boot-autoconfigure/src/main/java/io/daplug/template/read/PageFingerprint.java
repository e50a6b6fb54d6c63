package io.daplug.template.read;

import java.util.Arrays;

import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.QueryOptions;
import io.daplug.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Tells one query from another by all that decides which items it finds and in what
 * order: table, index, conditions with their values, direction, prefixes. The projection
 * is left out: it does not move the pages.
 */
final class PageFingerprint {

	static final int LENGTH = 12;

	private PageFingerprint() {
	}

	static byte[] of(TableContext context, QueryOptions query) {
		ExpressionWriter expressions = context.expressions(context.prefixer(query));
		StringBuilder text = new StringBuilder();
		append(text, context.table().tableName());
		append(text, query.index());
		append(text, query.descending() ? "descending" : "ascending");
		append(text, write(expressions, query.keyCondition()));
		append(text, (query.hashKey() != null)
				? write(expressions, Condition.attribute(context.table().hashKey()).isEqualTo(query.hashKey())) : null);
		RangeKeyCondition rangeKey = query.rangeKey();
		append(text, (rangeKey != null) ? write(expressions, rangeKey.on(context.table().hashKey())) : null);
		append(text, write(expressions, query.filter()));
		append(text, expressions.names().toString());
		append(text, expressions.values().toString());
		return Arrays.copyOf(Sha256.of(text.toString()).bytes(), LENGTH);
	}

	private static @Nullable String write(ExpressionWriter expressions, @Nullable Condition condition) {
		return (condition != null) ? expressions.condition(condition) : null;
	}

	private static void append(StringBuilder text, @Nullable String part) {
		text.append((part != null) ? part : "-").append('\n');
	}

}
