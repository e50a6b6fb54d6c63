package io.daplug.template.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemKey;
import io.daplug.template.context.Turn;
import io.daplug.template.context.TurnRegistry;

/**
 * Announces the changes of transactions, each in the order of its entries.
 */
public final class TransactionAnnouncer {

	private TransactionAnnouncer() {
	}

	/** Takes the turn of all entries that somebody hears of. */
	public static Turn turn(List<PlannedEntry> entries) {
		Map<TurnRegistry, List<ItemKey>> keys = new HashMap<>();
		for (PlannedEntry entry : entries) {
			TurnRegistry turns = entry.turns();
			if (turns != null) {
				keys.computeIfAbsent(turns, (table) -> new ArrayList<>()).add(entry.storedKey());
			}
		}
		return keys.isEmpty() ? Turn.NONE : TurnRegistry.take(keys);
	}

	/** Announces what was carried out. */
	public static void announce(Turn turn, List<TransactedWrite> writes) {
		if (turn == Turn.NONE) {
			return;
		}
		List<Runnable> publishing = new ArrayList<>();
		List<Announcement> together = new ArrayList<>();
		ChangePublisher last = ChangePublisher.NO_OP;
		for (TransactedWrite write : writes) {
			Announcement announcement = write.announcement();
			if (announcement != null) {
				ChangePublisher publisher = write.context().announcing().publisher();
				if (publisher != last) {
					together = new ArrayList<>();
					publishing.add(publish(publisher, together));
					last = publisher;
				}
				together.add(announcement);
			}
		}
		if (!publishing.isEmpty()) {
			turn.announce(() -> publishing.forEach(Runnable::run));
		}
	}

	private static Runnable publish(ChangePublisher publisher, List<Announcement> announcements) {
		return () -> Announcer.publish(publisher, announcements);
	}

}
