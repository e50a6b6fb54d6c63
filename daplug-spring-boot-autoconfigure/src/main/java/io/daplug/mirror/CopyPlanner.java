package io.daplug.mirror;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.TableDefinition;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Determines what a change does to the copies in the destination. It sends nothing.
 */
final class CopyPlanner {

	private static final Log logger = LogFactory.getLog(CopyPlanner.class);

	private final MirrorDefinition mirror;

	private final SourceItems source;

	private final TableDefinition destination;

	private final MirrorTransform transform;

	private final ItemConverter converter;

	CopyPlanner(MirrorDefinition mirror, TableDefinition source, TableDefinition destination, MirrorTransform transform,
			ItemConverter converter) {
		this.mirror = mirror;
		this.source = new SourceItems(source, converter);
		this.destination = destination;
		this.transform = transform;
		this.converter = converter;
	}

	/**
	 * What a change does to the copies.
	 *
	 * @param item the copy to put; null for none
	 * @param key its key; null for none
	 * @param stale key of a copy to delete; null for none
	 */
	record Effect(@Nullable Object item, @Nullable ItemKey key, @Nullable ItemKey stale) {

	}

	Effect of(ItemChange<?> announced) throws Exception {
		ItemChange<?> change = this.source.seen(announced);
		if (change.newImage() instanceof ItemImage.Unknown<?>) {
			// Nothing would be taken for "nothing belongs there", and the copy removed.
			throw new UnknownCopyException(
					"Mirror '%s' cannot make the copy of %s of table '%s': the change does not hold the new item"
						.formatted(this.mirror.name(), change.key(), change.table()));
		}
		Object item = item((change instanceof ItemRemoved<?> removed) ? this.transform.remainder(removed)
				: this.transform.newItem(change));
		ItemKey key = (item != null) ? copyKey(item) : null;
		ItemKey stale = stale(change, key);
		return new Effect(item, key, (stale != null && !stale.equals(key)) ? stale : null);
	}

	private @Nullable ItemKey stale(ItemChange<?> change, @Nullable ItemKey key) throws Exception {
		if (change instanceof ItemInserted<?>) {
			return null;
		}
		if (change.oldImage().isKnown()) {
			try {
				Object old = item(this.transform.oldItem(change));
				return (old != null) ? copyKey(old) : null;
			}
			catch (InterruptedException | TransientDataAccessException | RecoverableDataAccessException ex) {
				throw ex;
			}
			catch (Exception ex) {
				// What cannot be transformed was not copied either. Failing for it would
				// keep out the change that mends the item.
				logger.debug("Mirror '%s' cannot tell the copy of an earlier state of table '%s', sequence %s: %s"
					.formatted(this.mirror.name(), change.table(), change.origin().sequence(),
							ex.getClass().getName()));
			}
		}
		if (key != null) {
			return null;
		}
		ItemKey known = known(change.key());
		if (known == null && !change.oldImage().isKnown() && !(change instanceof ItemInserted<?>)) {
			throw new UnknownCopyException(("Mirror '%s' cannot find the copy of %s of table '%s' in table '%s': "
					+ "the change does not hold the old item, and the copy's key is not made of the item's key alone")
				.formatted(this.mirror.name(), change.key(), change.table(), this.destination.name()));
		}
		return known;
	}

	/** The copy's key as far as the item's key tells it. */
	private @Nullable ItemKey known(ItemKey sourceKey) {
		Map<String, AttributeValue> known = this.transform.knownByKey(this.source.key(sourceKey));
		String range = this.destination.rangeKey();
		return (known.containsKey(this.destination.hashKey()) && (range == null || known.containsKey(range)))
				? key(known) : null;
	}

	/** Of maps and trees only the key is converted: the writer converts the rest. */
	private ItemKey copyKey(Object item) {
		if (item instanceof Map<?, ?> map) {
			return key(converted(map::get));
		}
		return key((item instanceof ObjectNode tree) ? converted(tree::get) : this.converter.toAttributes(item));
	}

	private Map<String, AttributeValue> converted(Function<String, @Nullable Object> values) {
		Map<String, AttributeValue> key = new LinkedHashMap<>();
		putConverted(key, this.destination.hashKey(), values);
		if (this.destination.rangeKey() != null) {
			putConverted(key, this.destination.rangeKey(), values);
		}
		return key;
	}

	private void putConverted(Map<String, AttributeValue> key, String name, Function<String, @Nullable Object> values) {
		Object value = values.apply(name);
		if (value != null) {
			key.put(name, this.converter.toAttribute(value));
		}
	}

	private ItemKey key(Map<String, AttributeValue> item) {
		AttributeValue hash = keyAttribute(item, this.destination.hashKey());
		return (this.destination.rangeKey() != null) ? ItemKey.of(hash, keyAttribute(item, this.destination.rangeKey()))
				: ItemKey.of(hash);
	}

	private AttributeValue keyAttribute(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		if (value == null || Boolean.TRUE.equals(value.nul())) {
			throw new InvalidKeyException("Mirror '%s' makes an item without key: '%s' of table '%s' is missing"
				.formatted(this.mirror.name(), name, this.destination.name()));
		}
		return value;
	}

	private static @Nullable Object item(@Nullable Object result) {
		return (result instanceof Optional<?> optional) ? optional.orElse(null) : result;
	}

}
