package io.daplug.template.shaping;

import java.util.Map;

import io.daplug.event.Operation;
import io.daplug.id.GeneratedId;
import io.daplug.id.ItemIdGenerator;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.WriteTimes;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What Daplug adds to items beside what callers give, and what of the callers' it leaves
 * out, before items are held against their schema.
 */
final class SuppliedAttributes {

	private final WriteTimes times;

	private final Map<String, GeneratedId> generated;

	private final ItemIdGenerator ids;

	private final @Nullable String expiring;

	private final String table;

	SuppliedAttributes(TableContext context) {
		this.times = context.times();
		this.table = context.table().name();
		this.expiring = this.times.expiring();
		this.generated = context.table().generated();
		this.ids = context.rules().ids();
	}

	/**
	 * Completes a whole item.
	 * @param attributes the item, which is changed
	 * @param typed whether it was an object of a class, whose nulls are no values
	 * @param operation what is done with the item
	 * @return whether it was changed
	 */
	boolean complete(Map<String, AttributeValue> attributes, boolean typed, Operation operation) {
		boolean changed = this.times.replaceSent(attributes);
		if (operation == Operation.INSERT || operation == Operation.BATCH_INSERT || operation.upserts()) {
			changed |= generate(attributes);
		}
		if (this.expiring != null && isUnset(attributes.get(this.expiring), typed)) {
			AttributeValue expiry = this.times.expiry();
			if (expiry != null) {
				attributes.put(this.expiring, expiry);
				return true;
			}
		}
		return changed;
	}

	/** An id is never null on purpose. */
	private boolean generate(Map<String, AttributeValue> attributes) {
		boolean changed = false;
		for (Map.Entry<String, GeneratedId> each : this.generated.entrySet()) {
			if (isUnset(attributes.get(each.getKey()), true)) {
				attributes.put(each.getKey(), AttributeValue.fromS(id(each)));
				changed = true;
			}
		}
		return changed;
	}

	private String id(Map.Entry<String, GeneratedId> generated) {
		String id = this.ids.generate(generated.getValue());
		Assert.state(StringUtils.hasText(id), () -> "The generator made an empty id for '%s' of table '%s'"
			.formatted(generated.getKey(), this.table));
		return id;
	}

	private static boolean isUnset(@Nullable AttributeValue value, boolean typed) {
		return value == null || (typed && Boolean.TRUE.equals(value.nul()));
	}

	/** Leaves out of a patch what is none of its caller's business. */
	void removeSent(Map<String, AttributeValue> patch) {
		this.times.removeSent(patch);
	}

}
