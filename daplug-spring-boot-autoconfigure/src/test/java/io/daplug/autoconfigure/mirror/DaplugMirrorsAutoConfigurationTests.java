package io.daplug.autoconfigure.mirror;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemModified;
import io.daplug.event.ItemRemoved;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaplugMirrorsAutoConfiguration}. Changes are handled on the writer's
 * thread, so that nobody has to wait.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaplugMirrorsAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, JacksonAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(Client.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.listeners.dispatch=caller",
				"daplug.listeners.max-attempts=1")
		.withPropertyValues(table("orders", "order_id"))
		.withPropertyValues(table("archive", "order_id"))
		.withPropertyValues(table("shelves", "shelf"));

	private static String[] table(String name, String hashKey) {
		return new String[] { "daplug.tables.%s.name=t-%s".formatted(name, UUID.randomUUID()),
				"daplug.tables.%s.hash-key=%s".formatted(name, hashKey) };
	}

	@Test
	void mirrorsATableByConfigurationAlone() {
		this.runner
			.withPropertyValues("daplug.mirrors.archive.source=orders", "daplug.mirrors.archive.destination=archive")
			.run((context) -> {
				DaplugTemplate orders = template(context, "orders");
				orders.insert(Map.of("order_id", "1", "state", "NEW"));
				orders.insert(Map.of("order_id", "2", "state", "NEW"));
				orders.update(ItemKey.of("1"), Map.of("state", "PAID"));
				orders.delete(ItemKey.of("2"));
				assertThat(items(context, "archive")).containsExactly(Map.of("order_id", "1", "state", "PAID"));
				assertThat(context.getBean(StreamListenerRegistry.class).listener("mirror:archive")).get()
					.extracting(ListenerContainer::tables)
					.isEqualTo(Set.of("orders"));
			});
	}

	@Test
	void mapsAndFiltersAsConfigured() {
		this.runner
			.withPropertyValues("daplug.mirrors.filed.source=orders", "daplug.mirrors.filed.destination=shelves",
					"daplug.mirrors.filed.fields.order_id=shelf", "daplug.mirrors.filed.fields.total=Amount_Due",
					"daplug.mirrors.filed.constants.kind=order", "daplug.mirrors.filed.constants.[made.by]=mirror",
					"daplug.mirrors.filed.filter=state == 'NEW' and total > 1")
			.run((context) -> {
				DaplugTemplate orders = template(context, "orders");
				orders.insert(Map.of("order_id", "1", "state", "NEW", "total", 7));
				orders.insert(Map.of("order_id", "2", "state", "NEW", "total", 1));
				orders.insert(Map.of("order_id", "3", "state", "NEW", "total", 3));
				orders.update(ItemKey.of("3"), Map.of("state", "PAID"));
				assertThat(items(context, "shelves")).containsExactly(Map.of("shelf", "1", "state", "NEW", "Amount_Due",
						BigDecimal.valueOf(7), "kind", "order", "made.by", "mirror"));
			});
	}

	@Test
	void takesPrefixesOffAndPutsThemOn() {
		this.runner
			.withPropertyValues("daplug.mirrors.copy.source=orders", "daplug.mirrors.copy.destination=archive",
					"daplug.tables.orders.hash-prefix=order#", "daplug.tables.archive.hash-prefix=archived#")
			.run((context) -> {
				DaplugTemplate orders = template(context, "orders");
				orders.insert(Map.of("order_id", "1"));
				orders.insert(Map.of("order_id", "2"));
				orders.delete(ItemKey.of("1"));
				String archive = template(context, "archive").table().tableName();
				assertThat(LocalDynamoDb.client().scan((scan) -> scan.tableName(archive)).items()).singleElement()
					.satisfies(
							(item) -> assertThat(item.get("order_id")).isEqualTo(AttributeValue.fromS("archived#2")));
			});
	}

	@Test
	void announcesTheWritesOfAMirrorUnlessToldNotTo() {
		this.runner.withUserConfiguration(Events.class)
			.withPropertyValues("daplug.mirrors.loud.source=orders", "daplug.mirrors.loud.destination=archive",
					"daplug.mirrors.quiet.source=orders", "daplug.mirrors.quiet.destination=shelves",
					"daplug.mirrors.quiet.fields.order_id=shelf", "daplug.mirrors.quiet.announce=false")
			.run((context) -> {
				template(context, "orders").insert(Map.of("order_id", "1"));
				assertThat(context.getBean(Events.class).changes).extracting(ItemChange::table)
					.containsExactlyInAnyOrder("orders", "archive");
				assertThat(context.getBean(Events.class).changes).extracting((change) -> change.origin().name())
					.containsOnlyOnce("mirror:loud");
				assertThat(items(context, "shelves")).hasSize(1);
			});
	}

	@Test
	void hasAMirrorOfAMirrorHearWhatWasReplaced() {
		this.runner.withUserConfiguration(Shelving.class)
			.withPropertyValues("daplug.mirrors.first.source=orders", "daplug.mirrors.first.destination=archive")
			.run((context) -> {
				DaplugTemplate orders = template(context, "orders");
				orders.insert(Map.of("order_id", "1", "state", "NEW"));
				orders.update(ItemKey.of("1"), Map.of("state", "PAID"));
				assertThat(items(context, "shelves")).containsExactly(Map.of("shelf", "PAID/1"));
				orders.delete(ItemKey.of("1"));
				assertThat(items(context, "archive")).isEmpty();
				assertThat(items(context, "shelves")).isEmpty();
			});
	}

	@Test
	void mirrorsByAMethod() {
		this.runner.withUserConfiguration(OrderShelves.class)
			.withPropertyValues("shop.shelves=shelves")
			.run((context) -> {
				DaplugTemplate orders = template(context, "orders");
				orders.insert(new Order("1", "NEW"));
				orders.insert(new Order("2", "DRAFT"));
				assertThat(items(context, "shelves")).containsExactly(Map.of("shelf", "NEW/1"));
				orders.update(ItemKey.of("1"), Map.of("state", "PAID"));
				orders.update(ItemKey.of("2"), Map.of("state", "NEW"));
				assertThat(items(context, "shelves")).containsExactlyInAnyOrder(Map.of("shelf", "PAID/1"),
						Map.of("shelf", "NEW/2"));
				orders.delete(ItemKey.of("1"));
				orders.update(ItemKey.of("2"), Map.of("state", "DRAFT"));
				assertThat(items(context, "shelves")).isEmpty();
				assertThat(context.getBean(MirrorGraph.class).mirrors()).singleElement()
					.satisfies((mirror) -> assertThat(mirror.name()).isEqualTo("shelving"));
			});
	}

	@Test
	void letsAMethodThatHearsOfRemovalsSayWhatRemains() {
		this.runner.withUserConfiguration(Graveyard.class).run((context) -> {
			DaplugTemplate orders = template(context, "orders");
			orders.insert(Map.of("order_id", "1", "state", "NEW"));
			orders.delete(ItemKey.of("1"));
			assertThat(items(context, "archive")).containsExactly(Map.of("order_id", "1", "gone", true));
		});
	}

	@Test
	void leavesCopiesToAMethodThatIsNotToldOfRemovals() {
		this.runner.withUserConfiguration(KeptArchive.class).run((context) -> {
			DaplugTemplate orders = template(context, "orders");
			orders.insert(Map.of("order_id", "1"));
			orders.delete(ItemKey.of("1"));
			assertThat(items(context, "archive")).hasSize(1);
		});
	}

	@Test
	void parksAChangeWhoseCopyCannotBeStored() {
		this.runner.withUserConfiguration(Events.class)
			.withPropertyValues("daplug.mirrors.filed.source=orders", "daplug.mirrors.filed.destination=shelves")
			.run((context) -> {
				template(context, "orders").insert(Map.of("order_id", "1"));
				template(context, "orders").insert(Map.of("order_id", "2", "shelf", "S"));
				assertThat(items(context, "shelves")).hasSize(1);
				assertThat(context.getBean(Events.class).parked).singleElement().satisfies((parked) -> {
					assertThat(parked.listener()).isEqualTo("mirror:filed");
					assertThat(parked.change().key()).isEqualTo(ItemKey.of("1"));
				});
			});
	}

	@Test
	void warnsOfTwoMirrorsOfOneDestination(CapturedOutput output) {
		this.runner
			.withPropertyValues("daplug.mirrors.one.source=orders", "daplug.mirrors.one.destination=archive",
					"daplug.mirrors.two.source=shelves", "daplug.mirrors.two.destination=archive")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).contains("WARN").contains("Mirrors 'one' and 'two' both write table 'archive'");
			});
	}

	@Test
	void hasNoMirrorsByDefault() {
		this.runner.run((context) -> assertThat(context.getBean(MirrorGraph.class).mirrors()).isEmpty());
	}

	@Test
	void staysAwayWithoutClient() {
		this.bare.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MirrorGraph.class));
	}

	@Test
	void staysAwayWhenDisabled() {
		this.runner.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MirrorGraph.class));
	}

	@Test
	void refusesADestinationWhoseTemplateAnotherBeanReplaces() {
		this.runner.withBean("archive", String.class, () -> "something else")
			.withPropertyValues("daplug.mirrors.copy.source=orders", "daplug.mirrors.copy.destination=archive")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageStartingWith(
						"Property 'daplug.tables.archive': the application has another bean named 'archive'"));
	}

	private static DaplugTemplate template(AssertableApplicationContext context, String table) {
		return context.getBean(table, DaplugTemplate.class);
	}

	private static List<Map<String, Object>> items(AssertableApplicationContext context, String table) {
		return new ArrayList<>(template(context, table).scan((scan) -> scan.consistentRead(true)).list());
	}

	record Order(String order_id, String state) {

	}

	record Shelf(String shelf) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Client {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Events {

		private final List<ItemChange<?>> changes = new CopyOnWriteArrayList<>();

		private final List<ChangeParked> parked = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ItemChange<?> change) {
			this.changes.add(change);
		}

		@EventListener
		void on(ChangeParked change) {
			this.parked.add(change);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Shelving {

		@DaplugStreamListener("archive")
		@MirrorTo("shelves")
		Shelf shelve(Order order) {
			return new Shelf(order.state() + "/" + order.order_id());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderShelves {

		@DaplugStreamListener("orders")
		@MirrorTo(value = "${shop.shelves}", name = "shelving")
		Optional<Shelf> shelve(Order order, ItemKey key) {
			return order.state().equals("DRAFT") ? Optional.empty()
					: Optional.of(new Shelf(order.state() + "/" + key.hashValue()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Graveyard {

		@DaplugStreamListener("orders")
		@MirrorTo("archive")
		@Nullable Map<String, Object> bury(ItemChange<?> change) {
			if (change instanceof ItemRemoved<?>) {
				return Map.of("order_id", change.key().hashValue(), "gone", true);
			}
			return (change.newImage().isKnown()
					&& (change instanceof ItemInserted<?> || change instanceof ItemModified<?>))
							? Map.of("order_id", change.key().hashValue()) : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class KeptArchive {

		@DaplugStreamListener(tables = "orders", operations = { ChangeKind.INSERT, ChangeKind.MODIFY })
		@MirrorTo("archive")
		Map<String, Object> keep(Map<String, Object> order) {
			return order;
		}

	}

}
