package io.daplug.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.daplug.autoconfigure.aot.ClientHints;
import io.daplug.autoconfigure.aot.ExpressionHints;
import io.daplug.autoconfigure.customize.TableCustomizers;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.version.SchemaVersionCheck;
import io.daplug.autoconfigure.aot.ClientHints;
import io.daplug.autoconfigure.aot.ExpressionHints;
import io.daplug.autoconfigure.property.PropertyBinder;
import io.daplug.autoconfigure.property.PropertyHints;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.event.ChangePublisher;
import io.daplug.id.ItemIdGenerator;
import io.daplug.item.ItemConverter;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import io.daplug.table.admin.TableAdministrator;
import io.daplug.table.gate.WriteGates;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.version.SchemaUpcaster;
import io.daplug.version.SchemaUpcasters;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import io.daplug.template.ItemTransactionOperations;
import io.daplug.template.ItemTransactionTemplate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.task.TaskDecorator;

/**
 * Auto-configuration for the templates of the configured tables.
 */
@AutoConfiguration(afterName = { "io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration",
		"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration" })
@ConditionalOnClass(DynamoDbClient.class)
@ConditionalOnBooleanProperty(name = "daplug.enabled", matchIfMissing = true)
@ImportRuntimeHints({ ClientHints.class, ExpressionHints.class, PropertyHints.class })
public final class DaplugAutoConfiguration {

	static final String TEMPLATE_FACTORY = "daplugTemplateFactory";

	DaplugAutoConfiguration() {
	}

	@Bean
	static BeanFactoryPostProcessor daplugConfigurationCheck(Environment environment) {
		return new ConfigurationCheck(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	DaplugProperties daplugProperties(Environment environment) {
		return PropertyBinder.of(environment).bind("daplug", DaplugProperties.class);
	}

	@Bean
	@ConditionalOnMissingBean
	SchemaRegistry daplugSchemaRegistry(DaplugProperties properties, ResourceLoader resources) {
		SchemaRegistry schemas = SchemaRegistry.load(properties.schema(),
				SchemaLoading.defaults()
					.resourceLoader(resources)
					.remoteRefs(properties.schemaRemoteRefs())
					.check(properties.schemaCheck() != DaplugProperties.SchemaCheck.NONE));
		new SchemaFileReport(properties.schemaCheck()).report(schemas.notices());
		return schemas;
	}

	@Bean
	@ConditionalOnMissingBean
	ItemConverter daplugItemConverter(ObjectProvider<JsonMapper> mapper) {
		return new ItemConverter(mapper.getIfAvailable(JsonMapper::shared));
	}

	@Bean
	@ConditionalOnMissingBean(name = "daplugChangePublisher")
	ChangePublisher daplugChangePublisher(ApplicationEventPublisher events) {
		return ChangePublisher.to(events);
	}

	@Bean
	@ConditionalOnMissingBean
	TaskExecutorFactory daplugTaskExecutorFactory(ObjectProvider<SimpleAsyncTaskExecutorBuilder> builder,
			ObjectProvider<TaskDecorator> decorators) {
		return new BootTaskExecutorFactory(builder.getIfAvailable(SimpleAsyncTaskExecutorBuilder::new),
				decorators.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	TableRegistry daplugTableRegistry(DaplugProperties properties, SchemaRegistry schemas, ListableBeanFactory beans) {
		ObjectProvider<TableDefinition> declared = beans.getBeanProvider(TableDefinition.class);
		Set<String> streamed = declared.stream()
			.filter((table) -> table.streamSource().readsStream())
			.map(TableDefinition::name)
			.collect(Collectors.toSet());
		Set<String> guarded = GuardedCopiesMapper.destinations(properties.tables(), streamed,
				beans.getBeanProvider(GuardedDestinations.class));
		List<TableDefinition> tables = new ArrayList<>(
				new TableDefinitionMapper(schemas, new TenantResolvers(beans), guarded).of(properties.tables()));
		declared.orderedStream().forEach((table) -> {
			if (properties.tables().containsKey(table.name())) {
				throw new DaplugConfigurationException(PropertyPath.append("daplug.tables", table.name()),
						"a bean of type TableDefinition declares table '%s' too".formatted(table.name()),
						"Remove one of the two, or give the bean's definition another name.");
			}
			tables.add(table);
		});
		beans.getBeanProvider(TableTypes.class).ifAvailable((known) -> tables.replaceAll(known::with));
		return TableRegistry.of(tables);
	}

	@Bean
	SchemaUpcasters daplugSchemaUpcasters(TableRegistry tables, ObjectProvider<SchemaUpcaster> upcasters) {
		return new SchemaVersionCheck(tables).checked(SchemaUpcasters.of(upcasters.orderedStream().toList()));
	}

	@Bean
	WriteGates daplugWriteGates() {
		return new WriteGates();
	}

	/** Needs no client of its own, and so serves the tables of several. */
	@Bean
	@ConditionalOnBean(DynamoDbClient.class)
	@ConditionalOnMissingBean(ItemTransactionOperations.class)
	ItemTransactionTemplate daplugTransactions() {
		return new ItemTransactionTemplate();
	}

	/**
	 * The templates, where there is a client to send requests with.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(DynamoDbClient.class)
	@Import(DaplugTemplateRegistrar.class)
	static class TemplateConfiguration {

		@Bean
		TemplateConnection daplugTemplateConnection(DynamoDbClient client) {
			return new TemplateConnection(client);
		}

		@Bean
		TemplateResources daplugTemplateResources(ObjectProvider<Clock> clocks, ObjectProvider<ItemIdGenerator> ids,
				TaskExecutorFactory executors, WriteGates gates, TemplateResources.Items items) {
			return new TemplateResources(clocks.getIfUnique(Clock::systemUTC),
					ids.getIfAvailable(ItemIdGenerator::standard), executors, gates, items);
		}

		@Bean
		TemplateResources.Items daplugTemplateItems(TableCustomizers customizers, SchemaUpcasters upcasters) {
			return new TemplateResources.Items(customizers, upcasters);
		}

		@Bean
		TableCustomizers daplugTableCustomizers(ConfigurableListableBeanFactory beanFactory, TableRegistry tables) {
			return new TableCustomizers(beanFactory, tables);
		}

		@Bean(TEMPLATE_FACTORY)
		DaplugTemplateFactory daplugTemplateFactory(TemplateConnection connection, SchemaRegistry schemas,
				ItemConverter converter, ObjectProvider<ChangePublisher> publishers, TemplateResources resources) {
			return new DaplugTemplateFactory(connection, schemas, converter,
					ChangePublisher.all(publishers.orderedStream().toList()), resources);
		}

		@Bean
		TableTemplateFactory daplugTableTemplateFactory(TableRegistry tables, TablePreparation preparation,
				DaplugTemplateFactory templates) {
			return new TableTemplateFactory(tables, preparation, templates);
		}

		@Bean
		@ConditionalOnMissingBean
		TableAdministrator daplugTableAdministrator(DynamoDbClient client) {
			return new TableAdministrator(client);
		}

		@Bean
		TableStart daplugTableStart(DynamoDbClient client, DaplugProperties properties,
				TableAdministrator administrator, ObjectProvider<EmbeddedDynamoDb> embedded,
				TaskExecutorFactory executors) {
			DaplugProperties.CreateTables create = properties.createTables();
			// An application's own client may talk to a real account although there is an
			// embedded server.
			boolean ifMissing = (create != null) ? create == DaplugProperties.CreateTables.IF_MISSING
					: embedded.stream().anyMatch((server) -> server.serves(client));
			return new TableStart(ifMissing ? administrator::createIfMissing : TablePreparation.NO_OP,
					properties.checkTables(), administrator, executors);
		}

		@Bean
		@ConditionalOnMissingBean
		DaplugTemplates daplugTemplates(ConfigurableListableBeanFactory beanFactory, DaplugProperties properties,
				TableRegistry tables) {
			Map<String, DaplugTemplate> templates = new LinkedHashMap<>(
					beanFactory.getBeansOfType(DaplugTemplate.class));
			properties.tables().keySet().forEach((table) -> {
				if (!templates.containsKey(table)) {
					// Only the bean itself tells what it is where its definition does
					// not.
					templates.put(table, TableBean.named(table).require(beanFactory));
				}
			});
			return new DaplugTemplates(tables, templates);
		}

	}

}
