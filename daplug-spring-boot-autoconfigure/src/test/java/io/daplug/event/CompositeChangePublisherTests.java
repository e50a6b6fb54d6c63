package io.daplug.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ChangePublisher#all}.
 */
class CompositeChangePublisherTests {

	private final List<String> called = new ArrayList<>();

	@Test
	void callsAllInTheirOrder() {
		ChangePublisher.all(List.of(publisher("a"), publisher("b"))).publish(List.of());
		assertThat(this.called).containsExactly("a", "b");
	}

	@Test
	void callsTheNextOneAfterOneThatThrows() {
		ChangePublisher throwing = (announcements) -> {
			throw new IllegalStateException("failed");
		};
		ChangePublisher.all(List.of(throwing, publisher("b"))).publish(List.of());
		assertThat(this.called).containsExactly("b");
	}

	@Test
	void lookAtAPlannedChangeAndMayRefuseIt() {
		ChangePublisher refusing = new ChangePublisher() {

			@Override
			public void publish(List<Announcement> announcements) {
				CompositeChangePublisherTests.this.called.add("published");
			}

			@Override
			public void check(PlannedChange planned) {
				throw new IllegalStateException(planned.table());
			}

		};
		PlannedChange planned = new PlannedChange("orders", Operation.INSERT, Map.of(), MessageOptions.DEFAULTS);
		assertThatIllegalStateException()
			.isThrownBy(() -> ChangePublisher.all(List.of(publisher("a"), refusing)).check(planned))
			.withMessage("orders");
		assertThat(this.called).isEmpty();
	}

	@Test
	void isNoneIfThereAreNone() {
		assertThat(ChangePublisher.all(List.of(ChangePublisher.NO_OP))).isSameAs(ChangePublisher.NO_OP);
	}

	private ChangePublisher publisher(String name) {
		return (announcements) -> this.called.add(name);
	}

}
