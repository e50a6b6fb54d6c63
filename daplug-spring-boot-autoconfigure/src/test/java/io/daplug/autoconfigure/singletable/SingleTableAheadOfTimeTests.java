package io.daplug.autoconfigure.singletable;

import java.net.URI;
import java.util.UUID;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.singletable.devices.Command;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.singletable.SingleTableTemplate;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with a table of many types can be written down ahead of time,
 * runs like that without searching, and tells native images what it needs.
 */
class SingleTableAheadOfTimeTests {

	/**
	 * The code that is written down is run in a class loader of its own, where the native
	 * library of the embedded server cannot be loaded once more.
	 */
	private static final String ENDPOINT = SingleTableAheadOfTimeTests.class.getName() + ".endpoint";

	private static final String[] PROPERTIES = { "daplug.create-tables=if-missing", "daplug.tables.things.hash-key=pk",
			"daplug.tables.things.range-key=sk", "daplug.tables.things.name=t-" + UUID.randomUUID(),
			"daplug.single-tables.things.packages=" + DeviceTables.PACKAGE,
			"daplug.single-tables.things.report=classpath:aot/things.md",
			"daplug.single-tables.things.types.gauge.type=" + Gauge.class.getName() };

	@BeforeAll
	static void startServer() {
		if (System.getProperty(ENDPOINT) == null) {
			System.setProperty(ENDPOINT, LocalDynamoDb.server().endpoint().toString());
		}
	}

	@Test
	@CompileWithForkedClassLoader
	void runsAsWrittenDown() {
		TestCompiler.forSystem().with(writtenDown()).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				TestPropertyValues.of(PROPERTIES).applyTo(context);
				initializer(compiled.getInstance(ApplicationContextInitializer.class)).initialize(context);
				context.refresh();
				Shop shop = context.getBean(Shop.class);
				shop.commands().insert(new Command("d1", 7, "start"));
				shop.gauges().insert(new Gauge("s1"));
				assertThat(shop.things().items(Command.class).get(ItemKey.of("d1", 7)))
					.contains(new Command("d1", 7, "start"));
				assertThat(shop.things().template().scan().stream().map((item) -> item.get("pk")))
					.containsExactlyInAnyOrder("DQ#d1", "GS#s1");
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> compiled) {
		return (ApplicationContextInitializer<GenericApplicationContext>) compiled;
	}

	@Test
	void tellsNativeImagesOfTypes() {
		RuntimeHints hints = writtenDown().getRuntimeHints();
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(Command.class.getDeclaredConstructors()[0]))
			.accepts(hints);
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(Gauge.class.getDeclaredConstructors()[0]))
			.accepts(hints);
	}

	@Test
	void tellsNativeImagesOfTheReport() {
		RuntimeHints hints = writtenDown().getRuntimeHints();
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/things.md")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/others.md")).rejects(hints);
	}

	private static TestGenerationContext writtenDown() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues.of(PROPERTIES).applyTo(context);
			context.register(Application.class);
			TestGenerationContext generation = new TestGenerationContext();
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			return generation;
		}
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
			return DynamoDbClient.builder()
				.region(Region.US_EAST_1)
				.endpointOverride(URI.create(System.getProperty(ENDPOINT)))
				.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("daplug", "embedded")))
				.build();
		}

	}

}
