package io.daplug.autoconfigure.sns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.event.ChangePublisher;
import io.daplug.schema.SchemaRegistry;
import io.daplug.sns.AsyncPublishing;
import io.daplug.sns.SnsChangePublisher;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

/**
 * From properties to the publisher: what cannot work fails here, at start, with the
 * property that is wrong.
 */
final class SnsChangePublisherFactory {

	private static final Log logger = LogFactory.getLog(SnsChangePublisherFactory.class);

	private final TableRegistry tables;

	private final SchemaRegistry schemas;

	private final ObjectProvider<SnsClient> clients;

	private final TaskExecutorFactory executors;

	private final RealTopics realTopics;

	SnsChangePublisherFactory(TableRegistry tables, SchemaRegistry schemas, ObjectProvider<SnsClient> clients,
			TaskExecutorFactory executors, RealTopics realTopics) {
		this.tables = tables;
		this.schemas = schemas;
		this.clients = clients;
		this.executors = executors;
		this.realTopics = realTopics;
	}

	/**
	 * Makes the publisher.
	 * @param topics the topics by the logical names of their tables
	 * @return the publisher; one that does nothing, and needs no client, if no table has
	 * a topic
	 */
	ChangePublisher create(Map<String, TopicProperties> topics, DaplugSnsProperties properties, JsonMapper mapper,
			ApplicationEventPublisher events) {
		Map<String, TopicProperties> named = new LinkedHashMap<>(topics);
		named.values().removeIf((topic) -> !topic.named());
		topics.keySet()
			.stream()
			.filter((table) -> !named.containsKey(table))
			.forEach((table) -> logger.info("Changes of table '%s' are not announced on SNS: '%s' is not set"
				.formatted(table, PropertyPath.ofTable(table, "sns.topic-arn"))));
		if (named.isEmpty()) {
			return ChangePublisher.NO_OP;
		}
		SnsClient client = client(named);
		SnsChangePublisher.Builder publisher = SnsChangePublisher.builder(client)
			.mapper(mapper)
			.events(events)
			.executors(this.executors);
		settings(publisher, properties);
		TopicDefinitionMapper definitions = new TopicDefinitionMapper(this.schemas, new TopicArnResolver(client));
		named.forEach((table, topic) -> publisher.topic(definitions.map(this.tables.require(table), topic)));
		return publisher.build();
	}

	private static void settings(SnsChangePublisher.Builder publisher, DaplugSnsProperties sns) {
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

	private SnsClient client(Map<String, TopicProperties> topics) {
		SnsClient client = require(topics.keySet().iterator().next());
		if (!this.realTopics.mustBeSpared(client)) {
			return client;
		}
		logger.info(("Messages of the tables %s are not sent: the embedded DynamoDB is in use, and the SnsClient talks "
				+ "to AWS. Set 'spring.cloud.aws.sns.endpoint' to send them to an SNS of your own, or "
				+ "'daplug.sns.enabled' to true to send them to AWS")
			.formatted(topics.keySet()));
		return new UnsentSnsClient(
				topics.values().stream().flatMap((topic) -> Stream.ofNullable(topic.topicName())).toList());
	}

	private SnsClient require(String table) {
		List<SnsClient> all = this.clients.stream().toList();
		SnsClient client = this.clients.getIfUnique();
		if (client == null) {
			throw new DaplugConfigurationException(PropertyPath.ofTable(table, "sns"),
					all.isEmpty() ? "needs a bean of type SnsClient, and there is none"
							: "needs one bean of type SnsClient, and there are %d".formatted(all.size()),
					all.isEmpty()
							? "Add 'io.awspring.cloud:spring-cloud-aws-starter-sns' and leave 'spring.cloud.aws.sns.enabled' on, or define an SnsClient bean, or set 'daplug.sns.enabled' to false."
							: "Mark one of them as @Primary.");
		}
		return client;
	}

}
