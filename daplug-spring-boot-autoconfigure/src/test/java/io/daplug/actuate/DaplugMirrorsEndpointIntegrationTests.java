package io.daplug.actuate;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.daplug.actuate.DaplugMirrorsDescriptor.Answer;
import io.daplug.actuate.DaplugMirrorsDescriptor.CheckState;
import io.daplug.actuate.DaplugMirrorsDescriptor.Mirror;
import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.actuate.DaplugActuateAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.mirror.MirrorOperations;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static io.daplug.actuate.WebOperations.json;
import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugMirrorsEndpoint}, called as the web calls it.
 */
class DaplugMirrorsEndpointIntegrationTests {

	private static final int ITEMS = 12;

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, DaplugActuateAutoConfiguration.class,
				JacksonAutoConfiguration.class, EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				JacksonEndpointAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withPropertyValues("daplug.tables.orders.hash-key=id",
				"daplug.tables.orders.name=" + LocalDynamoDb.createTable("id", null),
				"daplug.tables.archive.hash-key=id",
				"daplug.tables.archive.name=" + LocalDynamoDb.createTable("id", null),
				"daplug.tables.operations.hash-key=id",
				"daplug.tables.operations.name=" + LocalDynamoDb.createTable("id", null),
				"daplug.mirrors.archive.source=orders", "daplug.mirrors.archive.destination=archive",
				"daplug.mirror-operations.table=operations", "daplug.mirror-operations.poll-interval=100ms");

	private final WebApplicationContextRunner exposed = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=daplugmirrors");

	@Test
	void isOffUnlessExposed() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(DaplugMirrorsEndpoint.class)
			.doesNotHaveBean(DaplugMirrorsEndpointWebExtension.class));
	}

	@Test
	void beginsPausesResumesAndCancelsBackfills() {
		this.exposed.run((context) -> {
			insertUnmirrored(context);
			assertThat(json(context, get(context, Map.of())).toString()).isEqualTo("{\"mirrors\":{\"archive\":{}}}");
			assertState(act(context, "backfill", Map.of("segments", "1", "itemsPerSecond", "1")), 200, "RUNNING");
			assertThat(refusal(act(context, "backfill", Map.of()))).contains("is running already");
			assertState(act(context, "pause", Map.of()), 200, null);
			awaitBackfill(context, "PAUSED");
			assertState(act(context, "resume", Map.of()), 200, "RUNNING");
			assertState(act(context, "cancel", Map.of()), 200, null);
			awaitBackfill(context, "CANCELLED");
			assertThat(refusal(act(context, "resume", Map.of()))).contains("cannot be resumed: it is CANCELLED");
			assertState(act(context, "backfill", Map.of()), 200, null);
			awaitBackfill(context, "COMPLETED");
			JsonNode mirror = json(context, get(context, Map.of())).at("/mirrors/archive");
			assertThat(mirror.at("/backfill/counts/read").asInt()).isEqualTo(ITEMS);
			assertThat(mirror).isEqualTo(json(context, get(context, Map.of("mirror", "archive"))));
			assertThat(mirror.toString()).doesNotContain("secret");
		});
	}

	@Test
	@DisplayName("(D26) compares and repairs, and shows counts and digests without keys and items")
	void comparesAndRepairs() {
		this.exposed.run((context) -> {
			insertUnmirrored(context);
			assertState(act(context, "verify", Map.of()), 200, null);
			JsonNode compared = awaitCheck(context, "VERIFY", "DIFFERENT");
			assertThat(compared.at("/found/counts/differences/missing").asInt()).isEqualTo(ITEMS);
			assertThat(compared.at("/found/digests/source").asString()).hasSize(64)
				.isNotEqualTo(compared.at("/found/digests/destination").asString());
			assertThat(compared.at("/period/endedAt").asString()).isNotEmpty();
			assertState(act(context, "repair", Map.of("segments", "2", "itemsPerSecond", "1000")), 200, null);
			JsonNode repaired = awaitCheck(context, "REPAIR", "EQUAL");
			assertThat(repaired.at("/found/counts/repaired").asInt()).isEqualTo(ITEMS);
			assertThat(repaired.at("/found/digests/source").asString())
				.isEqualTo(repaired.at("/found/digests/destination").asString());
			assertThat(compared.toString() + repaired).doesNotContain("secret");
			act(context, "verify", Map.of());
			awaitCheck(context, "VERIFY", "EQUAL");
		});
	}

	@Test
	void cutsOverAndBackOrSaysWhyNot() {
		this.exposed.run((context) -> assertThat(refusal(act(context, "cut-over", Map.of())))
			.isEqualTo("Mirror 'archive' moves no table: no mirror leads back from it; declare one with "
					+ "'reverse-of: archive'"));
		this.exposed
			.withPropertyValues("daplug.mirrors.back.source=archive", "daplug.mirrors.back.destination=orders",
					"daplug.mirrors.back.reverse-of=archive")
			.run((context) -> {
				assertThat(refusal(act(context, "cut-back", Map.of()))).contains("the move is OPEN");
				assertThat(move(context, act(context, "cut-over", Map.of("limit", "30s")))).isEqualTo("TURNED archive");
				assertThat(refusal(act(context, "cut-over", Map.of()))).contains("the move is TURNED");
				assertThat(refusal(act(context, "backfill", Map.of()))).contains("copies nothing at this moment");
				act(context, "repair", Map.of());
				assertThat(awaitCheck(context, "REPAIR", "FAILED").get("failure").asString())
					.contains("copies nothing at this moment");
				assertThat(move(context, act(context, "cut-back", Map.of()))).isEqualTo("OPEN orders");
				assertThat(json(context, get(context, Map.of())).at("/mirrors/back").has("move")).isFalse();
			});
	}

	@Test
	void refusesWhatCannotBeAsked() {
		this.exposed.run((context) -> Stream
			.of("backfill segments 65", "verify itemsPerSecond 0", "cut-over limit -1s", "backfill limit 1s",
					"repair limit 1s", "cut-back itemsPerSecond 1", "pause segments 1", "resume itemsPerSecond 1",
					"cancel limit 1s", "verify segments many", "erase action 1")
			.map((asked) -> asked.split(" "))
			.forEach((asked) -> assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.as(asked[0] + " with " + asked[1])
				.isThrownBy(() -> act(context, asked[0], Map.of(asked[1], asked[2])))
				.withMessageContaining(asked[1])));
	}

	@Test
	void knowsItsMirrors() {
		this.exposed.run((context) -> {
			assertThat(get(context, Map.of("mirror", "archiv"))).isNull();
			assertThat(call(context, WebEndpointHttpMethod.POST, Map.of("mirror", "archiv", "action", "verify")))
				.isInstanceOfSatisfying(WebEndpointResponse.class,
						(response) -> assertThat(response.getStatus()).isEqualTo(404));
		});
	}

	@Test
	void comparesTheTablesOfAMirrorOnceAtATime() {
		MirrorOperations operations = mock(MirrorOperations.class);
		CountDownLatch going = new CountDownLatch(1);
		given(operations.mirrors()).willReturn(Set.of("archive", "other"));
		given(operations.verify(ArgumentMatchers.anyString(), ArgumentMatchers.any())).willAnswer((call) -> {
			going.await();
			throw new IllegalStateException("secret");
		});
		DaplugMirrorsEndpoint endpoint = new DaplugMirrorsEndpoint(operations, new MirrorRegistry(),
				TaskExecutorFactory.simple(), Clock.systemUTC());
		assertThat(verify(endpoint, "archive").refused()).isNull();
		assertThat(verify(endpoint, "archive").refused())
			.isEqualTo("The tables of mirror 'archive' are being compared already, by this instance");
		assertThat(verify(endpoint, "other").refused()).isNull();
		going.countDown();
		await().until(() -> check(endpoint).state() == CheckState.FAILED);
		assertThat(check(endpoint).failure()).isEqualTo("java.lang.IllegalStateException");
		assertThat(verify(endpoint, "archive").refused()).isNull();
	}

	private static Answer verify(DaplugMirrorsEndpoint endpoint, String mirror) {
		return Objects.requireNonNull(endpoint.act(mirror, MirrorAction.VERIFY, null, null, null));
	}

	private static DaplugMirrorsDescriptor.Check check(DaplugMirrorsEndpoint endpoint) {
		Mirror mirror = Objects.requireNonNull(endpoint.mirror("archive"));
		return Objects.requireNonNull(mirror.check());
	}

	private static void insertUnmirrored(ApplicationContext context) {
		IntStream.range(0, ITEMS)
			.forEach((n) -> context.getBean(DaplugTemplates.class)
				.get("orders")
				.insert(Map.of("id", "secret" + n, "text", "secret"), (options) -> options.publish(false)));
	}

	private static void assertState(WebEndpointResponse<?> response, int status, @Nullable String backfill) {
		assertThat(response.getStatus()).isEqualTo(status);
		Answer answer = (Answer) Objects.requireNonNull(response.getBody());
		assertThat(answer.refused()).isNull();
		if (backfill != null) {
			assertThat(Objects.requireNonNull(answer.mirror().backfill()).state()).hasToString(backfill);
		}
	}

	private static String refusal(WebEndpointResponse<?> response) {
		assertThat(response.getStatus()).isEqualTo(409);
		return Objects.requireNonNull(((Answer) Objects.requireNonNull(response.getBody())).refused());
	}

	private static String move(ApplicationContext context, WebEndpointResponse<?> response) {
		JsonNode move = json(context, response.getBody()).at("/mirror/move");
		return move.get("phase").asString() + " " + move.get("activeTable").asString();
	}

	private static void awaitBackfill(ApplicationContext context, String state) {
		await().until(() -> json(context, get(context, Map.of("mirror", "archive"))).at("/backfill/state")
			.asString()
			.equals(state));
	}

	private static JsonNode awaitCheck(ApplicationContext context, String action, String state) {
		await().until(() -> {
			JsonNode check = json(context, get(context, Map.of("mirror", "archive"))).get("check");
			return check.get("action").asString().equals(action) && check.get("state").asString().equals(state);
		});
		return json(context, get(context, Map.of("mirror", "archive"))).get("check");
	}

	private static WebEndpointResponse<?> act(ApplicationContext context, String action, Map<String, Object> options) {
		Map<String, Object> arguments = new HashMap<>(options);
		arguments.put("mirror", "archive");
		arguments.put("action", action);
		return (WebEndpointResponse<?>) Objects.requireNonNull(call(context, WebEndpointHttpMethod.POST, arguments));
	}

	private static @Nullable Object get(ApplicationContext context, Map<String, Object> arguments) {
		return call(context, WebEndpointHttpMethod.GET, arguments);
	}

	/** Calls the operation whose path has all that is selected. */
	private static @Nullable Object call(ApplicationContext context, WebEndpointHttpMethod method,
			Map<String, Object> arguments) {
		String path = "daplugmirrors" + (arguments.containsKey("mirror") ? "/{mirror}" : "")
				+ (arguments.containsKey("action") ? "/{action}" : "");
		return WebOperations.call(context, method, path, arguments);
	}

}
