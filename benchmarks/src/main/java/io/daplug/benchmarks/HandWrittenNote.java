package io.daplug.benchmarks;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Conversion of notes.
 */
@NullUnmarked
final class HandWrittenNote implements HandWritten<Note> {

	@Override
	public Map<String, AttributeValue> fromMap(Map<String, ?> item) {
		Map<String, AttributeValue> attributes = new HashMap<>(8);
		attributes.put("id", Attributes.key((String) item.get("id")));
		attributes.put("text", Attributes.text(item, "text"));
		attributes.put("weight", Attributes.number(item, "weight"));
		return attributes;
	}

	@Override
	public Map<String, AttributeValue> fromRecord(Note item) {
		Map<String, AttributeValue> attributes = new HashMap<>(8);
		attributes.put("id", Attributes.key(item.id()));
		attributes.put("text", AttributeValue.fromS(item.text()));
		attributes.put("weight", AttributeValue.fromN(Integer.toString(item.weight())));
		return attributes;
	}

	@Override
	public Map<String, Object> toMap(Map<String, AttributeValue> stored) {
		Map<String, Object> item = new HashMap<>(8);
		item.put("id", Attributes.key(stored));
		item.put("text", Attributes.s(stored, "text"));
		item.put("weight", Attributes.n(stored, "weight"));
		return item;
	}

	@Override
	public Note toRecord(Map<String, AttributeValue> stored) {
		return new Note(Attributes.key(stored), Attributes.s(stored, "text"), Attributes.i(stored, "weight"));
	}

}
