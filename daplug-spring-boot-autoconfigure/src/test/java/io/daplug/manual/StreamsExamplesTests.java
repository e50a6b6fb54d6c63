package io.daplug.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.local.DaplugLocalAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.autoconfigure.stream.kcl.DaplugKclAutoConfiguration;
import io.daplug.item.ItemKey;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamGap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's examples of streams, run on the embedded server.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = StreamsExamplesTests.StreamsApplication.class,
		properties = { "spring.config.location=classpath:manual/streams.yml", "daplug.local.enabled=true" })
class StreamsExamplesTests {

	static final List<Object> heard = new CopyOnWriteArrayList<>();

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugKclAutoConfiguration.class, DaplugLocalAutoConfiguration.class, AwsAutoConfiguration.class,
			CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
			DynamoDbAutoConfiguration.class })
	@Import(StreamWatch.class)
	static class StreamsApplication {

	}

	// tag::stream-gap
	@Component
	static class StreamWatch {

		@DaplugStreamListener("orders")
		void changed(ItemKey key) {
			record(key);
		}

		@EventListener
		void missed(StreamGap gap) {
			alert(gap.table(), gap.shard(), gap.reason());
		}

	}
	// end::stream-gap

	private static void record(ItemKey key) {
		heard.add(key);
	}

	private static void alert(String... parts) {
		heard.addAll(List.of(parts));
	}

	@Test
	void hearsOfOtherWritersOnTheEmbeddedServer(@Autowired DynamoDbClient other) {
		other.putItem((put) -> put.tableName("orders").item(Map.of("orderId", AttributeValue.fromS("o-1"))));
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(heard).contains(ItemKey.of("o-1")));
	}

	@Test
	void hearsOfGaps(@Autowired ApplicationEventPublisher events) {
		events.publishEvent(new StreamGap("orders", "shard-1", "trimmed"));
		assertThat(heard).containsSubsequence("orders", "shard-1", "trimmed");
	}

	@Test
	void namesTheLibrariesOfTheBuild() throws IOException {
		String build = Files.readString(Path.of("..", "pom.xml"));
		String chapter = Files.readString(Path.of("..", "docs", "streams.md"));
		for (String library : List.of("software.amazon.kinesis:amazon-kinesis-client",
				"com.amazonaws:dynamodb-streams-kinesis-adapter")) {
			String property = library.substring(library.indexOf(':') + 1) + ".version";
			String version = build.replaceAll("(?s).*<%s>(.*?)</%s>.*".formatted(property, property), "$1");
			assertThat(chapter).contains("`%s:%s`".formatted(library, version));
		}
	}

}
