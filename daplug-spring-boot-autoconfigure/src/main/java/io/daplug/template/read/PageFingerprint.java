package io.daplug.template.read;

import java.util.Arrays;
import java.util.Collection;

import io.daplug.expression.Condition;
import io.daplug.expression.ExpressionWriter;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.SelectionOptions;
import io.daplug.text.Sha256;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells one query or scan from another by all that decides which items it finds and in
 * what order: table, index, conditions with their values, direction, and the prefixes of
 * the keys. The projection is left out: it does not move the pages.
 */
final class PageFingerprint {

	static final int LENGTH = 12;

	private PageFingerprint() {
	}

	/**
	 * Computes the fingerprint.
	 * @param context the table
	 * @param selection the query or scan
	 * @param keyCondition the key condition of a query; null for a scan
	 * @param keys the key attributes of the table and of the index that is read
	 */
	static byte[] of(TableContext context, SelectionOptions selection, @Nullable Condition keyCondition,
			Collection<String> keys) {
		KeyPrefixer prefixer = context.prefixer(selection);
		ExpressionWriter expressions = context.expressions(prefixer);
		StringBuilder text = new StringBuilder();
		append(text, context.table().tableName());
		append(text, selection.index());
		append(text, order(selection));
		append(text, write(expressions, keyCondition));
		append(text, write(expressions, selection.filter()));
		append(text, expressions.names().toString());
		append(text, expressions.values().toString());
		AttributeValue nothing = AttributeValue.fromS("");
		keys.forEach((key) -> append(text, key + "=" + prefixer.add(key, nothing).s()));
		return Arrays.copyOf(Sha256.of(text.toString()).bytes(), LENGTH);
	}

	private static String order(SelectionOptions selection) {
		if (selection instanceof QueryOptions query) {
			return query.descending() ? "descending" : "ascending";
		}
		return "scan";
	}

	private static @Nullable String write(ExpressionWriter expressions, @Nullable Condition condition) {
		return (condition != null) ? expressions.condition(condition) : null;
	}

	private static void append(StringBuilder text, @Nullable String part) {
		text.append((part != null) ? part : "-").append('\n');
	}

}
