package io.daplug.template.write;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.guard.ChangeRuling;
import io.daplug.guard.Demand;
import io.daplug.guard.Ruling;
import io.daplug.guard.WriteGuard;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a guard says of one change of a part of an item.
 *
 * @param presence whether there must be an item
 * @param reads whether it wants to see the stored item
 * @param unseen what it says if nobody looked
 * @param missing what it says if there is no item
 * @param found what it says of an item that was found
 */
record ChangeRules(Demand.Presence presence, boolean reads, Supplier<ChangeRuling> unseen,
		Supplier<ChangeRuling> missing, Function<Map<String, AttributeValue>, Ruling> found) {

	static ChangeRules ofChange(WriteGuard guard, Demand.Presence presence, @Nullable AttributeValue sent,
			@Nullable AttributeValue expected) {
		return new ChangeRules(presence, guard.readsBeforeChange(sent, expected),
				() -> guard.changeUnread(presence, sent, expected),
				() -> guard.changeUnread(Demand.Presence.NONE, sent, expected),
				(stored) -> guard.changeOf(stored, sent, expected));
	}

	static ChangeRules ofRecord(WriteGuard guard, Map<String, AttributeValue> item, @Nullable AttributeValue expected) {
		return new ChangeRules(Demand.Presence.EITHER, guard.readsBeforeOverwrite(),
				() -> ChangeRuling.of(guard.overwriteUnread(item, expected), false),
				() -> ChangeRuling.of(guard.overwriteOfNone(item, expected), false),
				(stored) -> guard.overwriteOf(stored, item, expected));
	}

	ChangeRuling unread() {
		return this.unseen.get();
	}

	ChangeRuling ofNone() {
		return this.missing.get();
	}

	Ruling of(Map<String, AttributeValue> stored) {
		return this.found.apply(stored);
	}

}
