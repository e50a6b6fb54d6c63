package io.daplug.mirror;

import java.util.Map;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.KnownImages;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a mirror makes of changes of parts of items: it gets both images unless a call
 * says otherwise, and writes nothing that it does not know.
 */
class ChangedPartsMirrorIntegrationTests {

	/** Copies are filed by the order's state: the key moves with it. */
	private static final MirrorTransform BY_STATE = (change) -> {
		Map<String, ?> order = change.newItem().toMap();
		return Map.of("shelf", order.get("state") + "/" + order.get("order_id"));
	};

	private static final ItemKey KEY = ItemKey.of("1");

	private final Destination destination = Destination.of((table) -> table.hashKey("shelf"));

	private final MirrorHandler mirror = this.destination.mirror(BY_STATE);

	private final AnnouncingOrders source = new AnnouncingOrders();

	private final DaplugTemplate orders = this.source.template();

	@Test
	void movesTheCopyWhereAChangeMovesItsKey() {
		this.orders.upsert(KEY, (change) -> change.set("state", "NEW"));
		this.orders.changeAnswering(ChangeAnswer.NOTHING, KEY, (change) -> change.set("state", "PAID"));
		assertThat(this.mirror.handleAll(this.source.drain())).isEmpty();
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "PAID/1"));
	}

	@Test
	void failsAndLeavesTheCopyAloneWhereTheItemIsUnknown() {
		this.orders.upsert(KEY, (change) -> change.set("state", "NEW"));
		assertThat(this.mirror.handleAll(this.source.drain())).isEmpty();
		this.orders.changeAnswering(ChangeAnswer.NOTHING, KEY, (change) -> change.set("state", "PAID"),
				(options) -> options.images(KnownImages.ANSWERED));
		assertThat(this.mirror.handleAll(this.source.drain())).singleElement()
			.satisfies((failed) -> assertThat(failed.cause()).isInstanceOf(UnknownCopyException.class));
		assertThat(this.destination.items()).containsExactly(Map.of("shelf", "NEW/1"));
	}

}
