package io.daplug.autoconfigure.singletable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.autoconfigure.singletable.devices.Command;
import io.daplug.autoconfigure.singletable.devices.Device;
import io.daplug.autoconfigure.singletable.devices.DeviceItem;
import io.daplug.event.ItemInserted;
import io.daplug.item.ItemKey;
import io.daplug.singletable.ItemTypeDefinition;
import io.daplug.singletable.SingleTableDefinition;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaplugSingleTablesAutoConfiguration}.
 */
class DaplugSingleTablesAutoConfigurationTests {

	private final ApplicationContextRunner runner = DeviceTables.things();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	record Gauge(String serial, int year, int month, String unit) {

	}

	@Test
	void offersTheTemplateOfTheTableAndTheOperationsOfItsTypes() {
		this.runner.withBean(Shop.class).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			Command command = new Command("d1", 7, "start");
			assertThat(shop.commands.insert(command)).isEqualTo(command);
			assertThat(shop.devices.insert(new Device("d1", "x"))).isEqualTo(new Device("d1", "x"));
			assertThat(shop.things.items(Command.class).get(ItemKey.of("d1", 7))).contains(command);
			assertThat(shop.things.items(Command.class)).isSameAs(shop.commands);
			assertThat(stored(context)).containsExactlyInAnyOrder(Map.of("pk", "DD#d1", "sk", "A"),
					Map.of("pk", "DD#d1", "sk", "CN#7"));
		});
	}

	@Test
	void theTemplateWithoutTypeIsThatOfTheTable() {
		this.runner.run((context) -> {
			assertThat(single(context).template()).isSameAs(things(context));
			assertThat(context.getBean(DaplugTemplates.class).tables()).containsExactly("things");
		});
	}

	@Test
	void searchesThePackagesOfTheApplication() {
		DeviceTables.with("things")
			.withInitializer((context) -> AutoConfigurationPackages.register((GenericApplicationContext) context,
					DeviceTables.PACKAGE))
			.withPropertyValues("daplug.single-tables.things=")
			.run((context) -> assertThat(single(context).definition().types())
				.extracting((type) -> (Object) type.type())
				.containsExactlyInAnyOrder(Command.class, Device.class));
	}

	@Test
	void takesTypesOfTheConfiguration() {
		this.runner
			.withPropertyValues("daplug.single-tables.things.types.meter.type=" + Gauge.class.getName(),
					"daplug.single-tables.things.types.meter.hash-key=serial",
					"daplug.single-tables.things.types.meter.range-key=TIME#{year:4}-{month:2}",
					"daplug.single-tables.things.type-attribute=kind")
			.run((context) -> {
				ItemOperations<Gauge> gauges = operations(context, Gauge.class);
				gauges.insert(new Gauge("s1", 2026, 3, "bar"));
				assertThat(gauges.get(ItemKey.of(Map.of("serial", "s1", "year", 2026, "month", 3))))
					.contains(new Gauge("s1", 2026, 3, "bar"));
				assertThat(things(context).get(ItemKey.of("MS#s1", "TIME#2026-03"))).hasValueSatisfying(
						(item) -> assertThat(item).containsEntry("kind", "meter").containsEntry("unit", "bar"));
			});
	}

	@Test
	void takesPrefixesOfTheConfiguration() {
		this.runner
			.withPropertyValues("daplug.single-tables.things.types.meter.type=" + Gauge.class.getName(),
					"daplug.single-tables.things.types.meter.hash-prefix=GAUGE",
					"daplug.single-tables.things.types.meter.range-key=unit",
					"daplug.single-tables.things.types.meter.range-prefix=")
			.run((context) -> {
				operations(context, Gauge.class).insert(new Gauge("s1", 2026, 3, "bar"));
				assertThat(stored(context)).containsExactly(Map.of("pk", "GAUGE#s1", "sk", "bar"));
			});
	}

	@Test
	void adoptsThePrefixOfAnotherType() {
		this.runner
			.withPropertyValues("daplug.single-tables.things.types.meter.type=" + Gauge.class.getName(),
					"daplug.single-tables.things.types.meter.prefix-of=" + Device.class.getName(),
					"daplug.single-tables.things.types.meter.range-key=unit")
			.run((context) -> {
				operations(context, Gauge.class).insert(new Gauge("d1", 2026, 3, "bar"));
				assertThat(stored(context)).containsExactly(Map.of("pk", "DD#d1", "sk", "MU#bar"));
			});
	}

	@Test
	void takesTypesThatAreDefinedInCode() {
		this.runner
			.withBean(ItemTypeDefinition.class,
					() -> ItemTypeDefinition.of(Gauge.class,
							(type) -> type.name("meter").rangeKey((key) -> key.attributes("unit"))))
			.run((context) -> {
				single(context).items(Gauge.class).insert(new Gauge("s1", 2026, 3, "bar"));
				assertThat(stored(context)).containsExactly(Map.of("pk", "MS#s1", "sk", "MU#bar"));
			});
	}

	@Test
	void holdsThePrefixesOfTheReport() throws Exception {
		Path report = Files.writeString(this.directory.resolve("things.md"), """
				## Prefixes

				| Type | Attribute | Prefix | Written to |
				|---|---|---|---|
				| `Device` | `deviceId` | `DZ` | `pk` |
				""");
		this.runner.withPropertyValues("daplug.single-tables.things.report=" + report.toUri()).run((context) -> {
			operations(context, Device.class).insert(new Device("d1", "x"));
			assertThat(stored(context)).containsExactly(Map.of("pk", "DZ#d1", "sk", "A"));
		});
	}

	@Test
	void givesEachOfSeveralTablesItsTypes() {
		DeviceTables.with("things", "gauges")
			.withPropertyValues("daplug.single-tables.things.packages=" + DeviceTables.PACKAGE,
					"daplug.single-tables.gauges.packages=" + DeviceTables.PACKAGE + ".none",
					"daplug.single-tables.gauges.types.meter.type=" + Gauge.class.getName())
			.withBean(Qualified.class)
			.run(DaplugSingleTablesAutoConfigurationTests::hasGaugesInATableOfTheirOwn);
	}

	@Test
	void givesATypeThatIsDefinedInCodeToItsTable() {
		DeviceTables.with("things", "gauges")
			.withPropertyValues("daplug.single-tables.things.packages=" + DeviceTables.PACKAGE,
					"daplug.single-tables.gauges.packages=" + DeviceTables.PACKAGE + ".none")
			.withBean(ItemTypeDefinition.class,
					() -> ItemTypeDefinition.of(Gauge.class, (type) -> type.table("gauges")))
			.withBean(Qualified.class)
			.run(DaplugSingleTablesAutoConfigurationTests::hasGaugesInATableOfTheirOwn);
	}

	@Test
	void refusesATypeInCodeThatMayBelongToSeveralTables() {
		DeviceTables.with("things", "gauges")
			.withPropertyValues("daplug.single-tables.things.packages=" + DeviceTables.PACKAGE,
					"daplug.single-tables.gauges.packages=" + DeviceTables.PACKAGE + ".none")
			.withBean(ItemTypeDefinition.class, () -> ItemTypeDefinition.of(Gauge.class, (type) -> {
			}))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("does not say to which of the tables [gauges, things] it belongs"));
	}

	@Test
	void announcesItemsInTheirTypesAndGivesListenersTheirs() {
		this.runner.withBean(Listeners.class).run((context) -> {
			Listeners listeners = context.getBean(Listeners.class);
			operations(context, Command.class).insert(new Command("d1", 7, "start"));
			operations(context, Device.class).insert(new Device("d1", "x"));
			things(context).insert(Map.of("pk", "DD#d1", "sk", "CN#8", "deviceId", "d1", "number", 8, "name", "stop"));
			things(context).insert(Map.of("pk", "DD#d1", "sk", "strange"));
			await().until(() -> listeners.all.size() == 4 && listeners.items.size() == 3);
			assertThat(listeners.events).containsExactly(new Command("d1", 7, "start"));
			assertThat(listeners.items).containsExactlyInAnyOrder(new Command("d1", 7, "start"), new Device("d1", "x"),
					new Command("d1", 8, "stop"));
		});
	}

	@Test
	void staysAwayWhereNoSingleTableIsConfigured() {
		DeviceTables.with("things")
			.run((context) -> assertThat(context).hasSingleBean(DaplugTemplate.class)
				.doesNotHaveBean(DaplugSingleTablesAutoConfiguration.class)
				.doesNotHaveBean(FoundItemTypes.class));
	}

	@Test
	void staysAwayWhenDisabled() {
		this.runner.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DaplugSingleTablesAutoConfiguration.class)
				.doesNotHaveBean(SingleTableTemplate.class));
	}

	@Test
	void keepsTheBeansOfTheApplication() {
		Object own = new Object();
		this.runner.withBean("thingsSingleTable", Object.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean(SingleTableTemplate.class)
				.getBean("thingsSingleTable")
				.isSameAs(own));
	}

	@Test
	void takesTypesOfTheClassLoaderOfTheApplication() {
		RestartedClasses restarted = new RestartedClasses(DeviceTables.PACKAGE);
		this.runner.withClassLoader(restarted).run((context) -> {
			assertThat(types(single(context))).hasSize(2)
				.allSatisfy((type) -> assertThat(((Class<?>) type).getClassLoader()).isSameAs(restarted))
				.doesNotContain(Command.class);
			assertThat(context.getBeanNamesForType(ItemOperations.class)).hasSize(2);
		});
	}

	private static void hasGaugesInATableOfTheirOwn(ApplicationContext context) {
		Qualified qualified = context.getBean(Qualified.class);
		assertThat(types(qualified.things)).containsExactlyInAnyOrder(Command.class, Device.class);
		assertThat(types(qualified.gauges)).containsExactly(Gauge.class);
	}

	@SuppressWarnings("unchecked") // The bean's definition says so.
	private static <T> ItemOperations<T> operations(ApplicationContext context, Class<T> type) {
		return (ItemOperations<T>) context.getBean("things" + type.getSimpleName() + "Operations");
	}

	private static SingleTableTemplate single(ApplicationContext context) {
		return context.getBean("thingsSingleTable", SingleTableTemplate.class);
	}

	private static DaplugTemplate things(ApplicationContext context) {
		return context.getBean("things", DaplugTemplate.class);
	}

	private static List<Object> types(SingleTableTemplate table) {
		SingleTableDefinition definition = table.definition();
		return definition.types().stream().<Object>map((type) -> type.type()).toList();
	}

	/** The keys of all items as they are stored. */
	private static List<Map<String, Object>> stored(ApplicationContext context) {
		return things(context).scan()
			.stream()
			.map((item) -> Map.of("pk", item.getOrDefault("pk", ""), "sk", item.getOrDefault("sk", "")))
			.toList();
	}

	record Shop(SingleTableTemplate things, ItemOperations<Command> commands, ItemOperations<Device> devices) {

	}

	record Qualified(@Qualifier("things") SingleTableTemplate things, @Qualifier("gauges") SingleTableTemplate gauges) {

	}

	static class Listeners {

		final List<Object> all = new CopyOnWriteArrayList<>();

		final List<Object> items = new CopyOnWriteArrayList<>();

		final List<Object> events = new CopyOnWriteArrayList<>();

		@DaplugStreamListener("things")
		void all(Map<String, Object> item) {
			this.all.add(item);
		}

		@DaplugStreamListener("things")
		void item(DeviceItem item) {
			this.items.add(item);
		}

		@EventListener
		void inserted(ItemInserted<Command> inserted) {
			this.events.add(inserted.newItem().value());
		}

	}

}
