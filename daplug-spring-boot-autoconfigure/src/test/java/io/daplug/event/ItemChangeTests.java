package io.daplug.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.item.ItemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
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

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	record Order(String id) {

	}

	record Envelope<T>(T content) {

	}

	@Test
	void isToldFromOthersByTableKeyAndVersion() {
		ItemImage<Order> image = image(Map.of("id", AttributeValue.fromS("a")));
		String id = new ItemInserted<>("orders", KEY, image, origin("1")).changeId();
		assertThat(new ItemModified<>("orders", KEY, image, image, origin("1")).changeId())
			.as("whatever way it travels")
			.isEqualTo(id);
		assertThat(List.of(new ItemInserted<>("orders", KEY, image, origin("2")).changeId(),
				new ItemInserted<>("orders", ItemKey.of("b"), image, origin("1")).changeId(),
				new ItemInserted<>("archive", KEY, image, origin("1")).changeId(),
				new ItemRemoved<>("orders", KEY, image, origin("1")).changeId()))
			.doesNotContain(id)
			.doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("(P5) without a version, the id is a digest of the item as DynamoDB gives it back")
	void isToldFromOthersByTheItemWithoutVersion() {
		Map<String, AttributeValue> attributes = Map.of("id", AttributeValue.fromS("a"), "total",
				AttributeValue.fromN("1.50"), "tags", AttributeValue.fromSs(List.of("x", "y")), "sizes",
				AttributeValue.fromNs(List.of("1", "2.0")), "blobs",
				AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("1"), SdkBytes.fromUtf8String("2"))), "nested",
				AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromBool(true),
						AttributeValue.fromNul(true), AttributeValue.fromB(SdkBytes.fromUtf8String("3")))))));
		Map<String, AttributeValue> again = new TreeMap<>(attributes);
		again.put("total", AttributeValue.fromN("1.5"));
		again.put("tags", AttributeValue.fromSs(List.of("y", "x")));
		again.put("sizes", AttributeValue.fromNs(List.of("2", "1.00")));
		again.put("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("2"), SdkBytes.fromUtf8String("1"))));
		String id = inserted(attributes);
		assertThat(inserted(again)).isEqualTo(id);
		for (Map.Entry<String, AttributeValue> other : Map
			.of("id", AttributeValue.fromS("b"), "total", AttributeValue.fromS("1.5"), "tags",
					AttributeValue.fromSs(List.of("x")), "sizes", AttributeValue.fromNs(List.of("1")), "nested",
					AttributeValue.fromM(Map.of("list", AttributeValue.fromL(List.of(AttributeValue.fromBool(false))))),
					"blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("1"))), "more",
					AttributeValue.fromBool(true))
			.entrySet()) {
			Map<String, AttributeValue> changed = new TreeMap<>(attributes);
			changed.put(other.getKey(), other.getValue());
			assertThat(inserted(changed)).as(other.getKey()).isNotEqualTo(id);
		}
	}

	@Test
	@DisplayName("(D28) names attributes, never their values, as text")
	void keepsContentsOutOfText() {
		ItemImage<Order> image = image(Map.of("id", AttributeValue.fromS("a"), "pin", AttributeValue.fromS("secret")));
		assertThat(List.of(new ItemInserted<>("orders", KEY, image, origin(null)),
				new ItemModified<>("orders", KEY, image, image, origin(null)),
				new ItemRemoved<>("orders", KEY, image, origin(null))))
			.allSatisfy((change) -> assertThat(change.toString()).contains("pin").doesNotContain("secret"))
			.allSatisfy((change) -> assertThat(change.changeId()).doesNotContain("secret"));
	}

	@Test
	void reachesListenersOfNoTypeWhenTheRemovedItemIsNotKnown() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Listeners.class)) {
			ChangePublisher publisher = ChangePublisher.to(context);
			List<String> heard = context.getBean(Listeners.class).heard;
			publish(publisher, new ItemRemoved<>("orders", KEY, ItemImage.unknown(), origin("1")));
			assertThat(heard).containsExactlyInAnyOrder("any change", "any removal");
			heard.clear();
			publish(publisher, new ItemRemoved<>("orders", KEY, image(Map.of()), origin("1")));
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
		return new ItemInserted<>("orders", KEY, ItemImage.of(new Item<>(Map.of(), type, CONVERTER)), origin("1"));
	}

	@Test
	void needsSomewhereToGo() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChangePublisher.to(nothing()))
			.withMessageContaining("'events'");
	}

	static ItemChange<Order> inserted(String id) {
		return new ItemInserted<>("orders", ItemKey.of(id), image(Map.of("id", AttributeValue.fromS(id))), origin("1"));
	}

	static ItemChange<Order> removed(String id) {
		return new ItemRemoved<>("orders", ItemKey.of(id), image(Map.of("id", AttributeValue.fromS(id))), origin("1"));
	}

	private static void publish(ChangePublisher publisher, ItemChange<?> change) {
		publisher.publish(List.of(new Announcement(change, MessageOptions.DEFAULTS)));
	}

	private String inserted(Map<String, AttributeValue> attributes) {
		return new ItemInserted<>("orders", KEY, image(attributes), origin(null)).changeId();
	}

	private static ItemImage<Order> image(Map<String, AttributeValue> attributes) {
		return ItemImage.of(new Item<>(attributes, Order.class, CONVERTER));
	}

	private static ChangeOrigin origin(@Nullable String version) {
		return new ChangeOrigin(Operation.INSERT, null, version, "1", Instant.EPOCH, null);
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
