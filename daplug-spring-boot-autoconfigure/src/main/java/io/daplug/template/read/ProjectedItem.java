package io.daplug.template.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.daplug.expression.AttributePath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Cuts whole items to the paths of a projection, as DynamoDB does: elements of lists move
 * together, and what holds nothing that is asked for is left out.
 */
final class ProjectedItem {

	private final Map<String, ProjectedItem> entries = new LinkedHashMap<>();

	private final TreeMap<Integer, ProjectedItem> elements = new TreeMap<>();

	private boolean whole;

	private ProjectedItem() {
	}

	/**
	 * Cuts an item.
	 * @param item the item
	 * @param paths the paths, also within one another
	 * @return what lies at the paths
	 */
	static Map<String, AttributeValue> of(Map<String, AttributeValue> item, List<AttributePath> paths) {
		ProjectedItem root = new ProjectedItem();
		paths.forEach((path) -> root.add(path.elements()));
		return root.cut(item);
	}

	private void add(List<Object> path) {
		ProjectedItem at = this;
		for (Object element : path) {
			at = (element instanceof Integer index) ? at.elements.computeIfAbsent(index, (key) -> new ProjectedItem())
					: at.entries.computeIfAbsent((String) element, (key) -> new ProjectedItem());
		}
		at.whole = true;
	}

	private Map<String, AttributeValue> cut(Map<String, AttributeValue> map) {
		Map<String, AttributeValue> cut = new LinkedHashMap<>();
		this.entries.forEach((name, asked) -> {
			AttributeValue value = asked.cut(map.get(name));
			if (value != null) {
				cut.put(name, value);
			}
		});
		return cut;
	}

	private List<AttributeValue> cut(List<AttributeValue> list) {
		List<AttributeValue> cut = new ArrayList<>();
		this.elements.headMap(list.size()).forEach((index, asked) -> {
			AttributeValue value = asked.cut(list.get(index));
			if (value != null) {
				cut.add(value);
			}
		});
		return cut;
	}

	private @Nullable AttributeValue cut(@Nullable AttributeValue value) {
		if (value == null || this.whole) {
			return value;
		}
		if (value.hasM()) {
			Map<String, AttributeValue> map = cut(value.m());
			return map.isEmpty() ? null : AttributeValue.fromM(map);
		}
		if (value.hasL()) {
			List<AttributeValue> list = cut(value.l());
			return list.isEmpty() ? null : AttributeValue.fromL(list);
		}
		return null;
	}

}
