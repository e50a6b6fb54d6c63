package io.daplug.mirror;

import java.util.Optional;

import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.item.ItemKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Determines what a change does to the copies in the destination. It sends nothing.
 */
final class CopyPlanner {

	private static final Log logger = LogFactory.getLog(CopyPlanner.class);

	private final MirrorDefinition mirror;

	private final SourceItems source;

	private final MirrorTransform transform;

	private final CopyKeys keys;

	CopyPlanner(MirrorDefinition mirror, SourceItems source, MirrorTransform transform, CopyKeys keys) {
		this.mirror = mirror;
		this.source = source;
		this.transform = transform;
		this.keys = keys;
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

	/** Whether an item's key alone says where its copy is. */
	boolean findsCopiesByKey() {
		try {
			return this.keys.known(this.transform.knownByKey(this.source.anyKey())) != null;
		}
		catch (RuntimeException ex) {
			// It looks at the values.
			return false;
		}
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
		item = (item != null) ? this.keys.toWrite(item) : null;
		ItemKey key = (item != null) ? this.keys.of(item) : null;
		ItemKey stale = stale(change, key);
		return new Effect(item, key, (stale != null && !stale.equals(key)) ? stale : null);
	}

	/** Whether something remains of an item that is removed. */
	boolean leaves(ItemRemoved<?> removal) throws Exception {
		return this.source.seen(removal) instanceof ItemRemoved<?> seen && item(this.transform.remainder(seen)) != null;
	}

	private @Nullable ItemKey stale(ItemChange<?> change, @Nullable ItemKey key) throws Exception {
		if (change instanceof ItemInserted<?>) {
			return null;
		}
		if (change.oldImage().isKnown()) {
			try {
				Object old = item(this.transform.oldItem(change));
				return (old != null) ? this.keys.of(old) : null;
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
		if (key != null && (change.oldImage().isKnown() || this.mirror.guard() == MirrorGuard.NONE)) {
			return null;
		}
		ItemKey known = this.keys.known(this.transform.knownByKey(this.source.key(change.key())));
		boolean moves = key != null && !key.equals(known);
		if ((known == null || moves) && !change.oldImage().isKnown()) {
			throw new UnknownCopyException(("Mirror '%s' cannot find the copy of %s of table '%s' in table '%s': "
					+ "the change does not hold the old item, and the copy's key is not made of the item's key alone")
				.formatted(this.mirror.name(), change.key(), change.table(), this.mirror.destination()));
		}
		return known;
	}

	private static @Nullable Object item(@Nullable Object result) {
		return (result instanceof Optional<?> optional) ? optional.orElse(null) : result;
	}

}
