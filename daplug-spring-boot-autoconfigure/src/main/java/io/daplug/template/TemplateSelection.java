package io.daplug.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.read.SelectionReader;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * What queries and scans of a template have in common.
 */
abstract sealed class TemplateSelection<T> permits TemplateQuery, TemplateScan {

	private final SelectionReader items;

	private final Function<Map<String, AttributeValue>, T> conversion;

	TemplateSelection(SelectionReader items, Function<Map<String, AttributeValue>, T> conversion) {
		this.items = items;
		this.conversion = conversion;
	}

	public final Stream<T> stream() {
		return this.items.stream(this.conversion);
	}

	public final List<T> list() {
		List<T> list = new ArrayList<>();
		try (Stream<T> items = stream()) {
			items.forEach(list::add);
			return Collections.unmodifiableList(list);
		}
		catch (ReadBudgetExceededException ex) {
			throw ex.with(list);
		}
	}

	public final Page<T> page(PageRequest page) {
		Assert.notNull(page, "'page' must not be null");
		return this.items.page(page, this.conversion);
	}

	public final Optional<T> first() {
		return this.items.first(this.conversion);
	}

	public final long count() {
		return this.items.count();
	}

}
