package io.daplug.autoconfigure.sns;

import java.util.Set;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.property.PropertyPath;
import io.daplug.sns.TopicDefinition;
import io.daplug.sns.TopicRegistry;
import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

import org.springframework.util.StringUtils;

/**
 * Tells the ARN of the topic of a table: the one that is set, or that of the topic whose
 * name is set.
 */
final class TopicArnResolver {

	private final SnsClient client;

	private @Nullable TopicRegistry directory;

	TopicArnResolver(SnsClient client) {
		this.client = client;
	}

	String resolve(String table, TopicProperties properties) {
		String arn = properties.topicArn();
		String name = properties.topicName();
		if (!StringUtils.hasText(arn)) {
			return find(table, (name != null) ? name : "");
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
	private String find(String table, String name) {
		if (name.startsWith("arn:")) {
			throw new DaplugConfigurationException(property(table, "topic-name"), "'%s' is an ARN".formatted(name),
					"Set '%s' instead.".formatted(property(table, "topic-arn")));
		}
		TopicRegistry topics = this.directory;
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

	private TopicRegistry list(String table) {
		try {
			return TopicRegistry.list(this.client);
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

	private static String property(String table, String property) {
		return PropertyPath.ofTable(table, "sns." + property);
	}

}
