package io.daplug.sample;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.merge.MergeStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Merges as RFC 7396 has it: null removes, objects are merged, and everything else, lists
 * too, takes the place of what is stored.
 */
final class JsonMergePatch implements MergeStrategy {

	@Override
	public Map<String, AttributeValue> merge(Map<String, AttributeValue> stored, Map<String, AttributeValue> patch) {
		Map<String, AttributeValue> merged = new LinkedHashMap<>(stored);
		patch.forEach((name, change) -> {
			if (Boolean.TRUE.equals(change.nul())) {
				merged.remove(name);
			}
			else if (change.hasM()) {
				AttributeValue target = stored.get(name);
				merged.put(name, AttributeValue
					.fromM(merge((target != null && target.hasM()) ? target.m() : Map.of(), change.m())));
			}
			else {
				merged.put(name, change);
			}
		});
		return merged;
	}

}
