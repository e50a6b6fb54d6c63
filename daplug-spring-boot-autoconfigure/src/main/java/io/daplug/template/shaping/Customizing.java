package io.daplug.template.shaping;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.customize.CustomizedItem;
import io.daplug.customize.ItemCustomizers;
import io.daplug.guard.WriteToken;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemEquality;
import io.daplug.table.ComputedKeys;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteCall;
import io.daplug.template.model.Source;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What customizers make of items before they are shaped.
 */
public final class Customizing {

	private final TableContext context;

	private final ItemCustomizers customizers;

	private final ComputedKeys computed;

	private final WriteToken token;

	public Customizing(TableContext context) {
		this.context = context;
		this.customizers = context.rules().customizers();
		this.computed = context.keys().computed();
		this.token = context.guard().token();
	}

	/**
	 * Says whether the items of a call are customized. A copy says what its source says.
	 * @param call the call
	 * @return whether they are
	 */
	boolean applies(WriteCall<?> call) {
		return this.customizers.any() && call.shaping().source() != Source.COPY;
	}

	/**
	 * Customizes an item that is written as a whole.
	 * @param attributes the item
	 * @param given the object that says the same; null if there is none
	 */
	CustomizedItem whole(Map<String, AttributeValue> attributes, @Nullable Object given) {
		CustomizedItem made = this.customizers.customize(attributes, given, this.context.converter());
		if (!made.changed().isEmpty()) {
			this.token.removeFrom(made.attributes());
			this.computed.removeFrom(made.attributes());
		}
		return made;
	}

	/**
	 * Customizes what an update makes of a stored item.
	 * @param merged the item with the patch in it
	 * @param call the call
	 * @return the item, with the same key
	 * @throws InvalidKeyException if it would have another key
	 */
	public Map<String, AttributeValue> merged(Map<String, AttributeValue> merged, WriteCall<?> call) {
		if (!applies(call)) {
			return merged;
		}
		CustomizedItem made = this.customizers.customize(this.computed.hiddenIn(merged), null,
				this.context.converter());
		if (made.changed().isEmpty()) {
			return merged;
		}
		Map<String, AttributeValue> customized = new LinkedHashMap<>(made.attributes());
		this.token.removeFrom(customized);
		merged.forEach((name, value) -> {
			if (this.computed.contains(name)) {
				customized.put(name, value);
			}
		});
		for (String key : this.context.keys().names()) {
			AttributeValue value = customized.get(key);
			AttributeValue stored = merged.get(key);
			if (stored != null && (value == null || !ItemEquality.same(value, stored))) {
				throw new InvalidKeyException(
						"A customizer would change the key '%s' of an item of table '%s' that is updated; keys never change, so let it leave them as they are where an item has them"
							.formatted(key, this.context.table().name()));
			}
		}
		return customized;
	}

}
