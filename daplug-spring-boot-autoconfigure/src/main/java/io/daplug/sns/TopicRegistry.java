package io.daplug.sns;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Looks up topics of an account and region by their names. They are listed once, by
 * ListTopics, and none is ever created.
 */
public final class TopicRegistry {

	private final Map<String, String> arns = new TreeMap<>();

	private TopicRegistry() {
	}

	/**
	 * Lists the topics: one request per hundred.
	 * @param client what sends the requests
	 * @return the topics that exist now
	 * @throws software.amazon.awssdk.core.exception.SdkException if SNS refuses
	 */
	public static TopicRegistry list(SnsClient client) {
		TopicRegistry registry = new TopicRegistry();
		client.listTopicsPaginator().topics().forEach((topic) -> {
			String arn = topic.topicArn();
			registry.arns.put(arn.substring(arn.lastIndexOf(':') + 1), arn);
		});
		return registry;
	}

	/**
	 * Finds a topic.
	 * @param name its name
	 * @return its ARN; empty if there is none of that name
	 */
	public Optional<String> arn(String name) {
		return Optional.ofNullable(this.arns.get(name));
	}

	/**
	 * Returns the names of all topics.
	 * @return the names
	 */
	public Set<String> names() {
		return Set.copyOf(this.arns.keySet());
	}

}
