package io.daplug.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StreamListenerRegistry}.
 */
@Timeout(60)
class StreamListenerRegistryTests {

	private final TestRegistry test = new TestRegistry();

	private final StreamListenerRegistry registry = this.test.registry();

	@Test
	void knowsItsListeners() {
		ListenerContainer two = this.test.register("two", (change) -> {
		}, (options) -> {
		});
		ListenerContainer one = this.test.register("one", (change) -> {
		}, (options) -> {
		});
		assertThat(this.registry.listeners()).containsExactly(one, two);
		assertThat(this.registry.listener("two")).contains(two);
		assertThat(this.registry.listener("three")).isEmpty();
		assertThat(one.id()).isEqualTo("one");
		assertThat(one.tables()).containsExactly("orders");
		assertThat(one.state()).isEqualTo(ListenerState.STOPPED);
		assertThat(one).hasToString("ListenerContainer[one, STOPPED, pending=0]");
	}

	@Test
	void knowsWhichTablesAreListenedTo() {
		assertThat(this.registry.listensTo("orders")).isFalse();
		this.test.register("one", (change) -> {
		}, (options) -> {
		});
		assertThat(this.registry.listensTo("orders")).isTrue();
		assertThat(this.registry.listensTo("prices")).isFalse();
	}

	@Test
	void refusesAnIdThatIsTaken() {
		this.test.register("one", (change) -> {
		}, (options) -> {
		});
		assertThatExceptionOfType(InvalidListenerException.class)
			.isThrownBy(() -> this.test.register("one", (change) -> {
			}, (options) -> {
			}))
			.withMessage("Listener 'one' is there twice. Give one of the two an 'id' of its own.");
	}

	@Test
	void refusesATableThatIsNotConfigured() {
		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> register("ordes"))
			.withMessage("Listener 'one' names the table 'ordes', which is not configured (did you mean 'orders'?). "
					+ "Correct the name, or add 'daplug.tables.ordes'; configured are [archive, orders, prices].");
		assertThatExceptionOfType(InvalidListenerException.class).isThrownBy(() -> register("xyz"))
			.withMessageStartingWith("Listener 'one' names the table 'xyz', which is not configured. Correct");
	}

	private void register(String table) {
		this.registry.register(ListenerDefinition.named("one").tables(List.of(table)).handler((change) -> {
		}).build());
	}

	@Test
	void startsAListenerThatIsRegisteredLate() {
		List<ItemChange<?>> handled = new CopyOnWriteArrayList<>();
		this.registry.start();
		ListenerContainer late = this.test.register("late", handled::add, (options) -> {
		});
		assertThat(late.state()).isEqualTo(ListenerState.RUNNING);
		this.test.accept(Changes.inserted("a"));
		await().until(() -> handled.size() == 1);
		this.registry.stop();
	}

	@Test
	@DisplayName("A batch answers with what failed, the lowest sequence first, and applies no later change (P34)")
	void answersWithWhatFailed() {
		List<ItemChange<?>> handled = new ArrayList<>();
		ItemChange<?> good = Changes.inserted("a");
		ItemChange<?> poison = Changes.inserted("b");
		ItemChange<?> after = Changes.modified("b", 1, 2);
		ItemChange<?> other = Changes.inserted("c");
		this.test.register("one", (change) -> {
			if (change == poison) {
				throw new IllegalStateException("broken");
			}
			handled.add(change);
		}, (options) -> {
		});
		List<FailedChange> failed = this.registry.handleBatch(List.of(other, after, poison, good));
		assertThat(failed).extracting(FailedChange::change).isEqualTo(List.of(poison, after));
		assertThat(failed).allSatisfy((failure) -> assertThat(failure.cause()).hasMessage("broken"));
		assertThat(handled).isEqualTo(List.of(good, other));
		assertThat(this.test.parked()).isEmpty();
	}

	@Test
	void givesABatchToEveryListenerItConcerns() {
		ItemChange<?> change = Changes.inserted("a");
		ItemChange<?> later = Changes.modified("a", 1, 2);
		List<ItemChange<?>> handled = new ArrayList<>();
		this.test.register("broken", (given) -> {
			throw new IllegalStateException("broken");
		}, (options) -> {
		});
		this.test.register("whole", handled::add, (options) -> {
		});
		this.registry
			.register(ListenerDefinition.named("prices").tables(List.of("prices")).handler(handled::add).build());
		assertThat(this.registry.handleBatch(List.of(change, later))).extracting(FailedChange::change)
			.isEqualTo(List.of(change, later));
		assertThat(handled).isEqualTo(List.of(change, later));
	}

	@Test
	void answersWithNothingWhenAllIsWell() {
		this.test.register("one", (given) -> {
		}, (options) -> {
		});
		assertThat(this.registry.handleBatch(List.of(Changes.inserted("a"), Changes.inserted("prices", "b"))))
			.isEmpty();
		assertThat(this.registry.handleBatch(List.of())).isEmpty();
	}

	@Test
	void refusesDefinitionsThatAreNotComplete() {
		assertThatIllegalArgumentException().isThrownBy(() -> ListenerDefinition.named(" "));
		assertThatIllegalStateException().isThrownBy(() -> ListenerDefinition.named("a").build())
			.withMessage("Listener 'a' must have a table");
		assertThatIllegalStateException()
			.isThrownBy(() -> ListenerDefinition.named("a").tables(List.of("orders")).build())
			.withMessage("Listener 'a' must have a handler");
		assertThatIllegalArgumentException().isThrownBy(() -> ListenerDefinition.named("a").operations(Set.of()))
			.withMessage("'operations' of listener 'a' must not be empty");
	}

	@Test
	void refusesOptionsThatCannotBe() {
		ListenerOptions defaults = ListenerOptions.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> defaults.with((options) -> options.concurrency(0)))
			.withMessage("'concurrency' must be 1 or more, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> defaults.with((options) -> options.maxAttempts(-1)))
			.withMessage("'max-attempts' must be 1 or more, but is -1");
	}

	@Test
	void namesNoContents() {
		assertThat(ListenerDefinition.named("one").tables(List.of("orders")).handler((change) -> {
		}).build()).hasToString("ListenerDefinition[one, tables=[orders], operations=[INSERT, MODIFY, REMOVE]]");
	}

}
