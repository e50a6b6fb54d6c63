package io.daplug.manual;

import java.time.Duration;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.mirror.MirrorGraph;
import io.daplug.mirror.MirrorGuard;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The manual's example of guarded mirrors.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = GuardedMirrorsExamplesTests.Application.class,
		properties = "spring.config.location=classpath:manual/guarded-mirrors.yml")
class GuardedMirrorsExamplesTests {

	@Autowired
	private MirrorGraph mirrors;

	@Autowired
	private DaplugTemplates templates;

	@Test
	void guardsTheMirrorAndHidesTombstones() {
		assertThat(this.mirrors.mirrors()).singleElement()
			.satisfies((mirror) -> assertThat(mirror.guard()).isEqualTo(MirrorGuard.SEQUENCE))
			.satisfies((mirror) -> assertThat(mirror.tombstoneRetention()).isEqualTo(Duration.ofHours(72)));
		assertThat(this.templates.get("orders-archive").table().guardedCopies()).isTrue();
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugMirrorsAutoConfiguration.class, JacksonAutoConfiguration.class })
	static class Application {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

}
