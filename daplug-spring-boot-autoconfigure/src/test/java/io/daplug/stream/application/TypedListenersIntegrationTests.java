package io.daplug.stream.application;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemKey;
import io.daplug.mirror.BackfillState;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.Things;
import io.daplug.stream.Things.Command;
import io.daplug.stream.Things.LogEntry;
import io.daplug.stream.Things.Thing;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for listeners of a table whose items have several types.
 */
@Timeout(60)
class TypedListenersIntegrationTests {

	private final ApplicationContextRunner runner = ListenerApplication.with("archive", "orders")
		.withConfiguration(AutoConfigurations.of(DaplugMirrorsAutoConfiguration.class))
		.withPropertyValues("daplug.tables.parked.hash-key=id", "daplug.tables.parked.range-key=entry",
				"daplug.tables.parked.name=t-" + UUID.randomUUID(), "daplug.listeners.parking-table=parked",
				"daplug.tables.parked.time-to-live.attribute=expires")
		.withUserConfiguration(Tables.class);

	@Test
	void givesEachListenerTheItemsOfItsType() {
		this.runner.withBean(Listeners.class).run((context) -> {
			DaplugTemplate things = things(context);
			things.insert(Things.command("d1", 1));
			things.insert(Things.logEntry("d1", "on"));
			things.insert(Things.unknown("d1"));
			Listeners listeners = handled(context).getBean(Listeners.class);
			assertThat(listeners.all).containsExactlyInAnyOrder(Things.command("d1", 1), Things.logEntry("d1", "on"),
					Things.unknown("d1"));
			assertThat(listeners.commands).containsExactly(new Command("d1", 1), new Command("d1", 1),
					new Command("d1", 1));
			assertThat(listeners.maps).containsExactly(Things.command("d1", 1));
			assertThat(listeners.things).containsExactlyInAnyOrder(new Command("d1", 1), new LogEntry("d1", "on"));
		});
	}

	@Test
	void tellsTheTypeOfAnItemThatIsGone() {
		this.runner.withBean(Removals.class).run((context) -> {
			DaplugTemplate things = things(context);
			things.insert(Things.command("d1", 1));
			things.insert(Things.logEntry("d1", "on"));
			things.delete(ItemKey.of("LD#d1", "A"));
			things.delete(ItemKey.of("CD#d1", "A"));
			assertThat(handled(context).getBean(Removals.class).removed).containsExactly(new Command("d1", 1));
		});
	}

	@Test
	void redrivesParkedChangesInTheTypeOfTheirItems() {
		this.runner.withBean(Broken.class).run((context) -> {
			DaplugTemplate things = things(context);
			things.insert(Things.logEntry("d1", "on"));
			things.insert(Things.unknown("d1"));
			Broken broken = handled(context).getBean(Broken.class);
			ParkedChangeOperations parked = context.getBean(ParkedChangeOperations.class);
			assertThat(parked.list()).hasSize(1);
			assertThat(broken.mended).isEmpty();
			broken.works = true;
			assertThat(parked.redriveAll().redriven()).hasSize(1);
			assertThat(broken.mended).containsExactly(new LogEntry("d1", "on"));
			assertThat(broken.key).isEqualTo(ItemKey.of(Map.of("pk", "LD#d1", "sk", "A")));
		});
	}

	@Test
	void mirrorsAndBackfillsTheItemsOfItsType() {
		this.runner.withBean(Archive.class).run((context) -> {
			DaplugTemplate things = things(context);
			things.insert(Things.command("d1", 1));
			things.insert(Things.logEntry("d2", "on"));
			things.insert(Things.unknown("d3"));
			DaplugTemplate archive = handled(context).getBean("archive", DaplugTemplate.class);
			assertThat(ids(archive)).containsExactly("d1");
			archive.delete(ItemKey.of("d1"));
			MirrorOperations mirrors = context.getBean(MirrorOperations.class);
			mirrors.backfill("archive");
			await().until(() -> mirrors.progress("archive").orElseThrow().state() == BackfillState.COMPLETED);
			assertThat(mirrors.progress("archive").orElseThrow().counts().read()).isEqualTo(3);
			assertThat(ids(archive)).containsExactly("d1");
			things.delete(ItemKey.of("X#d3", "A"));
			assertThat(ids(handled(context).getBean("archive", DaplugTemplate.class))).containsExactly("d1");
			things.delete(ItemKey.of("CD#d1", "A"));
			assertThat(ids(handled(context).getBean("archive", DaplugTemplate.class))).isEmpty();
		});
	}

	@Test
	void refusesATypeThatTheTableDoesNotHave() {
		this.runner.withBean(Stranger.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidListenerException.class)
				.hasMessageContaining(
						"is limited to items of type 'java.lang.String', which table 'things' does not have")
				.hasMessageContaining(
						"Set 'itemType' to one of [Command, LogEntry], or to a type that some of them share."));
		this.runner.withBean(Untyped.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidListenerException.class)
				.hasMessageContaining(
						"is limited to items of type 'Command', but the items of table 'orders' are not told apart by types")
				.hasMessageContaining("'daplug.single-tables.orders'"));
	}

	private static DaplugTemplate things(ApplicationContext context) {
		return context.getBean("things", DaplugTemplate.class);
	}

	private static List<Object> ids(DaplugTemplate archive) {
		return archive.scan().stream().map((item) -> Objects.requireNonNull(item.get("id"))).toList();
	}

	/** The context, once all changes that were made are handled or parked. */
	private static ApplicationContext handled(ApplicationContext context) {
		await().until(() -> context.getBean(StreamListenerRegistry.class)
			.listeners()
			.stream()
			.allMatch((listener) -> listener.pending() == 0));
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	static class Tables {

		@Bean
		TableDefinition thingsTable() {
			return Things.table().tableName(LocalDynamoDb.createTable("pk", "sk")).build();
		}

		@Bean
		DaplugTemplate things(TableDefinition table, ApplicationChangeSource changes) {
			return DaplugTemplate.builder(LocalDynamoDb.client(), table).publisher(changes).build();
		}

	}

	static class Removals {

		final List<Object> removed = new CopyOnWriteArrayList<>();

		@DaplugStreamListener("things")
		void on(ItemRemoved<Command> removed) {
			this.removed.add(removed.oldItem().value());
		}

	}

	static class Broken {

		final List<Object> mended = new CopyOnWriteArrayList<>();

		volatile boolean works;

		volatile @Nullable ItemKey key;

		@DaplugStreamListener(tables = "things", maxAttempts = "1")
		void on(Thing thing, ItemKey key) {
			if (!this.works) {
				throw new IllegalStateException("broken");
			}
			this.key = key;
			this.mended.add(thing);
		}

	}

	static class Archive {

		@DaplugStreamListener("things")
		@MirrorTo(value = "archive", name = "archive")
		Map<String, Object> archive(Command command) {
			return Map.of("id", command.device(), "speed", command.speed());
		}

	}

	static class Stranger {

		@DaplugStreamListener(tables = "things", itemType = String.class)
		void on(ItemChange<?> change) {
		}

	}

	static class Untyped {

		@DaplugStreamListener(tables = "orders", itemType = Command.class)
		void on(ItemChange<?> change) {
		}

	}

	static class Listeners {

		final List<Object> all = new CopyOnWriteArrayList<>();

		final List<Object> commands = new CopyOnWriteArrayList<>();

		final List<Object> maps = new CopyOnWriteArrayList<>();

		final List<Object> things = new CopyOnWriteArrayList<>();

		@DaplugStreamListener("things")
		void all(Map<String, Object> item) {
			this.all.add(item);
		}

		@DaplugStreamListener("things")
		void change(ItemInserted<Command> inserted) {
			this.commands.add(inserted.newItem().value());
		}

		@DaplugStreamListener("things")
		void item(Item<Command> command) {
			this.commands.add(command.value());
		}

		@DaplugStreamListener("things")
		void command(Command command) {
			this.commands.add(command);
		}

		@DaplugStreamListener(tables = "things", itemType = Command.class)
		void map(Map<String, Object> item) {
			this.maps.add(item);
		}

		@DaplugStreamListener("things")
		void sealed(ItemChange<Thing> change) {
			this.things.add(change.newItem().value());
		}

	}

}
