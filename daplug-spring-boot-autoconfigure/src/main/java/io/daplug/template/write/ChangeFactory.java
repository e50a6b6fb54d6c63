package io.daplug.template.write;

import java.util.Map;

import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.item.Item;
import io.daplug.item.ItemEquality;
import io.daplug.item.ItemKey;
import io.daplug.schema.ItemSchema;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteOnlyCut;
import io.daplug.template.context.WriteSequence;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes the changes of writes that were carried out. Images come without prefixes.
 */
final class ChangeFactory {

	private final TableContext context;

	private final String table;

	ChangeFactory(TableContext context) {
		this.context = context;
		this.table = context.table().name();
	}

	/**
	 * Makes the change of a write.
	 * @param write the write, which was carried out
	 * @param replaced what was there before
	 * @return the change; null if there is none: the item is as it was
	 */
	<C> @Nullable ItemChange<C> change(PreparedWrite<C> write, Replaced<C> replaced) {
		ItemImage<C> before = replaced.before();
		boolean wasThere = !before.equals(ItemImage.none());
		if (!write.action().leavesItem()) {
			return wasThere ? removed(write, replaced) : null;
		}
		if (!wasThere) {
			return new ItemInserted<>(identity(write), key(write), written(write), origin(write, write.attributes()));
		}
		boolean same = before.isKnown() && ItemEquality.same(before.item().attributes(), write.attributes());
		return same ? null : new ItemModified<>(identity(write), key(write), shown(write, before), written(write),
				origin(write, write.attributes()));
	}

	/**
	 * Makes the change of a part of an item.
	 * @param write the write, which was carried out
	 * @param made the item before and after it, as far as they are known
	 * @return the change; null if there is none: the item is as it was
	 */
	<C> @Nullable ItemChange<C> change(PreparedWrite<C> write, ChangeOutcome.Made<C> made) {
		ItemImage<C> before = made.before();
		ItemImage<C> after = made.after();
		ChangeOrigin origin = origin(write, after.isKnown() ? after.item().attributes() : write.attributes());
		if (before.equals(ItemImage.none())) {
			return new ItemInserted<>(identity(write), key(write), shown(write, after), origin);
		}
		boolean same = before.isKnown() && after.isKnown()
				&& ItemEquality.same(before.item().attributes(), after.item().attributes());
		return same ? null
				: new ItemModified<>(identity(write), key(write), shown(write, before), shown(write, after), origin);
	}

	private <C> ItemRemoved<C> removed(PreparedWrite<C> write, Replaced<C> replaced) {
		ItemImage<C> before = replaced.before();
		ChangePosition position = position();
		return new ItemRemoved<>(identity(write), key(write), shown(write, before),
				origin(write, before.isKnown() ? before.item().attributes() : Map.of(),
						(replaced.changeId() != null) ? position.ofRemoval(replaced.changeId()) : position));
	}

	private ItemIdentity identity(PreparedWrite<?> write) {
		return this.context.identity(write.action().stored());
	}

	private ItemKey key(PreparedWrite<?> write) {
		return this.context.keys().shown(write.attributes());
	}

	private <C> ItemImage<C> written(PreparedWrite<C> write) {
		return ItemImage.of(new Item<>(this.context.hidden(write.call().options()).of(write.attributes()),
				write.call().type(), this.context.converter()));
	}

	private <C> ItemImage<C> shown(PreparedWrite<C> write, ItemImage<C> before) {
		WriteOnlyCut hidden = this.context.hidden(write.call().options());
		return hidden.cuts() ? before
			.map((item) -> new Item<>(hidden.of(item.attributes()), write.call().type(), this.context.converter()))
				: before;
	}

	private ChangeOrigin origin(PreparedWrite<?> write, Map<String, AttributeValue> versioned) {
		String attribute = this.context.table().changeIdAttribute();
		AttributeValue id = (attribute != null) ? write.action().written(attribute) : null;
		return origin(write, versioned, (id != null) ? position().ofWrite(id.s()) : position());
	}

	private ChangePosition position() {
		return WriteSequence.next(this.context.announcing().clock().instant());
	}

	private ChangeOrigin origin(PreparedWrite<?> write, Map<String, AttributeValue> versioned,
			ChangePosition position) {
		ItemSchema schema = this.context.writeSchema(write.call().options());
		return new ChangeOrigin(write.call().operation(), (schema != null) ? schema.name() : null,
				version(write, versioned), write.call().options().origin(), position);
	}

	/**
	 * The value of the idempotence key; of a removed item nobody knows, what was
	 * expected.
	 */
	private @Nullable String version(PreparedWrite<?> write, Map<String, AttributeValue> versioned) {
		String key = this.context.guard().key();
		if (key == null) {
			return null;
		}
		AttributeValue value = versioned.get(key);
		Object expected = write.call().expected();
		if (value == null && versioned.isEmpty() && expected != null) {
			value = this.context.converter().toAttribute(expected);
		}
		return (value == null) ? null : (value.n() != null) ? value.n() : value.s();
	}

}
