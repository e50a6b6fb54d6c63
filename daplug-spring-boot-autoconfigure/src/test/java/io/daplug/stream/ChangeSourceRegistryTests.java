package io.daplug.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.daplug.table.StreamSource;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ChangeSourceRegistry}.
 */
class ChangeSourceRegistryTests {

	private final ChangeSourceRegistry registry = new ChangeSourceRegistry();

	@Test
	void knowsWhichSourceFeedsATable() {
		ChangeSource application = new TestSource("application", Set.of());
		ChangeSource streams = new TestSource("streams", Set.of("orders"));
		this.registry.register(application);
		this.registry.register(streams);
		assertThat(this.registry.sources()).containsExactly(application, streams);
		assertThat(this.registry.source("orders")).contains(streams);
		assertThat(this.registry.source("prices")).contains(application);
		assertThat(this.registry.feeds(streams, "orders")).isTrue();
		assertThat(this.registry.feeds(application, "orders")).isFalse();
		assertThat(this.registry.feeds(application, "prices")).isTrue();
		assertThat(this.registry.feeds(streams, "prices")).isFalse();
	}

	@Test
	void tellsOfSourcesThatAreThereAndOfLaterOnes() {
		ChangeSource application = new TestSource("application", Set.of());
		ChangeSource streams = new TestSource("streams", Set.of("orders"));
		List<ChangeSource> told = new ArrayList<>();
		this.registry.register(application);
		this.registry.whenRegistered(told::add);
		assertThat(told).containsExactly(application);
		this.registry.register(streams);
		assertThat(told).containsExactly(application, streams);
		assertThatIllegalStateException().isThrownBy(() -> this.registry.register(streams));
		assertThat(told).containsExactly(application, streams);
	}

	@Test
	void letsASourceFeedItsTablesBeforeItIsRegistered() {
		assertThat(this.registry.source("orders")).isEmpty();
		assertThat(this.registry.feeds(new TestSource("application", Set.of()), "orders")).isTrue();
		assertThat(this.registry.feeds(new TestSource("streams", Set.of("orders")), "orders")).isTrue();
		assertThat(this.registry.feeds(new TestSource("streams", Set.of("orders")), "prices")).isFalse();
	}

	@Test
	void feedsATableWithAStreamByASourceThatNamesItAlone() {
		ChangeSourceRegistry registry = new ChangeSourceRegistry(
				TableRegistry.of(List.of(table("prices", StreamSource.APPLICATION), table("orders", StreamSource.KCL),
						table("carts", StreamSource.LAMBDA))));
		ChangeSource application = new TestSource("application", Set.of());
		ChangeSource streams = new TestSource("streams", Set.of("orders"));
		assertThat(registry.feeds(application, "orders")).isFalse();
		registry.register(application);
		assertThat(registry.feeds(application, "orders")).isFalse();
		assertThat(registry.feeds(application, "carts")).isFalse();
		assertThat(registry.feeds(application, "prices")).isTrue();
		assertThat(registry.source("orders")).isEmpty();
		assertThat(registry.feeds(streams, "orders")).isTrue();
		registry.register(streams);
		assertThat(registry.source("orders")).contains(streams);
		assertThat(registry.source("carts")).isEmpty();
	}

	private static TableDefinition table(String name, StreamSource source) {
		return TableDefinition.named(name).hashKey("id").streamSource(source).build();
	}

	@Test
	void refusesASecondSourceOfATable() {
		this.registry.register(new TestSource("streams", Set.of("orders", "prices")));
		ChangeSource second = new TestSource("lambda", Set.of("prices"));
		assertThatIllegalStateException().isThrownBy(() -> this.registry.register(second))
			.withMessage(
					"Table 'prices' is fed by the sources of changes 'streams' and 'lambda'; remove it from one of "
							+ "them");
		assertThat(this.registry.sources()).hasSize(1);
	}

	@Test
	void refusesASecondSourceOfAllOtherTables() {
		this.registry.register(new TestSource("application", Set.of()));
		ChangeSource second = new TestSource("streams", Set.of());
		assertThatIllegalStateException().isThrownBy(() -> this.registry.register(second))
			.withMessageContaining("'application' and 'streams' both feed all tables");
	}

	@Test
	void refusesASecondSourceOfTheSameName() {
		this.registry.register(new TestSource("streams", Set.of("orders")));
		ChangeSource second = new TestSource("streams", Set.of("prices"));
		assertThatIllegalStateException().isThrownBy(() -> this.registry.register(second))
			.withMessage("There are two sources of changes with the name 'streams'");
	}

	@Test
	void startsSourcesAfterTheListenersAndStopsThemBefore() {
		assertThat(new TestSource("streams", Set.of()).getPhase())
			.isGreaterThan(new TestRegistry().registry().getPhase());
	}

	/** Hands over nothing. */
	private record TestSource(String name, Set<String> tables) implements ChangeSource {

		@Override
		public DeliveryGuarantee guarantee() {
			return DeliveryGuarantee.AT_LEAST_ONCE;
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
