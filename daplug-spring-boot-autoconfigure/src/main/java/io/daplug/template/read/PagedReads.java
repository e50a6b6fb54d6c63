package io.daplug.template.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.table.IndexDefinition;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.Page;
import io.daplug.template.model.PageRequest;
import io.daplug.template.model.QueryOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads pages that are full unless there is no more, and of which the last has no token.
 */
final class PagedReads {

	/** How many items one request looks at when a filter may leave few of them. */
	private static final int FILTERED_CHUNK = 100;

	private final TableContext context;

	private final ReadRequests requests;

	PagedReads(TableContext context, ReadRequests requests) {
		this.context = context;
		this.requests = requests;
	}

	Page<Map<String, AttributeValue>> page(QueryOptions query, PageRequest page) {
		IndexDefinition index = this.requests.index(query);
		Set<String> tokenKeys = tokenKeys(index);
		List<AttributePath> projection = withKeys(query.projection(), tokenKeys);
		PageTokens tokens = new PageTokens(PageFingerprint.of(this.context, query));
		boolean scans = query.hashKey() == null && query.keyCondition() == null;
		ReadRequest request = scans ? this.requests.scan(query, projection) : this.requests.query(query, projection);

		Map<String, AttributeValue> start = (page.token() != null) ? tokens.decode(page.token()) : null;
		int size = (query.limit() != null) ? Math.min(page.size(), query.limit()) : page.size();
		List<Map<String, AttributeValue>> items = read(request, start, Math.max(size, size + 1),
				query.filter() != null);
		if (items.size() <= size) {
			return new Page<>(trim(items, query.projection(), tokenKeys), null);
		}
		List<Map<String, AttributeValue>> full = items.subList(0, size);
		Map<String, AttributeValue> last = new LinkedHashMap<>();
		tokenKeys.forEach((key) -> last.put(key, full.get(size - 1).get(key)));
		return new Page<>(trim(full, query.projection(), tokenKeys), tokens.encode(last));
	}

	private static List<Map<String, AttributeValue>> read(ReadRequest request,
			@Nullable Map<String, AttributeValue> start, int wanted, boolean filtered) {
		List<Map<String, AttributeValue>> items = new ArrayList<>();
		Map<String, AttributeValue> next = start;
		do {
			int missing = wanted - items.size();
			ReadRequest.Response response = request.read(next, filtered ? Math.max(missing, FILTERED_CHUNK) : missing);
			items.addAll(response.items());
			next = response.lastKey();
		}
		while (next != null && items.size() < wanted);
		return items;
	}

	private Set<String> tokenKeys(@Nullable IndexDefinition index) {
		Set<String> names = new LinkedHashSet<>();
		names.add(this.context.table().hashKey());
		if (this.context.table().rangeKey() != null) {
			names.add(this.context.table().rangeKey());
		}
		if (index != null) {
			names.add(index.hashKey());
			if (index.rangeKey() != null) {
				names.add(index.rangeKey());
			}
		}
		return names;
	}

	/** The token is made of the last item's keys, so a projection has to bring them. */
	private static List<AttributePath> withKeys(List<AttributePath> projection, Set<String> tokenKeys) {
		if (projection.isEmpty()) {
			return projection;
		}
		Set<AttributePath> paths = new LinkedHashSet<>(projection);
		tokenKeys.forEach((key) -> paths.add(AttributePath.of(key)));
		return List.copyOf(paths);
	}

	private static List<Map<String, AttributeValue>> trim(List<Map<String, AttributeValue>> items,
			List<AttributePath> projection, Set<String> tokenKeys) {
		if (projection.isEmpty()) {
			return items;
		}
		Set<String> extra = new LinkedHashSet<>(tokenKeys);
		projection.forEach((path) -> extra.remove(path.root()));
		List<Map<String, AttributeValue>> trimmed = new ArrayList<>();
		for (Map<String, AttributeValue> item : items) {
			Map<String, AttributeValue> asked = new LinkedHashMap<>(item);
			asked.keySet().removeAll(extra);
			trimmed.add(asked);
		}
		return trimmed;
	}

}
