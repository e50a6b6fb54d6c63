package io.daplug.template;

import java.util.Map;
import java.util.function.Function;

import io.daplug.item.ItemType;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.read.ItemReader;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import org.springframework.util.Assert;

/**
 * A query of a template.
 */
final class TemplateQuery<T> extends TemplateSelection<T> implements ItemQuery<T> {

	private final ItemReader reader;

	private final QueryOptions query;

	private final ItemType<T> type;

	TemplateQuery(ItemReader reader, QueryOptions query, ItemType<T> type,
			Function<Map<String, AttributeValue>, T> conversion) {
		super(reader.select(query, type), conversion);
		this.reader = reader;
		this.query = query;
		this.type = type;
	}

	@Override
	public QueryResponse response() {
		return this.reader.response(this.query, this.type, null);
	}

	@Override
	public QueryResponse response(Select select) {
		Assert.notNull(select, "'select' must not be null");
		return this.reader.response(this.query, this.type, select);
	}

}
