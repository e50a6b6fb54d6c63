package io.daplug.event;

import java.util.ArrayList;
import java.util.List;

import io.daplug.item.ItemType;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes changes as application events.
 */
final class ApplicationEventChangePublisher implements ChangePublisher {

	private static final Log logger = LogFactory.getLog(ApplicationEventChangePublisher.class);

	private final ApplicationEventPublisher events;

	/** Null where events go to something that cannot be asked. */
	private final @Nullable EventAudience audience;

	ApplicationEventChangePublisher(ApplicationEventPublisher events) {
		this.events = events;
		this.audience = (events instanceof ApplicationContext context) ? new EventAudience(withParents(context)) : null;
	}

	private static List<ApplicationContext> withParents(ApplicationContext context) {
		List<ApplicationContext> contexts = new ArrayList<>();
		for (ApplicationContext each = context; each != null; each = each.getParent()) {
			contexts.add(each);
		}
		return contexts;
	}

	@Override
	public boolean hears(String table, ItemType<?> type) {
		return this.audience == null || this.audience.hears(type);
	}

	@Override
	public void publish(List<Announcement> announcements) {
		announcements.forEach((announcement) -> publish(announcement.change()));
	}

	private void publish(ItemChange<?> change) {
		try {
			TenantChanges.run(change, () -> this.events.publishEvent(change));
		}
		catch (OutOfMemoryError | InternalError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			// The item is written. Throwing now would make the caller write it again.
			LoggableFailure.log(logger,
					"A listener failed on %s %s of table '%s', sequence %s; the write stands".formatted(
							change.getClass().getSimpleName(), change.origin().operation(), change.table(),
							change.origin().sequence()),
					ex, ChangeContents.of(change));
		}
	}

}
