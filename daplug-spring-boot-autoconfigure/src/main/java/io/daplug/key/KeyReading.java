package io.daplug.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Takes keys apart, from the left: each value ends where the text behind it begins.
 *
 * @param texts a text before each component, and one after the last
 * @param components what the key is composed of
 */
record KeyReading(List<String> texts, List<KeyComponent> components) {

	/**
	 * Returns what a key seems to be composed of. Whether it is, is seen by composing it
	 * anew.
	 * @param key the key
	 * @return the attributes; none if a part cannot be found
	 */
	Map<String, AttributeValue> of(String key) {
		Map<String, AttributeValue> parts = new LinkedHashMap<>();
		int at = this.texts.get(0).length();
		for (int i = 0; i < this.components.size() && at <= key.length(); i++) {
			String after = this.texts.get(i + 1);
			int end = after.isEmpty() ? key.length() : KeyEscape.end(key, at, after.charAt(0));
			String written = (end < 0) ? null : key.substring(at, end);
			String value = (written == null || after.isEmpty()) ? written : KeyEscape.read(written);
			if (value == null) {
				return Map.of();
			}
			KeyComponent component = this.components.get(i);
			parts.put(component.attribute(), component.value(value));
			at = end + after.length();
		}
		return parts;
	}

}
