package io.daplug.autoconfigure.singletable;

import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.singletable.devices.Command;
import io.daplug.fixture.WrittenDownApplication;
import io.daplug.item.ItemKey;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with a table of many types can be written down ahead of time,
 * runs like that without searching, and tells native images what it needs.
 */
class SingleTableAheadOfTimeTests {

	private static final WrittenDownApplication APPLICATION = new WrittenDownApplication(Application.class,
			"daplug.create-tables=if-missing", "daplug.tables.things.hash-key=pk", "daplug.tables.things.range-key=sk",
			"daplug.tables.things.name=t-" + UUID.randomUUID(),
			"daplug.single-tables.things.packages=" + DeviceTables.PACKAGE,
			"daplug.single-tables.things.report=classpath:aot/things.md",
			"daplug.single-tables.things.types.gauge.type=" + Gauge.class.getName());

	@BeforeAll
	static void startServer() {
		WrittenDownApplication.startServer();
	}

	@Test
	@CompileWithForkedClassLoader
	void runsAsWrittenDown() {
		APPLICATION.run((context) -> {
			Shop shop = context.getBean(Shop.class);
			shop.commands().insert(new Command("d1", 7, "start"));
			shop.gauges().insert(new Gauge("s1"));
			assertThat(shop.things().items(Command.class).get(ItemKey.of("d1", 7)))
				.contains(new Command("d1", 7, "start"));
			assertThat(shop.things().template().scan().stream().map((item) -> item.get("pk")))
				.containsExactlyInAnyOrder("DQ#d1", "GS#s1");
		});
	}

	@Test
	void tellsNativeImagesOfTypes() {
		RuntimeHints hints = APPLICATION.hints();
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(Command.class.getDeclaredConstructors()[0]))
			.accepts(hints);
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(Gauge.class.getDeclaredConstructors()[0]))
			.accepts(hints);
	}

	@Test
	void tellsNativeImagesOfTheReport() {
		RuntimeHints hints = APPLICATION.hints();
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/things.md")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/others.md")).rejects(hints);
	}

	/** Not public: users' records often are not. */
	record Gauge(String serial) {

	}

	record Shop(SingleTableTemplate things, ItemOperations<Command> commands, ItemOperations<Gauge> gauges) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugSingleTablesAutoConfiguration.class })
	@Import(Shop.class)
	static class Application {

		@Bean
		DynamoDbClient dynamoDbClient() {
			return WrittenDownApplication.client();
		}

	}

}
