package io.daplug.table;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Which attributes of a table have values that no two items share.
 */
final class UniqueAttributes {

	private UniqueAttributes() {
	}

	/** The attributes that are asked for, if the table can keep them unique. */
	static Set<String> of(Collection<String> asked, TableDefinition table) {
		if (asked.isEmpty()) {
			return Set.of();
		}
		String name = table.name();
		asked.forEach((attribute) -> {
			Assert.state(StringUtils.hasText(attribute),
					() -> "'unique' of table '%s' must not name an empty attribute".formatted(name));
			Assert.state(!table.isKey(attribute),
					() -> "'unique' of table '%s' must not name '%s', which is a key of the table: keys never change"
						.formatted(name, attribute));
			Assert.state(!attribute.equals(table.writeToken()) && !attribute.equals(table.formerWriteToken()),
					() -> "'unique' of table '%s' must not name '%s', which keeps the tokens of writes".formatted(name,
							attribute));
		});
		Assert.state(asked.size() <= TableDefinition.MOST_UNIQUE,
				() -> "'unique' of table '%s' must not name more than %d attributes".formatted(name,
						TableDefinition.MOST_UNIQUE));
		requireText(table);
		for (String key : table.keyAttributes()) {
			Assert.state(!table.prefixer().prefix(key).startsWith(ReservedKeys.PREFIX),
					() -> "The prefix of '%s' of table '%s' must not begin with '%s', which is reserved by 'unique'"
						.formatted(key, name, ReservedKeys.PREFIX));
		}
		return Collections.unmodifiableSet(new LinkedHashSet<>(asked));
	}

	/** What is not declared is left to DynamoDB, as with prefixes. */
	private static void requireText(TableDefinition table) {
		@Nullable ScalarAttributeType type = table.keyType(table.hashKey());
		Assert.state(type == null || type == ScalarAttributeType.S,
				() -> "'unique' of table '%s' needs a hash key that is text, and '%s' is not".formatted(table.name(),
						table.hashKey()));
	}

}
