package io.daplug.actuate;

import java.util.Map;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.actuate.DaplugActuateAutoConfiguration;
import io.daplug.autoconfigure.mirror.DaplugMirrorsAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.StreamGap;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.template.DaplugTemplates;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static io.daplug.actuate.WebOperations.json;
import static io.daplug.fixture.LongPatience.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaplugEndpoint} and {@link DaplugGapsEndpoint}, and when they are
 * there. What they answer is read as the JSON that operators see.
 */
class DaplugEndpointIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
				DaplugMirrorsAutoConfiguration.class, DaplugActuateAutoConfiguration.class,
				JacksonAutoConfiguration.class, EndpointAutoConfiguration.class,
				JacksonEndpointAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withBean(Failing.class)
		.withPropertyValues("daplug.create-tables=if-missing", "daplug.tables.shown.name=shown-eu",
				"daplug.tables.shown.hash-key=id", "daplug.tables.shown-copies.hash-key=id",
				"daplug.tables.shown-elsewhere.hash-key=id", "daplug.tables.shown-elsewhere.stream.source=lambda",
				"daplug.tables.shown-elsewhere.stream.view-type=new-and-old-images",
				"daplug.mirrors.copies.source=shown", "daplug.mirrors.copies.destination=shown-copies",
				"daplug.listeners.max-attempts=1", "daplug.listeners.after-park=hold");

	private final ApplicationContextRunner exposed = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=daplug,dapluggaps");

	@Test
	void areOffUnlessExposed() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(DaplugEndpoint.class)
			.doesNotHaveBean(DaplugGapsEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=daplug")
			.run((context) -> assertThat(context).hasSingleBean(DaplugEndpoint.class)
				.doesNotHaveBean(DaplugGapsEndpoint.class));
	}

	@Test
	void stayAwayWithoutTheActuator() {
		this.exposed.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("daplugEndpoint"));
	}

	@Test
	void showsTablesWithTheSourceThatFeedsThem() {
		this.exposed.run((context) -> {
			JsonNode tables = show(context).get("tables");
			assertThat(tables.get("shown")).isEqualTo(json("""
					{"name": "shown-eu", "streamSource": "APPLICATION", "source": "application"}"""));
			assertThat(tables.get("shown-elsewhere").get("streamSource").asString()).isEqualTo("LAMBDA");
			assertThat(tables.get("shown-elsewhere").hasNonNull("source")).as("nothing here feeds it").isFalse();
		});
	}

	@Test
	void showsSourcesWithWhatTheyGuaranteeAndDo() {
		this.exposed.run((context) -> assertThat(show(context).get("sources")).isEqualTo(json("""
				{"application": {"guarantee": "AT_MOST_ONCE", "state": "RUNNING", "tables": []}}""")));
	}

	@Test
	@DisplayName("(D28) shows what became of changes and what waits, and never an item or its key")
	void showsListenersAndMirrorsAndNeverItems() {
		this.exposed.run((context) -> {
			context.getBean(DaplugTemplates.class)
				.get("shown")
				.overwrite(Map.of("id", "secret-key", "n", System.nanoTime(), "name", "secret-name"));
			await().untilAsserted(() -> {
				JsonNode listeners = show(context).get("listeners");
				assertThat(listeners.at("/mirror:copies/counts")).isEqualTo(json("""
						{"handled": 1, "retried": 0, "parked": 0, "skipped": 0}"""));
				assertThat(listeners.at("/failing/counts")).isEqualTo(json("""
						{"handled": 0, "retried": 0, "parked": 1, "skipped": 0}"""));
			});
			JsonNode all = show(context);
			assertThat(all.at("/listeners/failing/state").asString()).isEqualTo("RUNNING");
			assertThat(all.at("/listeners/failing/tables")).isEqualTo(json("""
					["shown"]"""));
			assertThat(all.at("/listeners/failing/backlog/held").asInt()).isEqualTo(1);
			assertThat(all.at("/listeners/failing/backlog/lag").asString()).as("a duration").startsWith("PT");
			assertThat(all.at("/mirrors/copies")).isEqualTo(json("""
					{"source": "shown", "destination": "shown-copies", "guard": "NONE"}"""));
			assertThat(all.toString()).doesNotContain("secret");
		});
	}

	@Test
	void showsHowLongAListenerIsBehind() {
		this.exposed.run((context) -> {
			context.getBean(StreamListenerRegistry.class).listener("mirror:copies").orElseThrow().pause();
			context.getBean(DaplugTemplates.class).get("shown").overwrite(Map.of("id", "b", "n", System.nanoTime()));
			JsonNode backlog = show(context).at("/listeners/mirror:copies/backlog");
			assertThat(backlog.get("pending").asInt()).isEqualTo(1);
			await().untilAsserted(() -> assertThat(show(context).at("/listeners/mirror:copies/backlog/lag").asString())
				.startsWith("PT")
				.isNotEqualTo("PT0S"));
		});
	}

	@Test
	void showsGapsUntilTheyAreAcknowledged() {
		this.exposed.run((context) -> {
			context.publishEvent(new StreamGap("shown", "shard-1", "older than the retention"));
			context.publishEvent(new StreamGap("shown-copies", "shard-2", "older than the retention"));
			assertThat(show(context).get("gaps").findValuesAsString("shard")).containsExactly("shard-1", "shard-2");
			DaplugGapsEndpoint gaps = context.getBean(DaplugGapsEndpoint.class);
			assertThat(gaps.acknowledge("shown").acknowledged()).isEqualTo(1);
			assertThat(show(context).get("gaps").findValuesAsString("shard")).containsExactly("shard-2");
			assertThat(json(context, gaps.gaps()).at("/0/reason").asString()).isEqualTo("older than the retention");
			assertThat(gaps.acknowledge("shown").acknowledged()).isZero();
		});
	}

	private static JsonNode show(ApplicationContext context) {
		return json(context, context.getBean(DaplugEndpoint.class).daplug());
	}

	static class Failing {

		@DaplugStreamListener(tables = "shown", id = "failing")
		void on(ItemChange<?> change) {
			throw new IllegalStateException("broken");
		}

	}

}
