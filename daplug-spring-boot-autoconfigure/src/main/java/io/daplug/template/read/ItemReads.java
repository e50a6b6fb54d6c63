package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.daplug.expression.ExpressionWriter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.table.TableKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.Selection;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Gets, queries and scans.
 */
public final class ItemReads {

	private final TableContext context;

	private final TableKeys keys;

	private final ReadRequests requests;

	private final MappingOptions cut;

	public ItemReads(TableContext context, TableKeys keys, ReadRequests requests) {
		this.context = context;
		this.keys = keys;
		this.requests = requests;
		this.cut = MappingOptions.of((mapping) -> mapping.project(true)
			.validate(false)
			.defaults(false)
			.kept(context.table().reservedAttributes()));
	}

	/**
	 * The item as it is stored at this moment, prefixes removed; null if there is none.
	 */
	public @Nullable Map<String, AttributeValue> current(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(key);
		prefixer.addTo(stored);
		this.keys.checkSize(stored);
		GetItemResponse response = this.context.requests()
			.send("get", (client) -> client
				.getItem((get) -> get.tableName(this.context.table().tableName()).key(stored).consistentRead(true)));
		return response.hasItem() ? prefixer.strip(response.item()) : null;
	}

	public Optional<Map<String, AttributeValue>> get(ItemKey key, ReadOptions options) {
		Map<String, AttributeValue> stored = this.keys.attributes(key);
		KeyPrefixer prefixer = this.context.prefixer(options);
		prefixer.addTo(stored);
		this.keys.checkSize(stored);
		GetItemRequest.Builder request = GetItemRequest.builder()
			.tableName(this.context.table().tableName())
			.key(stored)
			.consistentRead(options.consistentRead());
		if (!options.projection().isEmpty()) {
			ExpressionWriter expressions = this.context.expressions(prefixer);
			request.projectionExpression(expressions.projection(options.projection()))
				.expressionAttributeNames(expressions.names());
		}
		ItemSchema schema = this.context.readSchema(options);
		GetItemResponse response = this.context.requests().send("get", (client) -> client.getItem(request.build()));
		return response.hasItem() ? Optional.of(read(response.item(), prefixer, schema)) : Optional.empty();
	}

	/** The first item of a query, with all attributes that the table or index holds. */
	public Optional<Map<String, AttributeValue>> first(QueryOptions query) {
		ReadRequest request = this.requests.query(query, List.of());
		KeyPrefixer prefixer = this.context.prefixer(query);
		return StreamSupport.stream(new PagedItems(request, 1, query.filter() != null), false)
			.findFirst()
			.map(prefixer::strip);
	}

	public Stream<Map<String, AttributeValue>> query(QueryOptions query) {
		return stream(query, this.requests.query(query), query.limit());
	}

	public Stream<Map<String, AttributeValue>> scan(ScanOptions scan) {
		if (scan.segments() > 1) {
			ItemSchema schema = this.context.readSchema(scan);
			KeyPrefixer prefixer = this.context.prefixer(scan);
			List<ReadRequest> segments = IntStream.range(0, scan.segments())
				.mapToObj((segment) -> this.requests.scan(scan, segment))
				.toList();
			return ParallelScan.stream(segments, scan.limit()).map((item) -> read(item, prefixer, schema));
		}
		return stream(scan, this.requests.scan(scan, null), scan.limit());
	}

	public Stream<Map<String, AttributeValue>> read(QueryOptions query) {
		return stream(query, this.requests.read(query), query.limit());
	}

	public Page<Map<String, AttributeValue>> page(QueryOptions query, PageRequest page) {
		ItemSchema schema = this.context.readSchema(query);
		KeyPrefixer prefixer = this.context.prefixer(query);
		Page<Map<String, AttributeValue>> stored = new PagedReads(this.context, this.requests).page(query, page);
		return new Page<>(stored.items().stream().map((item) -> read(item, prefixer, schema)).toList(),
				stored.nextToken());
	}

	private Stream<Map<String, AttributeValue>> stream(Selection selection, ReadRequest request,
			@Nullable Integer limit) {
		ItemSchema schema = this.context.readSchema(selection);
		KeyPrefixer prefixer = this.context.prefixer(selection);
		PagedItems items = new PagedItems(request, limit, selection.filter() != null);
		return StreamSupport.stream(items, false).onClose(items::close).map((item) -> read(item, prefixer, schema));
	}

	private Map<String, AttributeValue> read(Map<String, AttributeValue> stored, KeyPrefixer prefixer,
			@Nullable ItemSchema schema) {
		Map<String, AttributeValue> item = prefixer.strip(stored);
		return (schema != null) ? schema.map(new LinkedHashMap<>(item), this.cut) : item;
	}

}
