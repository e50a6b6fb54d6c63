package io.daplug.test;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Records messages instead of sending them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SnsClient.class)
@AutoConfigureBefore(name = "io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration")
class MessageRecordingConfiguration {

	/** Name of the one client that is left. */
	static final String CLIENT = "daplugRecordingSnsClient";

	@Bean
	RecordedMessages daplugRecordedMessages() {
		return new RecordedMessages();
	}

	@Bean(CLIENT)
	@Primary
	SnsClient daplugRecordingSnsClient(RecordedMessages messages, Environment environment) {
		return RecordingSnsClient.create(messages, topicNames(environment));
	}

	@Bean
	static SnsClientReplacement daplugSnsClientReplacement() {
		return new SnsClientReplacement();
	}

	/** The topics that are looked up at start: they are to be found. */
	private static Set<String> topicNames(Environment environment) {
		Set<String> names = new LinkedHashSet<>();
		Binder.get(environment)
			.bind("daplug.tables", Bindable.mapOf(String.class, Table.class))
			.orElseGet(Map::of)
			.values()
			.forEach((table) -> {
				if (table.sns() != null && table.sns().topicName() != null) {
					names.add(table.sns().topicName());
				}
			});
		return names;
	}

	/**
	 * What is of interest here of a table's properties.
	 *
	 * @param sns where its changes are announced
	 */
	record Table(@Nullable Topic sns) {

	}

	/**
	 * What is of interest here of a topic's properties.
	 *
	 * @param topicName its name
	 */
	record Topic(@Nullable String topicName) {

	}

}
