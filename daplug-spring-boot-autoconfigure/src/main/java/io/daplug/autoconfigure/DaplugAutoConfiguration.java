package io.daplug.autoconfigure;

import java.util.Map;

import io.daplug.event.ChangePublisher;
import io.daplug.item.ItemConverter;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.DaplugTemplates;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
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
@EnableConfigurationProperties(DaplugProperties.class)
public final class DaplugAutoConfiguration {

	private static final Log logger = LogFactory.getLog(DaplugAutoConfiguration.class);

	DaplugAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SchemaRegistry daplugSchemaRegistry(DaplugProperties properties, ResourceLoader resources) {
		return SchemaRegistry.load(properties.schema(),
				SchemaLoading.defaults().resourceLoader(resources).remoteRefs(properties.schemaRemoteRefs()));
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

	/**
	 * The templates, where there is a client to send requests with.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnSingleCandidate(DynamoDbClient.class)
	@Import(DaplugTemplateRegistrar.class)
	static class TemplateConfiguration {

		@Bean
		DaplugTemplateFactory daplugTemplateFactory(DynamoDbClient client, DaplugProperties properties,
				SchemaRegistry schemas, ItemConverter converter, ObjectProvider<ChangePublisher> publishers,
				Environment environment, ObjectProvider<EmbeddedDynamoDb> embedded) {
			new PropertyNames(environment).refuseMisspelt();
			// An application's own client may talk to a real account although there is an
			// embedded server.
			DaplugProperties.CreateTables create = properties.createTables();
			boolean createTables = (create != null) ? create == DaplugProperties.CreateTables.IF_MISSING
					: embedded.stream().anyMatch((server) -> EmbeddedDynamoDbClientCheck.talksTo(server, client));
			return new DaplugTemplateFactory(client, new TableDefinitions(schemas).of(properties.tables()), schemas,
					converter, ChangePublisher.all(publishers.orderedStream().toList()), createTables);
		}

		@Bean
		@ConditionalOnMissingBean
		DaplugTemplates daplugTemplates(ListableBeanFactory beanFactory, DaplugProperties properties) {
			Map<String, DaplugTemplate> templates = beanFactory.getBeansOfType(DaplugTemplate.class);
			properties.tables()
				.keySet()
				.stream()
				.filter((table) -> !templates.containsKey(table))
				.forEach((table) -> logger.warn(("Table '%s' has no template, as the application has another bean of "
						+ "that name: rename the bean, or the table and give it its 'name'")
					.formatted(table)));
			return new DaplugTemplates(templates);
		}

	}

}
