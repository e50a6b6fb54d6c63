package io.daplug.event;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChangeHandler#handleAll}.
 */
class ChangeHandlerTests {

	private final List<String> handled = new ArrayList<>();

	private final ItemChange<?> a1 = change("a", 1);

	private final ItemChange<?> b1 = change("b", 1);

	private final ItemChange<?> a2 = change("a", 2);

	private final ItemChange<?> b2 = change("b", 2);

	@Test
	void handlesAllInTheirOrder() {
		ChangeHandler handler = (change) -> this.handled.add(change.origin().sequence());
		assertThat(handler.handleAll(List.of(this.a1, this.b1, this.a2))).isEmpty();
		assertThat(this.handled).containsExactly("a1", "b1", "a2");
	}

	@Test
	@DisplayName("(P34) stops at the first failure of a key, goes on with other keys, and reports all that was not handled")
	void stopsAKeyAtItsFirstFailure() {
		IOException failure = new IOException("no");
		ChangeHandler handler = (change) -> {
			if (change == this.a1) {
				throw failure;
			}
			this.handled.add(change.origin().sequence());
		};
		assertThat(handler.handleAll(List.of(this.a1, this.b1, this.a2, this.b2)))
			.containsExactly(new FailedChange(this.a1, failure), new FailedChange(this.a2, failure));
		assertThat(this.handled).containsExactly("b1", "b2");
	}

	@Test
	void failsNoItemForAnotherOneOfItsKey() {
		ItemChange<?> broken = change(new ItemIdentity("archive", ItemKey.of("a")), 1);
		ItemChange<?> draft = change(new ItemIdentity("orders", ItemKey.of("draft#a")), 2);
		ChangeHandler handler = (change) -> {
			if (change == broken) {
				throw new IOException("no");
			}
			this.handled.add(change.origin().sequence());
		};
		assertThat(handler.handleAll(List.of(broken, this.a1, draft))).extracting(FailedChange::change)
			.containsExactly(broken);
		assertThat(this.handled).containsExactly("a1", "a2");
	}

	@Test
	void handlesNothingMoreAfterAnInterruption() {
		ChangeHandler handler = (change) -> {
			throw new InterruptedException();
		};
		assertThat(handler.handleAll(List.of(this.a1, this.b1))).hasSize(2)
			.allSatisfy((failed) -> assertThat(failed.cause()).isInstanceOf(InterruptedException.class));
		assertThat(Thread.interrupted()).isTrue();
	}

	private static ItemChange<?> change(String key, int number) {
		return change(new ItemIdentity("orders", ItemKey.of(key)), key, number);
	}

	private static ItemChange<?> change(ItemIdentity identity, int number) {
		return change(identity, "a", number);
	}

	private static ItemChange<?> change(ItemIdentity identity, String key, int number) {
		Map<String, AttributeValue> attributes = Map.of("id", AttributeValue.fromS(key));
		return new ItemInserted<>(identity, ItemKey.of(key),
				ItemImage.of(new Item<>(attributes, Map.class, new ItemConverter(JsonMapper.shared()))),
				new ChangeOrigin(Operation.INSERT, null, null, null,
						new ChangePosition("test", key + number, Instant.EPOCH)));
	}

}
