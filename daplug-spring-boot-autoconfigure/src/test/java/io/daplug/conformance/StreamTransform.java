package io.daplug.conformance;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.daplug.event.ItemChange;
import io.daplug.mirror.MirrorTransform;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The handler's way from a source item to a destination item: each field made of a
 * template over the fields of the source.
 */
final class StreamTransform implements MirrorTransform {

	private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

	private final StreamModel source;

	private final StreamModel destination;

	private final JsonNode map;

	StreamTransform(JsonNode adapter) {
		this.source = new StreamModel(adapter.path("source"));
		this.destination = new StreamModel(adapter.path("destination"));
		this.map = adapter.path("destination").path("map");
	}

	@Override
	public @Nullable Object newItem(ItemChange<?> change) {
		if (!change.newImage().isKnown()) {
			return null;
		}
		Map<String, Object> values = this.source.read(CorpusValues.item(change.newItem().attributes()));
		Map<String, Object> made = new LinkedHashMap<>();
		this.map.properties().forEach((field) -> {
			Object value = fill(field.getValue().asString(), values);
			if (value != null) {
				made.put(field.getKey(), value);
			}
		});
		return this.destination.coerce(made);
	}

	private static @Nullable Object fill(String template, Map<String, Object> values) {
		Matcher alone = FIELD.matcher(template);
		if (alone.matches()) {
			return values.get(alone.group(1));
		}
		return FIELD.matcher(template)
			.replaceAll((field) -> Matcher.quoteReplacement(text(values.get(field.group(1)))));
	}

	/** As Python writes it. */
	private static String text(@Nullable Object value) {
		if (value == null) {
			return "None";
		}
		if (value instanceof Boolean flag) {
			return flag ? "True" : "False";
		}
		return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
	}

}
