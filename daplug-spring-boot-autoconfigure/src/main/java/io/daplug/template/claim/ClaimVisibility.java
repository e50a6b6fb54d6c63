package io.daplug.template.claim;

import java.util.Map;
import java.util.Set;

import io.daplug.guard.ItemVisibility;
import io.daplug.table.ReservedKeys;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Hides claims, by the beginning of their hash keys.
 *
 * @param hashKey the table's hash key, which every index holds
 * @param reserved the keys of claims
 */
public record ClaimVisibility(String hashKey, ReservedKeys reserved) implements ItemVisibility {

	/** The rule of a table; that which shows everything if nothing in it is unique. */
	public static ItemVisibility of(TableKeys keys, String hashKey) {
		return keys.reserved().any() ? new ClaimVisibility(hashKey, keys.reserved()) : ItemVisibility.ALL;
	}

	@Override
	public Set<String> attributes() {
		return Set.of(this.hashKey);
	}

	@Override
	public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		return this.reserved.contains(stored) ? null : stored;
	}

}
