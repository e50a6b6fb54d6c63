package io.daplug.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.daplug.event.ChangePublisher;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.AsyncPublishing;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.sns.TopicDefinition;
import io.daplug.sns.TopicDirectory;
import io.daplug.table.TableDefinition;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.text.NearestName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * From properties to the publisher: what cannot work fails here, at start, with the
 * property that is wrong.
 */
final class SnsChangePublishers {

	private static final Log logger = LogFactory.getLog(SnsChangePublishers.class);

	private final DaplugProperties properties;

	private final SchemaRegistry schemas;

	private final ObjectProvider<SnsClient> clients;

	private @Nullable TopicDirectory directory;

	SnsChangePublishers(DaplugProperties properties, SchemaRegistry schemas, ObjectProvider<SnsClient> clients) {
		this.properties = properties;
		this.schemas = schemas;
		this.clients = clients;
	}

	/** No-op if no table has a topic: then no client is needed. */
	ChangePublisher create(JsonMapper mapper, ApplicationEventPublisher events, TaskExecutorFactory executors) {
		Map<String, DaplugProperties.Topic> topics = new LinkedHashMap<>();
		this.properties.tables().forEach((name, table) -> {
			if (table.sns() != null && table.sns().named()) {
				topics.put(name, table.sns());
			}
			else if (table.sns() != null) {
				logger.info("Changes of table '%s' are not announced on SNS: '%s' is not set".formatted(name,
						property(name, "topic-arn")));
			}
		});
		if (topics.isEmpty()) {
			return ChangePublisher.NO_OP;
		}
		SnsChangePublisher.Builder publisher = SnsChangePublisher.builder(client(topics.keySet().iterator().next()))
			.mapper(mapper)
			.events(events)
			.executors(executors);
		settings(publisher, this.properties.sns());
		Map<String, TableDefinition> tables = new TableDefinitions(this.schemas).of(this.properties.tables());
		topics.forEach((name, topic) -> publisher
			.topic(topic(Objects.requireNonNull(tables.get(name), "every table is defined"), topic)));
		return publisher.build();
	}

	private static void settings(SnsChangePublisher.Builder publisher, DaplugProperties.Sns sns) {
		requirePositive("timeout", sns.timeout());
		publisher.timeout(sns.timeout());
		if (sns.async()) {
			requirePositive("threads", sns.threads());
			requirePositive("queue-capacity", sns.queueCapacity());
			if (sns.shutdownTimeout().isNegative()) {
				throw notPositive("shutdown-timeout", sns.shutdownTimeout());
			}
			publisher.async(new AsyncPublishing(sns.threads(), sns.queueCapacity(), sns.shutdownTimeout()));
		}
	}

	private static void requirePositive(String property, int value) {
		if (value <= 0) {
			throw notPositive(property, value);
		}
	}

	private static void requirePositive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw notPositive(property, value);
		}
	}

	private static DaplugConfigurationException notPositive(String property, Object value) {
		return new DaplugConfigurationException("daplug.sns." + property, "%s is too little".formatted(value),
				"Set 'daplug.sns.%s' to more, or remove it.".formatted(property));
	}

	private SnsClient client(String table) {
		List<SnsClient> all = this.clients.stream().toList();
		SnsClient client = this.clients.getIfUnique();
		if (client == null) {
			throw new DaplugConfigurationException(TableDefinitions.property(table, "sns"),
					all.isEmpty() ? "needs a bean of type SnsClient, and there is none"
							: "needs one bean of type SnsClient, and there are %d".formatted(all.size()),
					all.isEmpty()
							? "Add 'io.awspring.cloud:spring-cloud-aws-starter-sns' and leave 'spring.cloud.aws.sns.enabled' on, or define an SnsClient bean, or set 'daplug.sns.enabled' to false."
							: "Mark one of them as @Primary.");
		}
		return client;
	}

	private TopicDefinition topic(TableDefinition table, DaplugProperties.Topic properties) {
		String name = table.name();
		TopicDefinition.Builder topic = TopicDefinition.of(table, arn(name, properties))
			.payload(properties.payload())
			.requiredPayload(requiredPayload(table, properties))
			.requiredAttributes(properties.requiredAttributes())
			.maxMessageSize(maxMessageSize(name, properties.maxMessageSize()));
		attributes(topic, name, properties.attributes());
		if (properties.derivedAttributes() != null) {
			topic.derivedAttributes(properties.derivedAttributes());
		}
		TopicDefinition definition = topic.build();
		if (definition.fifo() && table.idempotence() == null) {
			logger.warn(("Table '%s' has a FIFO topic and no idempotence key: SNS drops a change that brings back "
					+ "what the item was minutes before, as its message has the same id. Set '%s'")
				.formatted(name, TableDefinitions.property(name, "idempotence.key")));
		}
		return definition;
	}

	private String arn(String table, DaplugProperties.Topic properties) {
		String arn = properties.topicArn();
		String name = properties.topicName();
		if (!StringUtils.hasText(arn)) {
			return resolve(table, (name != null) ? name : "");
		}
		if (StringUtils.hasText(name)) {
			throw new DaplugConfigurationException(property(table, "topic-name"), "is set beside the ARN of the topic",
					"Remove '%s' or '%s'.".formatted(property(table, "topic-name"), property(table, "topic-arn")));
		}
		if (!TopicDefinition.isTopicArn(arn)) {
			throw new DaplugConfigurationException(property(table, "topic-arn"),
					"'%s' is not the ARN of a topic".formatted(arn),
					"Set '%s' to an ARN such as 'arn:aws:sns:eu-central-1:123456789012:orders', or '%s' to the name of a topic."
						.formatted(property(table, "topic-arn"), property(table, "topic-name")));
		}
		return arn;
	}

	/** Lists topics once for all tables. */
	private String resolve(String table, String name) {
		if (name.startsWith("arn:")) {
			throw new DaplugConfigurationException(property(table, "topic-name"), "'%s' is an ARN".formatted(name),
					"Set '%s' instead.".formatted(property(table, "topic-arn")));
		}
		TopicDirectory topics = this.directory;
		if (topics == null) {
			topics = list(table);
			this.directory = topics;
		}
		Set<String> names = topics.names();
		return topics.arn(name)
			.orElseThrow(() -> new DaplugConfigurationException(property(table, "topic-name"),
					"there is no topic '%s' among the %d of this account and region%s".formatted(name, names.size(),
							NearestName.question(name, names)),
					"Create the topic, or set '%s' to the name of one; Daplug never creates topics."
						.formatted(property(table, "topic-name"))));
	}

	private TopicDirectory list(String table) {
		try {
			return TopicDirectory.list(client(table));
		}
		catch (SdkException ex) {
			String code = (ex instanceof SnsException refused && refused.awsErrorDetails() != null)
					? refused.awsErrorDetails().errorCode() : ex.getClass().getSimpleName();
			DaplugConfigurationException failure = new DaplugConfigurationException(property(table, "topic-name"),
					"the topics could not be listed to find its ARN: %s".formatted(code),
					"Allow 'sns:ListTopics' to this application, or set '%s' instead."
						.formatted(property(table, "topic-arn")));
			failure.initCause(ex);
			throw failure;
		}
	}

	private static void attributes(TopicDefinition.Builder topic, String table, Map<String, Object> attributes) {
		attributes.forEach((name, value) -> {
			if (value instanceof Map) {
				throw new DaplugConfigurationException(property(table, "attributes." + name),
						"holds others, and attributes do not",
						"Write names with dots in brackets: '\"[%s.…]\"'.".formatted(name));
			}
		});
		try {
			topic.attributes(attributes);
		}
		catch (IllegalArgumentException ex) {
			throw new DaplugConfigurationException(property(table, "attributes"), String.valueOf(ex.getMessage()),
					"Correct '%s'.".formatted(property(table, "attributes")));
		}
	}

	private Set<String> requiredPayload(TableDefinition table, DaplugProperties.Topic properties) {
		if (table.schema() != null) {
			ItemSchema schema = this.schemas.get(table.schema());
			properties.requiredPayload().forEach((name) -> {
				if (!table.reservedAttributes().contains(name)) {
					TableDefinitions.requireProperty(property(table.name(), "required-payload"), name, schema);
				}
			});
		}
		return properties.requiredPayload();
	}

	private static int maxMessageSize(String table, DataSize size) {
		if (size.toBytes() < 1024 || size.toBytes() > TopicDefinition.LARGEST_MESSAGE_SIZE) {
			throw new DaplugConfigurationException(property(table, "max-message-size"),
					"%s is not between 1KB and 1MB".formatted(size),
					"Set '%s' to what the topic's MaximumMessageSize says, or remove it."
						.formatted(property(table, "max-message-size")));
		}
		return (int) size.toBytes();
	}

	private static String property(String table, String property) {
		return TableDefinitions.property(table, "sns." + property);
	}

}
