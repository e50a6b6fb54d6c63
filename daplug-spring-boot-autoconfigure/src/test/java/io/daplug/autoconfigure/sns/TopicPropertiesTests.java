package io.daplug.autoconfigure.sns;

import java.util.Map;

import io.daplug.autoconfigure.property.PropertyHints;
import io.daplug.sns.MessagePayload;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopicProperties}.
 */
class TopicPropertiesTests {

	@Test
	void bindsTheTopicsOfTablesThatHaveOne() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("daplug.tables.orders.hash-key", "id",
					"daplug.tables.orders.sns.topic-name", "orders", "daplug.tables.customers.hash-key", "number")));
		Map<String, TopicProperties> topics = TopicProperties.ofTables(environment);
		assertThat(topics).containsOnlyKeys("orders").hasEntrySatisfying("orders", (topic) -> {
			assertThat(topic.topicName()).isEqualTo("orders");
			assertThat(topic.payload()).isEqualTo(MessagePayload.ITEM);
			assertThat(topic.named()).isTrue();
		});
	}

	@Test
	void tellsNativeImagesWhatIsBound() {
		RuntimeHints hints = new RuntimeHints();
		new PropertyHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.reflection().onType(TopicProperties.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(TopicProperties.Table.class)).accepts(hints);
	}

}
