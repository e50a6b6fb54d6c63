package io.daplug.template;

import java.util.Map;
import java.util.function.Function;

import io.daplug.item.ItemType;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.read.ItemReader;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import org.springframework.util.Assert;

/**
 * A scan of a template.
 */
final class TemplateScan<T> extends TemplateSelection<T> implements ItemScan<T> {

	private final ItemReader reader;

	private final ScanOptions scan;

	private final ItemType<?> type;

	TemplateScan(ItemReader reader, ScanOptions scan, ItemType<?> type,
			Function<Map<String, AttributeValue>, T> conversion) {
		super(reader.select(scan, type), conversion);
		this.reader = reader;
		this.scan = scan;
		this.type = type;
	}

	@Override
	public ScanResponse response() {
		return this.reader.response(this.scan, this.type, null);
	}

	@Override
	public ScanResponse response(Select select) {
		Assert.notNull(select, "'select' must not be null");
		return this.reader.response(this.scan, this.type, select);
	}

}
