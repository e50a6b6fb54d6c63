package io.daplug.event;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

/**
 * Announces changes. It is called after the write was accepted, on the thread of the
 * caller, and must not throw: the write stands.
 */
@FunctionalInterface
public interface ChangePublisher {

	/** Announces nothing. */
	ChangePublisher NO_OP = (change) -> {
	};

	/**
	 * Announces a change.
	 * @param change the change
	 */
	void publish(ItemChange<?> change);

	/**
	 * Returns a publisher of application events. A listener that throws is logged with
	 * table, operation and change id, and the write's caller learns nothing of it.
	 * @param events where events go
	 * @return the publisher
	 */
	static ChangePublisher to(ApplicationEventPublisher events) {
		Assert.notNull(events, "'events' must not be null");
		return new ApplicationEventChangePublisher(events);
	}

}
