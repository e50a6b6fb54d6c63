package io.daplug.item;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A typed item that keeps what it is converted to: with its null properties, and without
 * them. Threads that ask at the same time may convert it twice.
 */
final class ConvertedItem {

	private final Object given;

	private final Databind databind;

	private volatile @Nullable Map<String, AttributeValue> whole;

	private volatile @Nullable Map<String, AttributeValue> withoutNulls;

	ConvertedItem(Object given, Databind databind) {
		this.given = given;
		this.databind = databind;
	}

	/** What an object stands for: mostly itself. */
	static Object given(Object item) {
		return (item instanceof ConvertedItem converted) ? converted.given : item;
	}

	/** The attributes, in a map that may be changed. */
	Map<String, AttributeValue> attributes(Databind asking, boolean dropNulls) {
		if (asking != this.databind) {
			return new AttributeWriter(asking, dropNulls).item(this.given);
		}
		Map<String, AttributeValue> kept = dropNulls ? this.withoutNulls : this.whole;
		if (kept == null) {
			kept = new AttributeWriter(this.databind, dropNulls).item(this.given);
			if (dropNulls) {
				this.withoutNulls = kept;
			}
			else {
				this.whole = kept;
			}
		}
		return new LinkedHashMap<>(kept);
	}

}
