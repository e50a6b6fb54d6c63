package io.daplug.event;

import java.util.List;
import java.util.Map;

import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ItemImage}.
 */
class ItemImageTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final Item<Order> item = new Item<>(Map.of("id", AttributeValue.fromS("a")), Order.class, CONVERTER);

	record Order(String id) {

	}

	@Test
	void holdsAKnownItem() {
		ItemImage<Order> image = ItemImage.of(this.item);
		assertThat(image.isKnown()).isTrue();
		assertThat(image.item()).isSameAs(this.item);
		assertThat(image.known()).containsSame(this.item);
	}

	@Test
	void saysWhichCaseItIsWhenItHoldsNoItem() {
		for (ItemImage<Order> image : List.of(ItemImage.<Order>none(), ItemImage.<Order>unknown())) {
			assertThat(image.isKnown()).isFalse();
			assertThat(image.known()).isEmpty();
		}
		assertThatIllegalStateException().isThrownBy(() -> ItemImage.none().item()).withMessageContaining("no item");
		assertThatIllegalStateException().isThrownBy(() -> ItemImage.unknown().item()).withMessageContaining("unknown");
		assertThat(ItemImage.none()).isNotEqualTo(ItemImage.unknown());
	}

	@Test
	void keepsItsCaseWhenItsItemIsReplaced() {
		Item<Object> other = new Item<>(this.item.attributes(), Object.class, CONVERTER);
		assertThat(ItemImage.of(this.item).map((known) -> other).item()).isSameAs(other);
		assertThat(ItemImage.<Order>none().map((known) -> other)).isEqualTo(ItemImage.none());
		assertThat(ItemImage.<Order>unknown().map((known) -> other)).isEqualTo(ItemImage.unknown());
	}

	@Test
	void isEqualByItsItem() {
		assertThat(ItemImage.of(this.item))
			.isEqualTo(ItemImage.of(new Item<>(this.item.attributes(), Object.class, CONVERTER)))
			.isNotEqualTo(ItemImage.of(new Item<>(Map.of("id", AttributeValue.fromS("b")), Order.class, CONVERTER)));
	}

	@Test
	void fitsTheKindOfItsChange() {
		ItemChange<ItemChangeTests.Order> change = ItemChangeTests.inserted("a");
		assertThat(change.oldImage()).isEqualTo(ItemImage.none());
		assertThat(ItemChangeTests.removed("a").newImage()).isEqualTo(ItemImage.none());
		assertThatIllegalStateException().isThrownBy(change::oldItem).withMessageContaining("no item");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ItemInserted<>(change.identity(), change.key(), ItemImage.none(), change.origin()))
			.withMessageContaining("'newImage'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ItemModified<>(change.identity(), change.key(), ItemImage.none(), change.newImage(),
					change.origin()))
			.withMessageContaining("'oldImage'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ItemModified<>(change.identity(), change.key(), change.newImage(), ItemImage.none(),
					change.origin()))
			.withMessageContaining("'newImage'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ItemRemoved<>(change.identity(), change.key(), ItemImage.none(), change.origin()))
			.withMessageContaining("'oldImage'");
	}

	@Test
	void isTheLastStateOfARemovedItemToo() {
		assertThat(ItemChangeTests.inserted("a").lastImage().item().value()).isEqualTo(new ItemChangeTests.Order("a"));
		assertThat(ItemChangeTests.removed("a").lastImage().item().value()).isEqualTo(new ItemChangeTests.Order("a"));
	}

}
