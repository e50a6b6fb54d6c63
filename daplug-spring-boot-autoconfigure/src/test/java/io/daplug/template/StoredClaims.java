package io.daplug.template;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.template.StoredTable.text;

/**
 * The claims of unique attributes as they are stored.
 */
final class StoredClaims {

	private StoredClaims() {
	}

	/** The claims of a table, each with the item that it is for. */
	static List<String> of(StoredTable table) {
		return table.items()
			.stream()
			.filter((item) -> item.containsKey("_claimed_by"))
			.map((claim) -> key(claim) + " by " + key(claim.getOrDefault("_claimed_by", text("")).m()))
			.sorted()
			.toList();
	}

	/** The hash keys of all that is stored. */
	static List<String> keys(StoredTable table) {
		return table.items().stream().map(StoredClaims::key).toList();
	}

	/** The hash key of an item. */
	static String key(Map<String, AttributeValue> item) {
		return item.getOrDefault("id", text("")).s();
	}

}
