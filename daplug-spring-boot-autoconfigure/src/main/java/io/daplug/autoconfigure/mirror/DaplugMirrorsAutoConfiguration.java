package io.daplug.autoconfigure.mirror;

import java.time.Clock;
import java.time.Duration;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.mirror.backfill.BackfillSettings;
import io.daplug.mirror.backfill.Backfills;
import io.daplug.mirror.move.MoveSettings;
import io.daplug.mirror.move.Moves;
import io.daplug.mirror.operation.MirrorTemplate;
import io.daplug.mirror.scan.MirrorTables;
import io.daplug.mirror.verify.Verifications;
import io.daplug.schema.SchemaRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableRegistry;
import io.daplug.table.gate.WriteGates;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplates;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for mirrors: those of the configuration, and listeners with
 * {@link io.daplug.mirror.MirrorTo @MirrorTo}.
 */
@AutoConfiguration(after = { DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class })
@ConditionalOnBean({ DaplugTemplates.class, StreamListenerRegistry.class })
public final class DaplugMirrorsAutoConfiguration {

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

	private static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);

	DaplugMirrorsAutoConfiguration() {
	}

	@Bean
	DaplugMirrorsProperties daplugMirrorsProperties(Environment environment) {
		return PropertyBinder.of(environment).bind("daplug", DaplugMirrorsProperties.class);
	}

	/** Static, as it is asked while the registry of tables is made. */
	@Bean
	static GuardedMirrorDestinations daplugGuardedMirrorDestinations(DaplugMirrorsProperties properties,
			ConfigurableListableBeanFactory beanFactory) {
		return new GuardedMirrorDestinations(properties, beanFactory);
	}

	@Bean
	MirrorParts daplugMirrorParts(MirrorGraph graph, MirrorRegistry registry, Moves moves) {
		return new MirrorParts(graph, registry, moves);
	}

	@Bean
	MirrorGraph daplugMirrorGraph() {
		return new MirrorGraph();
	}

	@Bean
	MirrorRegistry daplugMirrorRegistry() {
		return new MirrorRegistry();
	}

	@Bean
	Moves daplugMoves(MirrorRegistry mirrors, WriteGates gates, OperationStoreFactory stores,
			DaplugMirrorOperationsProperties properties, TaskExecutorFactory executors) {
		return new Moves(new MovePairs(mirrors), gates, () -> stores.createForMoves(properties.table()),
				new MoveSettings(properties.pollInterval(), properties.validFor(), properties.writerWait()), executors);
	}

	@Bean
	OperationStoreFactory daplugOperationStoreFactory(TableRegistry tables, ObjectProvider<DynamoDbClient> client) {
		return new OperationStoreFactory(tables, client);
	}

	@Bean
	MirrorDestinations daplugMirrorDestinations(TableRegistry tables, ObjectProvider<DaplugTemplates> templates,
			ObjectProvider<ChangePublisher> publishers) {
		return new MirrorDestinations(tables, templates, publishers);
	}

	@Bean
	MirrorHandlerFactory daplugMirrorHandlerFactory(MirrorParts parts, MirrorDestinations destinations,
			ObjectProvider<StreamListenerRegistry> listeners, ItemConverter converter) {
		return new MirrorHandlerFactory(parts, destinations, listeners, converter);
	}

	@Bean
	MirrorMethodHandlerFactory daplugMirrorMethodHandlerFactory(MirrorHandlerFactory handlers,
			ConfigurableListableBeanFactory beanFactory, SchemaRegistry schemas) {
		return new MirrorMethodHandlerFactory(handlers, beanFactory, schemas);
	}

	@Bean
	MirrorRegistrar daplugMirrorRegistrar(DaplugMirrorsProperties properties, MirrorHandlerFactory handlers,
			ObjectProvider<StreamListenerRegistry> listeners, SchemaRegistry schemas, ItemConverter converter) {
		return new MirrorRegistrar(properties, handlers, listeners, schemas, converter);
	}

	@Bean
	DaplugMirrorOperationsProperties daplugMirrorOperationsProperties(Environment environment) {
		return PropertyBinder.of(environment).bind("daplug.mirror-operations", DaplugMirrorOperationsProperties.class);
	}

	@Bean
	@ConditionalOnMissingBean(MirrorOperations.class)
	MirrorTemplate daplugMirrors(MirrorParts mirrors, ObjectProvider<DaplugTemplates> templates,
			DaplugMirrorOperationsProperties properties, OperationStoreFactory stores, MirrorResources resources) {
		MirrorRegistry registry = mirrors.registry();
		MirrorTables tables = new MirrorTables(() -> registry, (table) -> templates.getObject().get(table),
				resources.converter(), resources.clock());
		Backfills backfills = new Backfills(tables, stores.create(properties.table()),
				settings(properties, resources.clock()), resources.executors());
		MirrorTables always = new MirrorTables(registry::always, tables.templates(), tables.converter(),
				tables.clock());
		return new MirrorTemplate(registry, backfills,
				new MirrorTemplate.Comparing(new Verifications(tables, resources.executors()),
						new Verifications(always, resources.executors())),
				mirrors.moves());
	}

	@Bean
	MirrorResources daplugMirrorResources(ItemConverter converter, ObjectProvider<Clock> clocks,
			TaskExecutorFactory executors) {
		return new MirrorResources(converter, clocks.getIfUnique(Clock::systemUTC), executors);
	}

	private static BackfillSettings settings(DaplugMirrorOperationsProperties properties, Clock clock) {
		if (properties.lease().compareTo(SHORTEST_LEASE) < 0) {
			throw new DaplugConfigurationException("daplug.mirror-operations.lease",
					"must be %s or more, but is %s".formatted(SHORTEST_LEASE, properties.lease()),
					"Set 'daplug.mirror-operations.lease' to such a value, or remove it.");
		}
		return new BackfillSettings(clock, properties.lease(), SAVE_INTERVAL);
	}

}
