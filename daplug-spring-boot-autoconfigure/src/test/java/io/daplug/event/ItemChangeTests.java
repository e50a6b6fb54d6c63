package io.daplug.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ItemChange} and its kinds.
 */
class ItemChangeTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private static final ItemIdentity IDENTITY = new ItemIdentity("orders", KEY);

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	record Order(String id) {

	}

	record Envelope<T>(T content) {

	}

	@Test
	void hasTheIdOfOneWrite() {
		ItemChange<Order> change = inserted("a");
		assertThat(change.changeId()).isEqualTo("orders|a|test-1").isEqualTo(inserted("a").changeId());
		assertThat(new ItemModified<>(change.identity(), KEY, ItemImage.unknown(), change.newImage(), change.origin())
			.changeId()).as("whatever way it travels").isEqualTo(change.changeId());
		assertThat(List.of(id(change.identity(), "test", "2"), id(change.identity(), "other", "1"),
				id(new ItemIdentity("archive", KEY), "test", "1"),
				id(new ItemIdentity("orders", ItemKey.of("draft#a")), "test", "1")))
			.doesNotContain(change.changeId())
			.doesNotHaveDuplicates();
	}

	@Test
	void hasAnIdWithoutControlCharactersWhateverItsKeyIs() {
		assertThat(id(new ItemIdentity("orders", ItemKey.of("a\n|%", 7.50)), "test", "1"))
			.isEqualTo("orders|a%000A%007C%0025,7.5|test-1");
		assertThat(id(new ItemIdentity("orders", ItemKey.of(new byte[] { 0, -1 })), "test", "1"))
			.isEqualTo("orders|00FF|test-1");
		assertThat(id(new ItemIdentity("orders", ItemKey.of(Map.of("id", "a"))), "test", "1"))
			.isEqualTo("orders|a|test-1");
	}

	@Test
	@DisplayName("(D28) names attributes, never their values, as text")
	void keepsContentsOutOfText() {
		ItemImage<Order> image = image(Map.of("id", AttributeValue.fromS("a"), "pin", AttributeValue.fromS("secret")));
		assertThat(List.of(new ItemInserted<>(IDENTITY, KEY, image, origin(null)),
				new ItemModified<>(IDENTITY, KEY, image, image, origin(null)),
				new ItemRemoved<>(IDENTITY, KEY, image, origin(null))))
			.allSatisfy((change) -> assertThat(change.toString()).contains("pin").doesNotContain("secret"))
			.allSatisfy((change) -> assertThat(change.changeId()).doesNotContain("secret"));
	}

	@Test
	void reachesListenersOfNoTypeWhenTheRemovedItemIsNotKnown() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Listeners.class)) {
			ChangePublisher publisher = ChangePublisher.to(context);
			List<String> heard = context.getBean(Listeners.class).heard;
			publish(publisher, new ItemRemoved<>(IDENTITY, KEY, ItemImage.unknown(), origin("1")));
			assertThat(heard).containsExactlyInAnyOrder("any change", "any removal");
			heard.clear();
			publish(publisher, new ItemRemoved<>(IDENTITY, KEY, image(Map.of()), origin("1")));
			assertThat(heard).containsExactlyInAnyOrder("any change", "any removal", "order");
		}
	}

	@Test
	void reachesListenersOfTheGenericTypeOfItsItem() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Listeners.class)) {
			ItemType<?> type = ItemType.of(new ParameterizedTypeReference<Envelope<Order>>() {
			});
			publish(ChangePublisher.to(context), insertedAs(type));
			assertThat(context.getBean(Listeners.class).heard).containsExactlyInAnyOrder("any change",
					"envelope of an order");
		}
	}

	private static <T> ItemChange<T> insertedAs(ItemType<T> type) {
		return new ItemInserted<>(IDENTITY, KEY, ItemImage.of(new Item<>(Map.of(), type, CONVERTER)), origin("1"));
	}

	@Test
	void needsSomewhereToGo() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChangePublisher.to(nothing()))
			.withMessageContaining("'events'");
	}

	static ItemChange<Order> inserted(String id) {
		return new ItemInserted<>(new ItemIdentity("orders", ItemKey.of(id)), ItemKey.of(id),
				image(Map.of("id", AttributeValue.fromS(id))), origin("1"));
	}

	static ItemChange<Order> removed(String id) {
		return new ItemRemoved<>(new ItemIdentity("orders", ItemKey.of(id)), ItemKey.of(id),
				image(Map.of("id", AttributeValue.fromS(id))), origin("1"));
	}

	private static void publish(ChangePublisher publisher, ItemChange<?> change) {
		publisher.publish(List.of(new Announcement(change, MessageOptions.DEFAULTS)));
	}

	private static String id(ItemIdentity identity, String source, String sequence) {
		ChangeOrigin origin = new ChangeOrigin(Operation.DELETE, null, null, null,
				new ChangePosition(source, sequence, Instant.EPOCH));
		return new ItemRemoved<>(identity, KEY, ItemImage.unknown(), origin).changeId();
	}

	private static ItemImage<Order> image(Map<String, AttributeValue> attributes) {
		return ItemImage.of(new Item<>(attributes, Order.class, CONVERTER));
	}

	private static ChangeOrigin origin(@Nullable String version) {
		return new ChangeOrigin(Operation.INSERT, null, version, null, new ChangePosition("test", "1", Instant.EPOCH));
	}

	@SuppressWarnings({ "NullAway", "unchecked" })
	private static <T> T nothing() {
		return (T) null;
	}

	static class Listeners {

		private final List<String> heard = new ArrayList<>();

		@EventListener
		void order(ItemRemoved<Order> removed) {
			this.heard.add("order");
		}

		@EventListener
		void orders(ItemInserted<Envelope<Order>> inserted) {
			this.heard.add("envelope of an order");
		}

		@EventListener
		void texts(ItemInserted<Envelope<String>> inserted) {
			this.heard.add("envelope of a text");
		}

		@EventListener
		void any(ItemRemoved<?> removed) {
			this.heard.add("any removal");
		}

		@EventListener
		void any(ItemChange<?> change) {
			this.heard.add("any change");
		}

	}

}
