package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.daplug.event.Announcement;
import io.daplug.event.ChangeContents;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.MessageOptions;
import io.daplug.event.PlannedChange;
import io.daplug.item.ItemType;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.Turn;
import io.daplug.template.context.WriteCall;
import io.daplug.template.context.WriteOnlyCut;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Announces the changes that writes made.
 */
final class Announcer {

	private static final Log logger = LogFactory.getLog(Announcer.class);

	private final TableContext context;

	private final ChangePublisher publisher;

	private final ChangeFactory changes;

	Announcer(TableContext context) {
		this.context = context;
		this.publisher = context.announcing().publisher();
		this.changes = new ChangeFactory(context);
	}

	/** Whether somebody hears, at this moment, of what a call changes. */
	boolean announces(WriteCall<?> call) {
		return publishes(call) && this.publisher.hears(this.context.table().name(), call.type());
	}

	private boolean publishes(WriteCall<?> call) {
		return call.options().publish() && this.publisher != ChangePublisher.NO_OP;
	}

	/** Refuses, before it is carried out, a write whose change could not be announced. */
	void check(PreparedWrite<?> write) {
		WriteCall<?> call = write.call();
		if (publishes(call)) {
			this.publisher.check(new PlannedChange(
					this.context.table().name(), call.operation(), (write.action() instanceof PutAction)
							? this.context.outgoing(call.options()).of(write.attributes()) : null,
					call.options().message()));
		}
	}

	/**
	 * Takes the turn of writes of one call, to be closed after their announcement. What
	 * nobody hears of needs none, and is not announced.
	 */
	Turn turn(List<PreparedWrite<?>> writes) {
		if (!announcesAny(writes)) {
			return Turn.NONE;
		}
		return this.context.announcing()
			.turns()
			.take(writes.stream().map((write) -> this.context.keys().of(write.action().stored())).toList());
	}

	/** The entries of a batch may have several types. */
	private boolean announcesAny(List<PreparedWrite<?>> writes) {
		ItemType<?> unheard = null;
		for (PreparedWrite<?> write : writes) {
			ItemType<?> type = write.call().type();
			if (!type.equals(unheard)) {
				if (announces(write.call())) {
					return true;
				}
				unheard = type;
			}
		}
		return false;
	}

	/**
	 * Announces a write that was carried out, unless it left everything as it was.
	 * @param turn its turn
	 * @param write the write
	 * @param replaced what was there before
	 */
	<C> void announce(Turn turn, PreparedWrite<C> write, Replaced<C> replaced) {
		if (turn != Turn.NONE) {
			List<Announcement> announcements = new ArrayList<>(1);
			add(announcements, write, replaced);
			announce(turn, announcements);
		}
	}

	/**
	 * Announces a change that was carried out, unless it is known to have left everything
	 * as it was.
	 * @param turn its turn
	 * @param write the write
	 * @param made the item before and after it, as far as they are known
	 */
	<C> void announce(Turn turn, PreparedWrite<C> write, ChangeOutcome.Made<C> made) {
		if (turn != Turn.NONE) {
			Announcement announcement = announcement(write, made);
			announce(turn, (announcement != null) ? List.of(announcement) : List.of());
		}
	}

	/**
	 * Announces writes that were carried out together, each with what is known of the
	 * item before it.
	 * @param turn their turn
	 * @param writes the writes
	 */
	void announceAll(Turn turn, List<PreparedWrite<?>> writes) {
		if (turn != Turn.NONE) {
			List<Announcement> announcements = new ArrayList<>(writes.size());
			writes.forEach((write) -> addAsKnown(announcements, write));
			announce(turn, announcements);
		}
	}

	private <C> void addAsKnown(List<Announcement> announcements, PreparedWrite<C> write) {
		add(announcements, write, Replaced.asKnown(write));
	}

	private <C> void add(List<Announcement> announcements, PreparedWrite<C> write, Replaced<C> replaced) {
		Announcement announcement = announcement(write, replaced);
		if (announcement != null) {
			announcements.add(announcement);
		}
	}

	/**
	 * Makes the announcement of a write that was carried out.
	 * @param write the write
	 * @param replaced what was there before
	 * @return the announcement; null if the write left everything as it was
	 */
	<C> @Nullable Announcement announcement(PreparedWrite<C> write, Replaced<C> replaced) {
		return announcement(write, () -> this.changes.change(write, replaced));
	}

	/**
	 * Makes the announcement of a change of a part of an item that was carried out.
	 * @param write the write
	 * @param made the item before and after it, as far as they are known
	 * @return the announcement; null if the change left everything as it was
	 */
	<C> @Nullable Announcement announcement(PreparedWrite<C> write, ChangeOutcome.Made<C> made) {
		return announcement(write, () -> this.changes.change(write, made));
	}

	private @Nullable Announcement announcement(PreparedWrite<?> write, Supplier<@Nullable ItemChange<?>> making) {
		try {
			ItemChange<?> change = making.get();
			if (change == null) {
				return null;
			}
			WriteOnlyCut outgoing = this.context.outgoing(write.call().options());
			MessageOptions message = write.call().options().message();
			return outgoing.cuts() ? new Announcement(change, message, outgoing::of)
					: new Announcement(change, message);
		}
		catch (RuntimeException ex) {
			LoggableFailure.log(logger, "No change could be made of a write to table '%s'; the write stands"
				.formatted(this.context.table().name()), ex);
			return null;
		}
	}

	private void announce(Turn turn, List<Announcement> announcements) {
		if (!announcements.isEmpty()) {
			turn.announce(() -> publish(this.publisher, announcements));
		}
	}

	static void publish(ChangePublisher publisher, List<Announcement> announcements) {
		try {
			publisher.publish(announcements);
		}
		catch (OutOfMemoryError | InternalError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// A publisher must not throw; if it does, the items are written all the same.
			ItemChange<?> first = announcements.get(0).change();
			LoggableFailure.log(logger,
					"Announcing %d changes of table '%s' failed, the first one %s with the id %s; the writes stand"
						.formatted(announcements.size(), first.table(), first.origin().operation(), first.changeId()),
					ex, ChangeContents.of(announcements));
		}
	}

}
