package io.daplug.item.encoding;

import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemConverter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Objects and lists that are stored as JSON text.
 */
final class JsonText {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private static final ItemConverter CONVERTER = new ItemConverter(MAPPER);

	private JsonText() {
	}

	/**
	 * Reads a text.
	 * @param text the text
	 * @param begin the character that it must begin with
	 * @return the map or list; null if the text is none, or one that no item can hold
	 */
	static @Nullable AttributeValue read(String text, char begin) {
		if (text.isEmpty() || text.charAt(0) != begin) {
			return null;
		}
		try {
			return CONVERTER.toAttribute(MAPPER.readTree(text));
		}
		catch (JacksonException | InvalidItemException ex) {
			return null;
		}
	}

}
