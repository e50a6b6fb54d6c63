package io.daplug.template.read;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.item.ItemKey;
import io.daplug.template.context.TableContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/**
 * The read of one item as an entry of a transaction.
 *
 * @param context what the parts of the table's template work with
 * @param key the item's key, prefixes removed
 * @param get the entry as DynamoDB takes it
 * @param view how readers see the item
 */
public record TransactedRead(TableContext context, ItemKey key, Get get,
		UnaryOperator<Map<String, AttributeValue>> view) {

	public TransactGetItem item() {
		return TransactGetItem.builder().get(this.get).build();
	}

	/** The item as readers see it; null if they see none. */
	public @Nullable Map<String, AttributeValue> seen(ItemResponse response) {
		Map<String, AttributeValue> visible = response.hasItem() ? this.context.visibility().visible(response.item())
				: null;
		return (visible != null) ? this.view.apply(visible) : null;
	}

}
