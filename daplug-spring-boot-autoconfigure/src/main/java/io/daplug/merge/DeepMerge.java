package io.daplug.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.text.ValueIdentity;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * The deep merge. It walks the patch only, so what the patch does not name costs nothing.
 */
record DeepMerge(ListMerge lists, MapMerge maps) implements MergeStrategy {

	static final DeepMerge DEFAULT = new DeepMerge(ListMerge.ADD, MapMerge.UPSERT);

	DeepMerge {
		Assert.notNull(lists, "'lists' must not be null");
		Assert.notNull(maps, "'maps' must not be null");
	}

	@Override
	public Map<String, AttributeValue> merge(Map<String, AttributeValue> stored, Map<String, AttributeValue> patch) {
		Map<String, AttributeValue> merged = new LinkedHashMap<>(stored);
		patch.forEach((name, change) -> {
			AttributeValue value = mergeValue(stored.get(name), change);
			if (value != null) {
				merged.put(name, value);
			}
			else {
				merged.remove(name);
			}
		});
		return merged;
	}

	private @Nullable AttributeValue mergeValue(@Nullable AttributeValue stored, AttributeValue change) {
		if (stored != null && stored.hasL() && change.hasL()) {
			return AttributeValue.fromL(mergeLists(stored.l(), change.l()));
		}
		if (stored != null && stored.hasM() && change.hasM()) {
			return AttributeValue.fromM(merge(stored.m(), change.m()));
		}
		if (this.maps == MapMerge.UPSERT) {
			return (stored == null && change.hasL() && this.lists == ListMerge.REMOVE) ? null : change;
		}
		// A map in the patch goes down to the keys it names: there are none in a scalar.
		return change.hasM() ? stored : null;
	}

	private List<AttributeValue> mergeLists(List<AttributeValue> stored, List<AttributeValue> change) {
		return switch (this.lists) {
			case ADD -> {
				Set<String> known = identities(stored);
				List<AttributeValue> merged = new ArrayList<>(stored);
				change.stream().filter((element) -> known.add(ValueIdentity.of(element))).forEach(merged::add);
				yield merged;
			}
			case REMOVE -> {
				Set<String> unwanted = identities(change);
				yield stored.stream().filter((element) -> !unwanted.contains(ValueIdentity.of(element))).toList();
			}
			case REPLACE -> change;
		};
	}

	/**
	 * Both sides may hold thousands of elements, so none is compared with each other one.
	 */
	private static Set<String> identities(List<AttributeValue> list) {
		Set<String> identities = new HashSet<>(list.size() * 2);
		list.forEach((element) -> identities.add(ValueIdentity.of(element)));
		return identities;
	}

}
