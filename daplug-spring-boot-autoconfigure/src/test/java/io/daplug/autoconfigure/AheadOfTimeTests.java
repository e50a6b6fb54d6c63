package io.daplug.autoconfigure;

import java.math.BigDecimal;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.SnsStub;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with tables, item types, listeners, mirrors and topics can be
 * written down ahead of time, runs like that, and tells native images what it needs.
 */
class AheadOfTimeTests {

	/**
	 * The code that is written down is run in a class loader of its own, where the native
	 * library of the embedded server cannot be loaded once more.
	 */
	private static final String ENDPOINT = AheadOfTimeTests.class.getName() + ".endpoint";

	private static final String[] PROPERTIES = { "daplug.schema=classpath:aot/shop.yml",
			"daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=id", "daplug.tables.orders.schema=Order",
			"daplug.tables.orders.name=" + tableName(),
			"daplug.tables.orders.item-type=io.daplug.autoconfigure.AheadOfTimeTests$Order",
			"daplug.tables.orders.sns.topic-arn=arn:aws:sns:us-east-1:000000000000:orders",
			"daplug.tables.archive.hash-key=id", "daplug.tables.archive.name=" + tableName(),
			"daplug.tables.paid-orders.item-type=io.daplug.autoconfigure.AheadOfTimeTests$PaidOrder",
			"daplug.tables.paid-orders.hash-key=id", "daplug.tables.paid-orders.name=" + tableName(),
			"daplug.mirrors.paid.source=orders", "daplug.mirrors.paid.destination=paid-orders",
			"daplug.mirrors.paid.filter=status.startsWith('PA')" };

	private static String tableName() {
		return "t-" + UUID.randomUUID();
	}

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
				initializer(compiled).initialize(context);
				context.refresh();
				use(context);
			}
		});
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Compiled compiled) {
		return compiled.getInstance(ApplicationContextInitializer.class);
	}

	private static void use(GenericApplicationContext context) {
		Shop shop = context.getBean(Shop.class);
		Order order = shop.operations.insert(new Order("1", "PAID", BigDecimal.TEN));
		assertThat(shop.orders.get(ItemKey.of("1"), Order.class)).contains(order);
		assertThat(shop.heard()).isEqualTo(order);
		assertThat(context.getBean(SnsStub.class).published()).hasSize(1);
		Awaitility.await()
			.untilAsserted(() -> assertThat(context.getBeansOfType(DaplugTemplate.class))
				.hasEntrySatisfying("orders", (orders) -> assertThat(orders).isSameAs(shop.orders))
				.hasEntrySatisfying("archive", (archive) -> assertThat(archive.get(ItemKey.of("1"))).isPresent())
				.hasEntrySatisfying("paid-orders", (paid) -> assertThat(paid.get(ItemKey.of("1"))).isPresent()));
	}

	@Test
	void tellsNativeImagesOfItemTypes() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(PaidOrder.class.getDeclaredConstructors()[0])).accepts(hints());
	}

	@Test
	void tellsNativeImagesOfListeners() throws NoSuchMethodException {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Shop.class.getDeclaredMethod("ordered", Heard.class))).accepts(hints);
		assertThat(
				RuntimeHintsPredicates.reflection().onConstructorInvocation(Heard.class.getDeclaredConstructors()[0]))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Archived.class.getDeclaredMethod("id")))
			.accepts(hints);
	}

	@Test
	void tellsNativeImagesOfSchemaFilesAndWhatTheyReferTo() {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/shop.yml")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/parts/status.yml")).accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("aot/other.yml")).rejects(hints);
	}

	@Test
	void tellsNativeImagesOfProperties() {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(IndexProperties.class.getDeclaredConstructors()[0])).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(DaplugProperties.Idempotence.class.getDeclaredConstructors()[0])).accepts(hints);
	}

	@Test
	void tellsNativeImagesWhatFiltersCall() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(String.class.getMethod("startsWith", String.class))).accepts(hints());
	}

	@Test
	void tellsNativeImagesOfFailureAnalyzers() throws ClassNotFoundException {
		Class<?> analyzer = Class.forName("io.daplug.autoconfigure.failure.SchemaFileFailureAnalyzer");
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(analyzer.getDeclaredConstructors()[0]))
			.accepts(hints());
	}

	private static RuntimeHints hints() {
		return Written.hints;
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

	/**
	 * Written down once, for all tests that look at the hints.
	 */
	private static final class Written {

		private static final RuntimeHints hints = writtenDown().getRuntimeHints();

	}

	/** Neither it nor the others are public: users' records often are not. */
	record Order(String id, String status, BigDecimal total) {

	}

	record PaidOrder(String id) {

	}

	record Heard(String id, String status, BigDecimal total) {

	}

	record Archived(String id) {

	}

	static class Shop {

		private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

		private final DaplugTemplate orders;

		private final ItemOperations<Order> operations;

		Shop(@Qualifier("orders") DaplugTemplate orders, ItemOperations<Order> operations) {
			this.orders = orders;
			this.operations = operations;
		}

		@DaplugStreamListener(tables = "orders", filter = "#newItem.status == 'PAID'")
		void ordered(Heard order) {
			this.heard.add(order);
		}

		@DaplugStreamListener("orders")
		@MirrorTo("archive")
		Archived archive(Order order) {
			return new Archived(order.id());
		}

		Order heard() {
			try {
				Heard first = this.heard.poll(10, TimeUnit.SECONDS);
				assertThat(first).isNotNull();
				return new Order(first.id(), first.status(), first.total());
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, DaplugAutoConfiguration.class,
			DaplugListenersAutoConfiguration.class, DaplugMirrorsAutoConfiguration.class,
			DaplugSnsAutoConfiguration.class })
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

		@Bean(destroyMethod = "close")
		SnsStub stub() {
			return SnsStub.start();
		}

		@Bean
		SnsClient snsClient(SnsStub stub) {
			return stub.client();
		}

	}

}
