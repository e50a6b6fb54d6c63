package io.daplug.mirror;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TenantKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sees the items of a source by the prefixes of its table alone. A write may have put
 * other prefixes on, and then two items can have one key without prefixes; by those of
 * the table they have two, and so two copies. A stream of the table shows them the same
 * way. Where tenants share the source, their keys are seen without the tenant, if tenants
 * share the destination too.
 */
final class SourceItems {

	private final TableDefinition table;

	/** Null where no tenants share the source. */
	private final @Nullable TenantKeys tenants;

	private final UnaryOperator<Map<String, AttributeValue>> bare;

	private final TableKeys keys;

	private final ItemConverter converter;

	/**
	 * Creates it.
	 * @param source the source
	 * @param destination where its items are copied to
	 * @param converter converts items
	 */
	SourceItems(TableDefinition source, TableDefinition destination, ItemConverter converter) {
		this.table = source;
		this.tenants = TenantKeys.of(source);
		this.bare = bare(source, this.tenants, destination);
		this.keys = new TableKeys(source, converter);
		this.converter = converter;
	}

	/**
	 * Takes the prefixes off keys. In a table without tenants, those of two tenants would
	 * be one, so there they keep the tenant as it is stored.
	 */
	private static UnaryOperator<Map<String, AttributeValue>> bare(TableDefinition source, @Nullable TenantKeys tenants,
			TableDefinition destination) {
		if (tenants == null) {
			return source.prefixer()::strip;
		}
		return (destination.tenant() != null) ? tenants::strip : tenants.unshared()::strip;
	}

	/** The attributes of a change's key, which has what is stored. */
	Map<String, AttributeValue> key(ItemKey key) {
		return this.keys.given(key);
	}

	/** The attributes that a key has, with values that stand for any. */
	Map<String, AttributeValue> anyKey() {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		key.put(this.table.hashKey(), AttributeValue.fromS("any"));
		if (this.table.rangeKey() != null) {
			key.put(this.table.rangeKey(), AttributeValue.fromS("any"));
		}
		return key;
	}

	/**
	 * The change as it is seen; the same one unless its write had prefixes of its own.
	 */
	ItemChange<?> seen(ItemChange<?> change) {
		ItemKey stored = change.identity().storedKey();
		if (this.tenants == null && this.table.prefixer() == KeyPrefixer.none() && stored.equals(change.key())) {
			return change;
		}
		Map<String, AttributeValue> key = this.bare.apply(this.keys.given(stored));
		return key.equals(this.keys.given(change.key())) ? change : withKey(change, key);
	}

	private <T> ItemChange<T> withKey(ItemChange<T> change, Map<String, AttributeValue> attributes) {
		ItemKey key = this.keys.shown(attributes);
		ItemImage<T> oldImage = change.oldImage().map((item) -> withKey(item, attributes));
		ItemImage<T> newImage = change.newImage().map((item) -> withKey(item, attributes));
		if (change instanceof ItemInserted<T>) {
			return new ItemInserted<>(change.identity(), key, newImage, change.origin());
		}
		return (change instanceof ItemModified<T>)
				? new ItemModified<>(change.identity(), key, oldImage, newImage, change.origin())
				: new ItemRemoved<>(change.identity(), key, oldImage, change.origin());
	}

	private <T> Item<T> withKey(Item<T> item, Map<String, AttributeValue> key) {
		Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
		attributes.putAll(key);
		return new Item<>(attributes, item.type(), this.converter);
	}

}
