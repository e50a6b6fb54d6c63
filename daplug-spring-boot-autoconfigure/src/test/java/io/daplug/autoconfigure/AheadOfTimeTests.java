package io.daplug.autoconfigure;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.sns.DaplugSnsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LongPatience;
import io.daplug.fixture.SnsStub;
import io.daplug.fixture.WrittenDownApplication;
import io.daplug.item.ItemKey;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application with tables, item types, listeners, mirrors and topics can be
 * written down ahead of time, runs like that, and tells native images what it needs.
 */
class AheadOfTimeTests {

	private static final WrittenDownApplication APPLICATION = new WrittenDownApplication(Application.class,
			"daplug.schema=classpath:aot/shop.yml", "daplug.create-tables=if-missing",
			"daplug.tables.orders.hash-key=id", "daplug.tables.orders.schema=Order",
			"daplug.tables.orders.name=" + tableName(),
			"daplug.tables.orders.item-type=io.daplug.autoconfigure.AheadOfTimeTests$Order",
			"daplug.tables.orders.sns.topic-arn=arn:aws:sns:us-east-1:000000000000:orders",
			"daplug.tables.archive.hash-key=id", "daplug.tables.archive.name=" + tableName(),
			"daplug.tables.paid-orders.item-type=io.daplug.autoconfigure.AheadOfTimeTests$PaidOrder",
			"daplug.tables.paid-orders.hash-key=id", "daplug.tables.paid-orders.name=" + tableName(),
			"daplug.mirrors.paid.source=orders", "daplug.mirrors.paid.destination=paid-orders",
			"daplug.mirrors.paid.filter=status.startsWith('PA')");

	private static String tableName() {
		return "t-" + UUID.randomUUID();
	}

	@BeforeAll
	static void startServer() {
		WrittenDownApplication.startServer();
	}

	@Test
	@CompileWithForkedClassLoader
	void runsAsWrittenDown() {
		APPLICATION.run(AheadOfTimeTests::use);
	}

	private static void use(GenericApplicationContext context) {
		Shop shop = context.getBean(Shop.class);
		Order order = shop.operations.insert(new Order("1", "PAID", BigDecimal.TEN));
		assertThat(shop.orders.get(ItemKey.of("1"), Order.class)).contains(order);
		assertThat(shop.heard()).isEqualTo(order);
		assertThat(context.getBean(SnsStub.class).published()).hasSize(1);
		LongPatience.await()
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
	void tellsNativeImagesOfProperties() throws NoSuchMethodException {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(IndexProperties.class.getDeclaredConstructors()[0])).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(KeyProperties.class.getDeclaredConstructors()[0])).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(KeyProperties.class.getMethod("of", String.class))).accepts(hints);
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

	/**
	 * Written down once, for all tests that look at the hints.
	 */
	private static final class Written {

		private static final RuntimeHints hints = APPLICATION.hints();

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
				Heard first = this.heard.poll(30, TimeUnit.SECONDS);
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
			return WrittenDownApplication.client();
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
