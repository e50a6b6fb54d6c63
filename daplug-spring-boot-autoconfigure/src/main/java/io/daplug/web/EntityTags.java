package io.daplug.web;

import java.math.BigDecimal;
import java.util.Map;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.TypeName;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;

/**
 * Makes entity tags (RFC 9110) of items. The tag of an item is the value of its table's
 * idempotence key, in quotes: each write changes it. Tags are strong.
 * {@code ResponseEntity.ok().eTag(tags.of("orders", order)).body(order)} sends one, and
 * Spring answers a request whose {@code If-None-Match} names it with 304. {@link IfMatch}
 * reads what comes back.
 * <p>
 * A number is written plainly ({@code "3"}), and so is a text
 * ({@code "2026-11-27T12:00:00.000000000Z"}); what a tag must not hold is escaped. Making
 * a tag sends no request. Safe for use by several threads.
 */
public final class EntityTags {

	private final TableRegistry tables;

	private final ItemConverter converter;

	/**
	 * Creates the tags of the items of some tables.
	 * @param tables the tables
	 * @param converter what reads the items
	 */
	public EntityTags(TableRegistry tables, ItemConverter converter) {
		Assert.notNull(tables, "'tables' must not be null");
		Assert.notNull(converter, "'converter' must not be null");
		this.tables = tables;
		this.converter = converter;
	}

	/**
	 * Returns the entity tag of an item. A record or class is converted whole to find the
	 * value; of a map or an {@link Item}, only the value is looked at.
	 * @param table the logical name of the item's table
	 * @param item the item, as it is read or as a write answers
	 * @return the tag in its quotes; null if the item has no value of the idempotence
	 * key, which no state can be told by
	 * @throws io.daplug.table.UnknownTableException if there is no such table
	 * @throws IllegalStateException if the table has no idempotence key, or its value is
	 * neither a number nor a text
	 */
	public @Nullable String of(String table, Object item) {
		Assert.notNull(item, "'item' must not be null");
		TableDefinition definition = this.tables.require(table);
		IdempotenceDefinition idempotence = definition.idempotence();
		Assert.state(idempotence != null,
				() -> "Items of table '%s' have no entity tags: set 'idempotence.key' to the attribute that tells one state from the next"
					.formatted(table));
		return of(table, idempotence.key(), value(item, idempotence.key()));
	}

	/** The tag of an item as it is stored; null also if items of its table have none. */
	@Nullable String ofStored(String table, Item<?> item) {
		return this.tables.find(table)
			.map(TableDefinition::idempotence)
			.map((idempotence) -> item.attributes().get(idempotence.key()))
			.filter(EntityTags::hasTag)
			.map(EntityTags::tag)
			.orElse(null);
	}

	private @Nullable AttributeValue value(Object item, String key) {
		if (item instanceof Item<?> stored) {
			return stored.attributes().get(key);
		}
		if (item instanceof Map<?, ?> map) {
			return this.converter.toAttribute(map.get(key));
		}
		return this.converter.toAttributes(item).get(key);
	}

	private static @Nullable String of(String table, String key, @Nullable AttributeValue value) {
		if (value == null || Boolean.TRUE.equals(value.nul())) {
			return null;
		}
		Assert.state(hasTag(value),
				() -> "An item of table '%s' has no entity tag: its idempotence key '%s' is %s, and must be a number or text"
					.formatted(table, key, TypeName.of(value.type())));
		return tag(value);
	}

	private static boolean hasTag(AttributeValue value) {
		return value.n() != null || value.s() != null;
	}

	private static String tag(AttributeValue value) {
		return '"' + ((value.n() != null) ? TagText.of(new BigDecimal(value.n())) : TagText.of(value.s())) + '"';
	}

}
