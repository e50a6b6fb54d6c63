package io.daplug.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.daplug.actuate.DaplugParkedEndpoint.ParkedPage;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.actuate.DaplugActuateAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.parking.ParkedChangeOperations;
import io.daplug.template.DaplugTemplates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static io.daplug.actuate.WebOperations.json;
import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DaplugParkedEndpoint}, called as the web calls it.
 */
class DaplugParkedEndpointIntegrationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugActuateAutoConfiguration.class, JacksonAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class, JacksonEndpointAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withBean(Mendable.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.name=" + LocalDynamoDb.createTable("id", null),
				"daplug.tables.parked.hash-key=id", "daplug.tables.parked.range-key=entry",
				"daplug.tables.parked.name=" + LocalDynamoDb.createTable("id", "entry"),
				"daplug.listeners.max-attempts=1");

	private final WebApplicationContextRunner exposed = this.runner.withPropertyValues(
			"daplug.listeners.parking-table=parked", "management.endpoints.web.exposure.include=daplugparked");

	@Test
	void isOffUnlessExposedAndThereIsATable() {
		this.runner.withPropertyValues("daplug.listeners.parking-table=parked")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugParkedEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=daplugparked")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DaplugParkedEndpoint.class));
	}

	@Test
	@DisplayName("(D28) lists parked changes without keys and items")
	void listsParkedChangesPageByPage() {
		this.exposed.run((context) -> {
			park(context, 5);
			JsonNode first = get(context, Map.of("limit", "2"));
			assertThat(first.at("/changes/0/listener").asString()).isEqualTo("mendable");
			assertThat(first.at("/changes/0/table").asString()).isEqualTo("orders");
			assertThat(first.at("/changes/0/failure/type").asString()).isEqualTo("java.lang.IllegalStateException");
			assertThat(first.at("/changes/0/failure/attempts").asInt()).isOne();
			assertThat(first.toString()).doesNotContain("secret");
			JsonNode second = get(context, Map.of("limit", "2", "after", first.get("next").asString()));
			JsonNode third = get(context,
					Map.of("limit", "2", "listener", "mendable", "after", second.get("next").asString()));
			assertThat(third.hasNonNull("next")).isFalse();
			assertThat(IntStream.of(first.get("changes").size(), second.get("changes").size(),
					third.get("changes").size()))
				.containsExactly(2, 2, 1);
			assertThat(List.of(first, second, third).stream().flatMap((page) -> page.findValuesAsString("id").stream()))
				.doesNotHaveDuplicates();
			assertThat(get(context, Map.of("table", "others")).get("changes")).isEmpty();
			String id = third.at("/changes/0/id").asString();
			assertThat(json(context, call(context, WebEndpointHttpMethod.GET, true, Map.of("id", id))))
				.isEqualTo(third.at("/changes/0"));
			assertThat(call(context, WebEndpointHttpMethod.GET, true, Map.of("id", "unknown"))).isNull();
		});
	}

	@Test
	void redrivesAndDiscards() {
		this.exposed.run((context) -> {
			park(context, 4);
			Mendable listener = context.getBean(Mendable.class);
			List<String> ids = get(context, Map.of()).get("changes").findValuesAsString("id");
			JsonNode failed = post(context, Map.of());
			assertThat(failed.get("redriven").asInt()).isZero();
			assertThat(failed.get("failed").get(ids.get(0)).asString()).isEqualTo("java.lang.IllegalStateException");
			listener.mended = true;
			assertThat(json(context, call(context, WebEndpointHttpMethod.POST, true, Map.of("id", ids.get(0)))))
				.isEqualTo(json("""
						{"redriven": 1, "failed": {}, "skipped": {}}"""));
			assertThat(json(context, call(context, WebEndpointHttpMethod.POST, true, Map.of("id", ids.get(0)))))
				.isEqualTo(json("""
						{"redriven": 0, "failed": {}, "skipped": {"%s": "NOT_FOUND"}}""".formatted(ids.get(0))));
			assertThat(json(context, call(context, WebEndpointHttpMethod.DELETE, true, Map.of("id", ids.get(1)))))
				.isEqualTo(json("""
						{"discarded": 1}"""));
			assertThat(post(context, Map.of("listener", "mendable")).get("redriven").asInt()).isEqualTo(2);
			assertThat(listener.handled).hasSize(3);
			assertThat(
					json(context, call(context, WebEndpointHttpMethod.DELETE, false, Map.of("listener", "mendable"))))
				.isEqualTo(json("""
						{"discarded": 0}"""));
		});
	}

	@Test
	void refusesPagesThatCannotBe() {
		this.exposed.run((context) -> {
			DaplugParkedEndpoint endpoint = context.getBean(DaplugParkedEndpoint.class);
			assertThatIllegalArgumentException().isThrownBy(() -> endpoint.parked(null, null, null, 0));
			assertThatIllegalArgumentException().isThrownBy(() -> endpoint.parked(null, null, null, 1001));
			assertThat(endpoint.parked(null, null, null, null)).isEqualTo(new ParkedPage(List.of(), null));
		});
	}

	private static void park(ApplicationContext context, int count) {
		IntStream.range(0, count)
			.forEach((n) -> context.getBean(DaplugTemplates.class)
				.get("orders")
				.insert(Map.of("id", "secret" + n, "text", "secret")));
		await().until(() -> context.getBean(ParkedChangeOperations.class).list().count() == count);
	}

	private static JsonNode get(ApplicationContext context, Map<String, Object> arguments) {
		return json(context, call(context, WebEndpointHttpMethod.GET, false, arguments));
	}

	private static JsonNode post(ApplicationContext context, Map<String, Object> arguments) {
		return json(context, call(context, WebEndpointHttpMethod.POST, false, arguments));
	}

	/**
	 * Calls the operation as the web does, with or without a path below the endpoint's.
	 */
	private static @Nullable Object call(ApplicationContext context, WebEndpointHttpMethod method, boolean one,
			Map<String, Object> arguments) {
		return WebOperations.call(context, method, one ? "daplugparked/{id}" : "daplugparked", arguments);
	}

	static class Mendable {

		private final List<Map<String, Object>> handled = new CopyOnWriteArrayList<>();

		private volatile boolean mended;

		@DaplugStreamListener(tables = "orders", id = "mendable")
		void on(Map<String, Object> order) {
			if (!this.mended) {
				throw new IllegalStateException("not yet, " + order.get("text"));
			}
			this.handled.add(order);
		}

	}

}
