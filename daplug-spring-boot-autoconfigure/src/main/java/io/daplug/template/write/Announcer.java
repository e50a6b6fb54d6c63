package io.daplug.template.write;

import java.util.ArrayList;
import java.util.List;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemImage;
import io.daplug.event.PlannedChange;
import io.daplug.template.context.TableContext;
import io.daplug.template.context.Turn;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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

	boolean announces(WriteCall<?> call) {
		return call.options().publish() && this.publisher != ChangePublisher.NO_OP;
	}

	/** Refuses, before it is carried out, a write whose change could not be announced. */
	void check(PreparedWrite<?> write) {
		WriteCall<?> call = write.call();
		if (announces(call)) {
			this.publisher.check(new PlannedChange(this.context.table().name(), call.operation(),
					write.action().leavesItem() ? write.attributes() : null, call.options().message()));
		}
	}

	/** Takes the turn of writes of one call, to be closed after their announcement. */
	Turn turn(List<PreparedWrite<?>> writes) {
		if (writes.isEmpty() || !announces(writes.get(0).call())) {
			return Turn.NONE;
		}
		return this.context.announcing()
			.turns()
			.take(writes.stream().map((write) -> this.context.keys().of(write.action().stored())).toList());
	}

	/**
	 * Announces a write that was carried out, unless it left everything as it was.
	 * @param turn its turn
	 * @param write the write
	 * @param before what was there before
	 */
	<C> void announce(Turn turn, PreparedWrite<C> write, ItemImage<C> before) {
		List<Announcement> announcements = new ArrayList<>();
		add(announcements, write, before);
		announce(turn, announcements);
	}

	/**
	 * Announces writes that were carried out together, each with what is known of the
	 * item before it.
	 * @param turn their turn
	 * @param writes the writes
	 */
	void announceAll(Turn turn, List<PreparedWrite<?>> writes) {
		List<Announcement> announcements = new ArrayList<>();
		writes.forEach((write) -> addAsKnown(announcements, write));
		announce(turn, announcements);
	}

	private <C> void addAsKnown(List<Announcement> announcements, PreparedWrite<C> write) {
		add(announcements, write, write.before());
	}

	private <C> void add(List<Announcement> announcements, PreparedWrite<C> write, ItemImage<C> before) {
		ItemChange<C> change = announces(write.call()) ? this.changes.change(write, before) : null;
		if (change != null) {
			announcements.add(new Announcement(change, write.call().options().message()));
		}
	}

	private void announce(Turn turn, List<Announcement> announcements) {
		if (!announcements.isEmpty()) {
			turn.announce(() -> publish(announcements));
		}
	}

	private void publish(List<Announcement> announcements) {
		try {
			this.publisher.publish(announcements);
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
					ex);
		}
	}

}
