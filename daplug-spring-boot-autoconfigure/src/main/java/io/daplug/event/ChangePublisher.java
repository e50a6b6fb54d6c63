package io.daplug.event;

import java.util.Collection;
import java.util.List;

import io.daplug.item.ItemType;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

/**
 * Announces changes. It is called after the writes were accepted, in the order of the
 * writes of each key, on a thread that writes: the caller's, or one of a batch's or of
 * another writer of the key. It must not throw: the writes stand.
 */
@FunctionalInterface
public interface ChangePublisher {

	/** Announces nothing. */
	ChangePublisher NO_OP = (announcements) -> {
	};

	/**
	 * Announces changes: that of a single write, or those of one request of a batch.
	 * @param announcements the changes, in their order
	 */
	void publish(List<Announcement> announcements);

	/**
	 * Checks a change before it is written, and refuses one that could not be announced.
	 * Does nothing by default.
	 * @param planned the change
	 * @throws org.springframework.dao.DataAccessException if the write must not be made
	 */
	default void check(PlannedChange planned) {
	}

	/**
	 * Checks what a call says about its announcement, before anything is read or sent for
	 * it, and refuses what could not be heeded. Calls that say nothing are not checked.
	 * Does nothing by default.
	 * @param call what the call says
	 * @throws org.springframework.dao.DataAccessException if the call must not be made
	 */
	default void checkCall(AnnouncedCall call) {
	}

	/**
	 * Says whether a change would reach anybody at this moment. Where none would, no
	 * change is made, the items before are not asked for, and writes of one item do not
	 * wait for each other. Asked before each write. True by default.
	 * @param table the logical name of the table
	 * @param type the type of the changed items
	 * @return false only if nobody can hear of such a change
	 */
	default boolean hears(String table, ItemType<?> type) {
		return true;
	}

	/**
	 * Returns a publisher of application events. If a listener throws, the exception is
	 * logged with table, operation and sequence; the caller of the write does not see it.
	 * @param events where events go
	 * @return the publisher
	 */
	static ChangePublisher to(ApplicationEventPublisher events) {
		Assert.notNull(events, "'events' must not be null");
		return new ApplicationEventChangePublisher(events);
	}

	/**
	 * Returns a publisher that calls others, one after the other. If one throws, the
	 * exception is logged and the next one is called.
	 * @param publishers the publishers
	 * @return the publisher; {@link #NO_OP} if there are none
	 */
	static ChangePublisher all(Collection<? extends ChangePublisher> publishers) {
		List<ChangePublisher> real = publishers.stream()
			.<ChangePublisher>map((publisher) -> publisher)
			.filter((publisher) -> publisher != NO_OP)
			.toList();
		return real.isEmpty() ? NO_OP : new CompositeChangePublisher(real);
	}

}
