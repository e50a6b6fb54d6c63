package io.daplug.merge;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Merges as RFC 7396 has it. It walks the patch only.
 */
final class JsonMergePatch implements MergeStrategy {

	static final JsonMergePatch INSTANCE = new JsonMergePatch();

	private JsonMergePatch() {
	}

	@Override
	public Map<String, AttributeValue> merge(Map<String, AttributeValue> stored, Map<String, AttributeValue> patch) {
		Map<String, AttributeValue> merged = new LinkedHashMap<>(stored);
		patch.forEach((name, change) -> {
			if (change.type() == AttributeValue.Type.NUL) {
				merged.remove(name);
			}
			else if (change.hasM()) {
				AttributeValue target = stored.get(name);
				Map<String, AttributeValue> members = (target != null && target.hasM()) ? target.m() : Map.of();
				merged.put(name, AttributeValue.fromM(merge(members, change.m())));
			}
			else {
				merged.put(name, change);
			}
		});
		return merged;
	}

	@Override
	public String toString() {
		return "JsonMergePatch";
	}

}
