package io.daplug.template;

import java.util.Map;
import java.util.function.Function;

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

	TemplateQuery(ItemReader reader, QueryOptions query, Function<Map<String, AttributeValue>, T> conversion) {
		super(reader.select(query), conversion);
		this.reader = reader;
		this.query = query;
	}

	@Override
	public QueryResponse response() {
		return this.reader.response(this.query, null);
	}

	@Override
	public QueryResponse response(Select select) {
		Assert.notNull(select, "'select' must not be null");
		return this.reader.response(this.query, select);
	}

}
