package io.daplug.test;

import java.util.List;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Records changes.
 */
@Configuration(proxyBeanMethods = false)
class ChangeRecordingConfiguration {

	@Bean
	RecordedChanges daplugRecordedChanges(ObjectProvider<ItemConverter> converter) {
		return new RecordedChanges(converter.getIfAvailable(() -> new ItemConverter(JsonMapper.shared())));
	}

	@Bean
	ChangePublisher daplugChangeRecorder(RecordedChanges changes) {
		return new ChangeRecorder(changes);
	}

	/**
	 * Comes last, so that who waits for a change finds that the others have heard of it.
	 */
	private record ChangeRecorder(RecordedChanges changes) implements ChangePublisher, Ordered {

		@Override
		public void publish(List<Announcement> announcements) {
			this.changes.record(announcements);
		}

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

}
