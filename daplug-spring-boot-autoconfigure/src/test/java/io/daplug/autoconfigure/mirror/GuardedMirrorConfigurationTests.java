package io.daplug.autoconfigure.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ChangeOrigin;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.event.ItemImage;
import io.daplug.event.ItemInserted;
import io.daplug.event.ItemRemoved;
import io.daplug.event.Operation;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.InvalidListenerException;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the guards of mirrors as they are configured.
 */
class GuardedMirrorConfigurationTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withUserConfiguration(Client.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=order_id",
				"daplug.tables.archive.hash-key=order_id")
		.withPropertyValues("daplug.tables.orders.name=t-" + UUID.randomUUID(),
				"daplug.tables.archive.name=t-" + UUID.randomUUID());

	private final ApplicationContextRunner runner = this.bare.withPropertyValues("daplug.mirrors.copy.source=orders",
			"daplug.mirrors.copy.destination=archive");

	private final ApplicationContextRunner streamed = this.runner
		.withPropertyValues("daplug.tables.orders.stream.source=lambda");

	@Test
	void areNoneWhereTheApplicationIsTheSource() {
		this.runner.run((context) -> {
			assertThat(mirror(context).guard()).isEqualTo(MirrorGuard.NONE);
			assertThat(archive(context).guardedCopies()).isFalse();
		});
	}

	@Test
	void areTheSequenceWhereAStreamIsTheSource() {
		this.streamed.run((context) -> {
			assertThat(mirror(context).guard()).isEqualTo(MirrorGuard.SEQUENCE);
			assertThat(mirror(context).tombstoneRetention()).isEqualTo(Duration.ofHours(48));
			assertThat(archive(context).guardedCopies()).isTrue();
		});
	}

	@Test
	void canBeTakenAway() {
		this.streamed.withPropertyValues("daplug.mirrors.copy.guard=none").run((context) -> {
			assertThat(mirror(context).guard()).isEqualTo(MirrorGuard.NONE);
			assertThat(archive(context).guardedCopies()).isFalse();
		});
	}

	@Test
	void keepTombstonesAsLongAsTheySay() {
		this.streamed.withPropertyValues("daplug.mirrors.copy.tombstone-retention=7d")
			.run((context) -> assertThat(mirror(context).tombstoneRetention()).isEqualTo(Duration.ofDays(7)));
	}

	@Test
	void writeByTheSequenceOfChangesAndHideTombstones() {
		this.streamed.run((context) -> {
			StreamListenerRegistry listeners = context.getBean(StreamListenerRegistry.class);
			assertThat(listeners.handleBatch(List.of(removed("1", 5), inserted("2", 6)))).isEmpty();
			assertThat(listeners.handleBatch(List.of(inserted("1", 3)))).isEmpty();
			assertThat(context.getBean(DaplugTemplates.class).get("archive").scan().list())
				.containsExactly(Map.of("order_id", "2"));
			assertThat(LocalDynamoDb.client().scan((scan) -> scan.tableName(archive(context).tableName())).items())
				.hasSize(2);
		});
	}

	/** Tombstones of a table without time to live of its own expire all the same. */
	@Test
	void enableTheTimeToLiveOfTombstones() {
		this.streamed.run((context) -> assertThat(LocalDynamoDb.client()
			.describeTimeToLive((describe) -> describe.tableName(archive(context).tableName()))
			.timeToLiveDescription()
			.attributeName()).isEqualTo("_expires"));
	}

	@Test
	void areKnownOfTablesThatOthersWrite() {
		this.bare.withPropertyValues("daplug.tables.archive.guarded-copies=true")
			.run((context) -> assertThat(archive(context).guardedCopies()).isTrue());
	}

	@Test
	void areThoseOfListenersToo() {
		this.bare.withUserConfiguration(Copies.class)
			.withPropertyValues("daplug.tables.orders.stream.source=lambda", "copies=archive")
			.run((context) -> {
				assertThat(mirror(context).guard()).isEqualTo(MirrorGuard.SEQUENCE);
				assertThat(archive(context).guardedCopies()).isTrue();
			});
		this.bare.withUserConfiguration(Copies.class)
			.withPropertyValues("copies=archive")
			.run((context) -> assertThat(archive(context).guardedCopies()).isFalse());
		this.bare.withUserConfiguration(GuardedCopies.class)
			.withPropertyValues("daplug.tables.orders.stream.source=lambda")
			.run((context) -> {
				assertThat(mirror(context).guard()).isEqualTo(MirrorGuard.SEQUENCE);
				assertThat(mirror(context).tombstoneRetention()).isEqualTo(Duration.ofHours(72));
			});
	}

	@Test
	void areRefusedOfListenersWhereTheApplicationIsTheSource() {
		this.bare.withUserConfiguration(GuardedCopies.class)
			.run((context) -> assertThat(cause(context)).isInstanceOf(InvalidListenerException.class)
				.hasMessageContaining("'guard' cannot be")
				.hasMessageContaining("'@MirrorTo.guard' to none"));
	}

	@Test
	void areRefusedWhereTheApplicationIsTheSource() {
		this.runner.withPropertyValues("daplug.mirrors.copy.guard=sequence")
			.run(fails(
					"Property 'daplug.mirrors.copy.guard': 'sequence' compares changes by their numbers in a stream"));
	}

	@Test
	void refuseATombstoneThatExpiresBeforeTheStreamForgets() {
		this.streamed.withPropertyValues("daplug.mirrors.copy.tombstone-retention=24h")
			.run(fails("Property 'daplug.mirrors.copy.tombstone-retention': is PT24H"));
	}

	@Test
	void refuseARetentionThatMakesNoDifference() {
		this.runner.withPropertyValues("daplug.mirrors.copy.tombstone-retention=72h")
			.run(fails("Property 'daplug.mirrors.copy.tombstone-retention': makes no difference"));
	}

	@Test
	void refuseATableThatWouldShowTombstones() {
		this.streamed.withPropertyValues("daplug.tables.archive.guarded-copies=false")
			.run(fails("Property 'daplug.mirrors.copy.guard': the mirror leaves tombstones in table 'archive'"));
	}

	@Test
	void refuseAnIndexThatWouldShowTombstones() {
		this.streamed
			.withPropertyValues("daplug.tables.archive.range-key=line", "daplug.tables.orders.range-key=line",
					"daplug.tables.archive.indexes.inverted.hash-key=line",
					"daplug.tables.archive.indexes.inverted.range-key=order_id",
					"daplug.tables.archive.indexes.inverted.projection=keys-only")
			.run(fails("Property 'daplug.tables.archive.indexes.inverted.projection': leaves out '_removed'"));
	}

	@Test
	void refuseATableThatUsesTheirAttributes() {
		this.streamed
			.withPropertyValues("daplug.tables.archive.range-key=_sequence", "daplug.tables.orders.range-key=_sequence")
			.run(fails("Property 'daplug.tables.archive.guarded-copies': guarded mirrors write '_sequence'"));
	}

	@Test
	void refuseAStreamThatDoesNotShowWhatWasThere() {
		this.streamed
			.withPropertyValues("daplug.tables.orders.stream.view-type=new-image",
					"daplug.mirrors.copy.fields.customer=order_id")
			.run(fails(
					"Property 'daplug.tables.orders.stream.view-type': mirror 'copy' needs items as they are and as they were"));
		this.streamed.withPropertyValues("daplug.tables.orders.stream.view-type=keys-only")
			.run(fails("Property 'daplug.tables.orders.stream.view-type': mirror 'copy' needs items as they are,"));
		this.streamed.withPropertyValues("daplug.tables.orders.stream.view-type=new-image")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static ContextConsumer<AssertableApplicationContext> fails(String problem) {
		return (context) -> assertThat(cause(context)).isInstanceOfSatisfying(DaplugConfigurationException.class,
				(ex) -> assertThat(ex.getMessage()).contains(problem));
	}

	private static Throwable cause(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		return NestedExceptionUtils.getMostSpecificCause(Objects.requireNonNull(context.getStartupFailure()));
	}

	private static MirrorDefinition mirror(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return context.getBean(MirrorGraph.class).mirrors().get(0);
	}

	private static TableDefinition archive(AssertableApplicationContext context) {
		return context.getBean(DaplugTemplates.class).get("archive").table();
	}

	private static ItemChange<?> inserted(String id, int number) {
		return new ItemInserted<>(identity(id), ItemKey.of(id), image(id), origin(Operation.INSERT, number));
	}

	private static ItemChange<?> removed(String id, int number) {
		return new ItemRemoved<>(identity(id), ItemKey.of(id), image(id), origin(Operation.DELETE, number));
	}

	@SuppressWarnings("rawtypes")
	private static ItemImage<Map> image(String id) {
		return ItemImage.of(new Item<>(Map.of("order_id", AttributeValue.fromS(id)), Map.class, CONVERTER));
	}

	private static ItemIdentity identity(String id) {
		return new ItemIdentity("orders", ItemKey.of(id));
	}

	private static ChangeOrigin origin(Operation operation, int number) {
		return new ChangeOrigin(operation, null, null, null,
				new ChangePosition("2026-11-27T00:00:00.000", "%040d".formatted(number), Instant.EPOCH));
	}

	@Configuration(proxyBeanMethods = false)
	static class Client {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

	static class Copies {

		@DaplugStreamListener("orders")
		@MirrorTo("${copies}")
		Map<String, Object> copy(Map<String, Object> order) {
			return order;
		}

	}

	static class GuardedCopies {

		@DaplugStreamListener("orders")
		@MirrorTo(value = "archive", guard = MirrorGuard.SEQUENCE, tombstoneRetention = "72h")
		Map<String, Object> copy(Map<String, Object> order) {
			return order;
		}

	}

}
