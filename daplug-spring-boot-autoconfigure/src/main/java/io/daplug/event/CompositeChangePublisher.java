package io.daplug.event;

import java.util.List;

import io.daplug.item.ItemType;
import io.daplug.text.LoggableFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Calls several publishers and keeps the failure of one from the others and the caller.
 */
final class CompositeChangePublisher implements ChangePublisher {

	private static final Log logger = LogFactory.getLog(CompositeChangePublisher.class);

	private final List<ChangePublisher> publishers;

	CompositeChangePublisher(List<ChangePublisher> publishers) {
		this.publishers = publishers;
	}

	@Override
	public void publish(List<Announcement> announcements) {
		for (ChangePublisher publisher : this.publishers) {
			try {
				publisher.publish(announcements);
			}
			catch (RuntimeException | LinkageError | StackOverflowError ex) {
				LoggableFailure.log(logger,
						"%s could not announce %d changes; the writes stand".formatted(publisher, announcements.size()),
						ex, ChangeContents.of(announcements));
			}
		}
	}

	@Override
	public boolean hears(String table, ItemType<?> type) {
		for (ChangePublisher publisher : this.publishers) {
			if (publisher.hears(table, type)) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void checkCall(AnnouncedCall call) {
		this.publishers.forEach((publisher) -> publisher.checkCall(call));
	}

	@Override
	public void check(PlannedChange planned) {
		this.publishers.forEach((publisher) -> publisher.check(planned));
	}

}
