package io.daplug.sns;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The topics of an account and region by their names. Made by ListTopics, which never
 * creates one.
 */
public final class TopicDirectory {

	private final Map<String, String> arns = new TreeMap<>();

	private TopicDirectory() {
	}

	/**
	 * Lists the topics: one request per hundred.
	 * @param client what sends the requests
	 * @return the directory, as it is now
	 * @throws software.amazon.awssdk.core.exception.SdkException if SNS refuses
	 */
	public static TopicDirectory list(SnsClient client) {
		TopicDirectory directory = new TopicDirectory();
		client.listTopicsPaginator().topics().forEach((topic) -> {
			String arn = topic.topicArn();
			directory.arns.put(arn.substring(arn.lastIndexOf(':') + 1), arn);
		});
		return directory;
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
