package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.daplug.dynamodb.DynamoDbRequests;
import io.daplug.expression.AttributePath;
import io.daplug.expression.ExpressionWriter;
import io.daplug.guard.StoredForm;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import io.daplug.key.KeyPrefixer;
import io.daplug.schema.MappingOptions;
import io.daplug.table.TableKeys;
import io.daplug.template.context.AttributeNameCheck;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.PlainForm;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadOptions;
import io.daplug.template.model.ReadingOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import org.springframework.util.Assert;

/**
 * Reads the items of one table.
 */
public final class ItemReader {

	private final TableContext context;

	private final TableKeys keys;

	private final ReadRequestFactory requests;

	private final KeyedReader single;

	private final AttributeNameCheck names;

	private final MappingOptions cut;

	private final TypeProjections types;

	private final OtherTypes others;

	public ItemReader(TableContext context, TableKeys keys) {
		this.context = context;
		this.keys = keys;
		this.single = new KeyedReader(context);
		this.names = new AttributeNameCheck(context);
		this.requests = new ReadRequestFactory(context, keys, this.names);
		this.types = new TypeProjections(context.converter());
		this.others = new OtherTypes(context.table());
		this.cut = MappingOptions.of((mapping) -> mapping.project(true)
			.validate(false)
			.defaults(false)
			.kept(context.table().reservedAttributes()));
	}

	/** What holds the names in conditions against the schema. */
	public AttributeNameCheck names() {
		return this.names;
	}

	/**
	 * The item as it is stored at this moment, prefixes removed, and without the token of
	 * the last write; null if there is none, or none that counts for those who write.
	 */
	public @Nullable Map<String, AttributeValue> current(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = stored(key, prefixer);
		return (stored != null && isThere(stored)) ? stored : null;
	}

	/** The same with the id of the change that it came from, if items have one. */
	public @Nullable Map<String, AttributeValue> removable(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		if (this.context.table().changeIdAttribute() == null) {
			return current(key, prefixer);
		}
		Map<String, AttributeValue> stored = whole(key, prefixer);
		return (stored != null && isThere(prefixer.strip(stored))) ? this.context.plain(prefixer).of(stored) : null;
	}

	private boolean isThere(Map<String, AttributeValue> stored) {
		return this.context.guard().isThere(stored) && !this.others.contain(stored);
	}

	/** The same, also of an item that does not count. */
	public @Nullable Map<String, AttributeValue> stored(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> stored = whole(key, prefixer);
		return (stored != null) ? this.context.known(stored, prefixer) : null;
	}

	private @Nullable Map<String, AttributeValue> whole(Map<String, AttributeValue> key, KeyPrefixer prefixer) {
		Map<String, AttributeValue> storedKey = new LinkedHashMap<>(key);
		prefixer.addTo(storedKey);
		this.keys.checkStored(storedKey);
		DynamoDbRequests requests = this.context.requests();
		GetItemResponse response = requests.send("get",
				(client) -> client.getItem((get) -> get.tableName(this.context.table().tableName())
					.key(storedKey)
					.consistentRead(true)
					.overrideConfiguration(requests.limit())));
		this.single.forget(storedKey);
		return response.hasItem() ? response.item() : null;
	}

	public Optional<Map<String, AttributeValue>> get(ItemKey key, ReadOptions options, ItemType<?> type) {
		ReadProjection projection = projection(options, type);
		this.requests.rules().checkNames(options, null, options.projection());
		ItemView view = view(projection, options);
		return Optional.ofNullable(this.single.seen(key, options, view));
	}

	/** What a read of an item brings. */
	private ReadProjection projection(ReadOptions options, ItemType<?> type) {
		List<AttributePath> asked = asked(options, type);
		return asked.isEmpty() ? ReadProjection.WHOLE
				: this.requests.projection(asked, this.context.visibility().attributes());
	}

	/** The read of an item as an entry of a transaction, which is consistent anyway. */
	public TransactedRead transacted(ItemKey key, ReadOptions options, ItemType<?> type) {
		ReadProjection projection = projection(options, type);
		this.requests.rules().checkNames(options, null, options.projection());
		KeyPrefixer prefixer = this.context.prefixer(options);
		Get.Builder get = Get.builder()
			.tableName(this.context.table().tableName())
			.key(this.keys.stored(key, prefixer));
		if (!projection.paths().isEmpty()) {
			ExpressionWriter expressions = this.context.expressions(prefixer);
			get.projectionExpression(SelectionRules.asked(() -> expressions.projection(projection.paths())))
				.expressionAttributeNames(expressions.names());
		}
		return new TransactedRead(this.context, this.keys.shown(this.keys.attributes(key)), get.build(),
				view(projection, options)::of);
	}

	/** Says whether readers see an item under the key. */
	public boolean exists(ItemKey key, ReadOptions options) {
		Assert.notNull(options, "'options' must not be null");
		if (!options.projection().isEmpty() || options.projectsType() || options.schema().orElse(null) != null
				|| options.writeOnly() != null) {
			throw new InvalidQueryException(
					"'project', 'projectType', 'schema' and 'writeOnly' must not be set for 'exists', which reads the key alone");
		}
		if (this.single.keeps(options)) {
			return this.single.sees(key, options, ReadProjection.WHOLE);
		}
		Set<String> needed = this.requests.keyNames();
		needed.addAll(this.context.visibility().attributes());
		return this.single.sees(key, options, ReadProjection.only(needed));
	}

	/** The paths that a read asks for; empty for whole items. */
	List<AttributePath> asked(ReadingOptions options, ItemType<?> type) {
		Assert.notNull(options, "'options' must not be null");
		if (!options.projectsType()) {
			return options.projection();
		}
		List<AttributePath> paths = this.types.of(type);
		return (options instanceof SelectionOptions selection) ? this.requests.held(selection, paths) : paths;
	}

	/**
	 * The first item of a query that is to be changed, with all attributes that the table
	 * or index holds and readers see.
	 */
	public Optional<Map<String, AttributeValue>> first(QueryOptions query) {
		if (!query.projection().isEmpty() || query.projectsType()) {
			throw new InvalidQueryException(
					"'project' and 'projectType' must not be set in the query of an update, which needs all of the item");
		}
		if (query.schema().orElse(null) != null) {
			throw new InvalidQueryException(
					"'schema' must not be set in the query of an update, which needs all of the item; set it among the options of the update");
		}
		if (query.writeOnly() != null) {
			throw new InvalidQueryException(
					"'writeOnly' must not be set in the query of an update, which needs all of the item");
		}
		// What an index holds of an item is read again as a whole.
		PlainForm plain = (query.index() != null) ? new PlainForm(this.context.prefixer(query), StoredForm.SAME)
				: this.context.plain(this.context.prefixer(query));
		ItemView whole = new ItemView(ReadProjection.WHOLE, plain, null, this.cut, null);
		return new SelectionReader(this.context, this.requests, query, List.of(), whole).first(Function.identity());
	}

	/** Reads the items of a query or of a scan. */
	public SelectionReader select(SelectionOptions selection, ItemType<?> type) {
		return new SelectionReader(this.context, this.requests, selection, asked(selection, type),
				view(ReadProjection.WHOLE, selection));
	}

	/** The keys of the items of a query or of a scan, for those who remove the items. */
	public SelectedKeys keys(SelectionOptions selection) {
		return new SelectedKeys(this.context, this.requests, selection, new ItemView(ReadProjection.WHOLE,
				new PlainForm(KeyPrefixer.none(), StoredForm.SAME), null, this.cut, null));
	}

	/**
	 * Whole items of a query or of a segment of a scan, for those who store them again.
	 */
	public StoredPages pages(SelectionOptions selection, StoredPages.Segment segment) {
		return new StoredPages(this.context, this.requests, selection, segment);
	}

	/** DynamoDB's own answer to one request, prefixes removed. */
	public QueryResponse response(QueryOptions asked, ItemType<?> type, @Nullable Select select) {
		QueryOptions query = (QueryOptions) this.requests.stored(asked);
		ReadProjection projection = projection(query, type, select);
		QueryRequest request = this.requests.queryRequest(query, projection).toBuilder().limit(query.limit()).build();
		ItemView view = view(projection, query);
		QueryResponse response = this.requests.send(request);
		RawAnswer seen = seen(RawAnswer.of(response), view, select);
		return response.toBuilder().count(seen.count()).items(seen.items()).lastEvaluatedKey(seen.lastKey()).build();
	}

	/** DynamoDB's own answer to one request, prefixes removed. */
	public ScanResponse response(ScanOptions asked, ItemType<?> type, @Nullable Select select) {
		ScanOptions scan = (ScanOptions) this.requests.stored(asked);
		if (scan.segments() > 1) {
			throw new InvalidQueryException(
					"A single response must not be asked for with 'segments': one request reads one segment");
		}
		if (this.context.tenant().id() != null) {
			throw new InvalidQueryException(
					"A single response of a scan must not be asked for where tenants share the table: it tells keys of others; read its items or pages");
		}
		ReadProjection projection = projection(scan, type, select);
		ScanRequest request = this.requests.scanRequest(scan, projection).toBuilder().limit(scan.limit()).build();
		ItemView view = view(projection, scan);
		ScanResponse response = this.requests.send(request);
		RawAnswer seen = seen(RawAnswer.of(response), view, select);
		return response.toBuilder().count(seen.count()).items(seen.items()).lastEvaluatedKey(seen.lastKey()).build();
	}

	private RawAnswer seen(RawAnswer stored, ItemView view, @Nullable Select select) {
		Map<String, AttributeValue> lastKey = stored.lastKey();
		// A reserved key has no prefix, and gets none when the next request begins there.
		Map<String, AttributeValue> next = (lastKey != null && !this.keys.reserved().contains(lastKey))
				? view.plain().prefixer().strip(lastKey) : lastKey;
		if (stored.items() == null) {
			return new RawAnswer(stored.count(), null, next);
		}
		List<Map<String, AttributeValue>> visible = this.requests.visible(stored.items());
		return new RawAnswer(visible.size(), (select != Select.COUNT) ? visible.stream().map(view::of).toList() : null,
				next);
	}

	private ReadProjection projection(SelectionOptions selection, ItemType<?> type, @Nullable Select select) {
		if (selection.unitsPerSecond() != null) {
			throw new InvalidQueryException(
					"A single response must not be asked for with 'unitsPerSecond': it is one request, which has none to wait for");
		}
		this.requests.rules().check(selection, select);
		return (select == Select.COUNT) ? this.requests.counting(selection)
				: this.requests.projection(selection, asked(selection, type), this.requests.deciding(selection))
					.with(select);
	}

	/** How those see an item who read it in this way. */
	ItemView view(ReadProjection projection, ReadingOptions options) {
		PlainForm plain = new PlainForm(this.context.prefixer(options), this.requests.form(options));
		return new ItemView(projection, plain, this.context.readSchema(options), this.cut,
				this.context.unanswered(options, options.writeOnly()));
	}

	ReadRequestFactory requests() {
		return this.requests;
	}

}
