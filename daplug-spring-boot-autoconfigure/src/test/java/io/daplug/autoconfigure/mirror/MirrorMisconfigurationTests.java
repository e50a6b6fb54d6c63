package io.daplug.autoconfigure.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemInserted;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.mirror.MirrorTo;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.stream.OldItem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that applications with mirrors that cannot work do not start, and say why.
 */
@ExtendWith(OutputCaptureExtension.class)
class MirrorMisconfigurationTests {

	private static final String SCHEMA = """
			openapi: 3.1.0
			info: {title: Orders, version: 1.0.0}
			paths: {}
			components:
			  schemas:
			    Order:
			      type: object
			      properties:
			        order_id: {type: string}
			        status: {type: string}
			    Filed:
			      type: object
			      properties:
			        shelf: {type: string}
			        state: {type: string}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void refusesUnknownSource(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=ordrs", "destination=archive"))
			.contains("Property 'daplug.mirrors.copy.source': table 'ordrs' is not configured; did you mean 'orders'?")
			.contains("Origin: \"daplug.mirrors.copy.source\"")
			.contains("Set 'daplug.mirrors.copy.source' to one of the tables [archive, filed, orders]");
	}

	@Test
	void refusesUnknownDestination(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archiv"))
			.contains("'daplug.mirrors.copy.destination': table 'archiv' is not configured; did you mean 'archive'?");
	}

	@Test
	void refusesMissingTables(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders"))
			.contains("Property 'daplug.mirrors.copy.destination': must be set")
			.contains("to one of the tables [archive, filed, orders]");
	}

	@Test
	void refusesMisspeltProperty(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destinations=archive"))
			.contains("Property 'daplug.mirrors.copy.destinations': is not known; did you mean 'destination'?");
	}

	@Test
	void refusesUnknownSchema(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "schema=Ordr"))
			.contains("Property 'daplug.mirrors.copy.schema': schema 'Ordr' is not defined; did you mean 'Order'?");
	}

	@Test
	void refusesFieldThatTheSourceLacks(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "fields.statsu=state"))
			.contains("Property 'daplug.mirrors.copy.fields.statsu': schema 'Order' of table 'orders' has no property "
					+ "'statsu'; did you mean 'status'?");
	}

	@Test
	void refusesFieldThatTheDestinationLacks(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=filed", "fields.status=stat",
				"fields.order_id=shelf"))
			.contains("Property 'daplug.mirrors.copy.fields.status': schema 'Filed' of table 'filed' has no property "
					+ "'stat'; did you mean 'state'?");
	}

	@Test
	void refusesConstantThatTheDestinationLacks(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=filed", "constants.shelff=top"))
			.contains("'daplug.mirrors.copy.constants.shelff'")
			.contains("did you mean 'shelf'?");
	}

	@Test
	void refusesTwoFieldsOfOneName(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "fields.status=x",
				"constants.x=1"))
			.contains("Property 'daplug.mirrors.copy.fields.status': 'x' has its value from "
					+ "'daplug.mirrors.copy.constants.x' already");
	}

	@Test
	void refusesFieldWithoutName(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "fields.status="))
			.contains("Property 'daplug.mirrors.copy.fields.status': must not be empty");
	}

	@Test
	void refusesADestinationKeyThatNothingBecomes(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=filed"))
			.contains("Property 'daplug.mirrors.copy.fields': nothing becomes 'shelf', the hash key of table 'filed'");
	}

	@Test
	void refusesAKeyThatIsGivenAnotherName(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "fields.order_id=id"))
			.contains("nothing becomes 'order_id', the hash key of table 'archive'");
	}

	@Test
	void refusesBrokenFilter(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "filter=status =="))
			.contains("Property 'daplug.mirrors.copy.filter': \"status ==\" is no filter")
			.contains("Set 'daplug.mirrors.copy.filter' to an expression over the item's attributes");
	}

	@Test
	void refusesFilterByAnAttributeThatTheSourceLacks(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive",
				"filter=order_id != null and statsu == 'PAID'"))
			.contains(
					"Property 'daplug.mirrors.copy.filter': schema 'Order' of table 'orders' has no property 'statsu'; "
							+ "did you mean 'status'?");
	}

	@Test
	void refusesFilterThatSeesMoreThanTheItem(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive",
				"filter=#newItem['status'] == 'PAID'"))
			.contains("'#newItem' is not known: attributes are named as they are, or as #item['name']");
	}

	@Test
	void refusesACycleOfConfiguredMirrors(CapturedOutput output) {
		assertThat(start(output, Application.class, "source=orders", "destination=archive", "../back.source=archive",
				"../back.destination=orders"))
			.contains("Mirrors lead back to where they begin, so that every change would go round for ever: ")
			.contains("-> archive (mirror 'copy')")
			.contains("-> orders (mirror 'back')")
			.contains("Remove one of the mirrors");
	}

	@Test
	void refusesACycleOfConfigurationAndCode(CapturedOutput output) {
		assertThat(start(output, Back.class, "source=orders", "destination=archive"))
			.contains("-> archive (mirror 'copy')")
			.contains("-> orders (mirror 'back.back')");
	}

	@Test
	void refusesAMethodThatMirrorsToAnUnknownTable(CapturedOutput output) {
		assertThat(start(output, Unknown.class)).contains(
				"Unknown.copy' mirrors with the table 'archve', which is not configured; did you mean 'archive'?");
	}

	@Test
	void refusesAMethodThatReturnsNothing(CapturedOutput output) {
		assertThat(start(output, Nothing.class)).contains("Nothing.copy' is a mirror and returns no item");
	}

	@Test
	void refusesAMethodThatDoesNotHearOfAllChanges(CapturedOutput output) {
		assertThat(start(output, Deaf.class)).contains("Deaf.copy' is a mirror that cannot receive [MODIFY]");
		assertThat(start(output, Backward.class)).contains("Backward.copy' is a mirror that cannot receive [INSERT]");
	}

	@Test
	void refusesAMethodWithFilter(CapturedOutput output) {
		assertThat(start(output, Filtered.class)).contains("Filtered.copy' is a mirror with a filter")
			.contains("return null for items that do not belong");
	}

	@Test
	void refusesAMethodThatMirrorsTwoTables(CapturedOutput output) {
		assertThat(start(output, Two.class)).contains("is a mirror of the tables [orders, filed]");
	}

	@Test
	void refusesAMethodWithUnknownSchema(CapturedOutput output) {
		assertThat(start(output, WrongSchema.class))
			.contains("writes by the schema 'Fild', which is not defined; did you mean 'Filed'?");
	}

	@Test
	void refusesTwoMirrorsOfOneName(CapturedOutput output) {
		assertThat(start(output, SameName.class, "source=orders", "destination=archive"))
			.contains("Property 'daplug.mirrors.copy': Two mirrors are named 'copy'")
			.contains("Give the mirror another name below 'daplug.mirrors', or @MirrorTo another 'name'.");
		assertThat(start(output, SameNames.class)).contains("cannot be a mirror: Two mirrors are named 'copy'")
			.contains("Give @MirrorTo a 'name' that no other mirror has.");
	}

	@Test
	void refusesAMethodThatIsNoListener(CapturedOutput output) {
		assertThat(start(output, Lonely.class)).contains("Lonely.copy' is a mirror of no table")
			.contains("Add @DaplugStreamListener with the table that it follows.");
	}

	/** Starts with a mirror, sees that it fails, and returns what the analysis says. */
	private String start(CapturedOutput output, Class<?> type, String... mirror) {
		Path schema = this.directory.resolve("api.yml");
		try {
			Files.writeString(schema, SCHEMA);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		List<String> arguments = new ArrayList<>(
				List.of("--daplug.schema=" + schema, "--daplug.tables.orders.hash-key=order_id",
						"--daplug.tables.orders.schema=Order", "--daplug.tables.archive.hash-key=order_id",
						"--daplug.tables.filed.hash-key=shelf", "--daplug.tables.filed.schema=Filed"));
		for (String property : mirror) {
			arguments
				.add("--daplug.mirrors." + (property.startsWith("../") ? property.substring(3) : "copy." + property));
		}
		SpringApplication application = new SpringApplication(type);
		application.setWebApplicationType(WebApplicationType.NONE);
		int before = output.getOut().length();
		assertThatException().isThrownBy(() -> application.run(arguments.toArray(String[]::new)).close());
		String report = output.getOut().substring(before);
		assertThat(report).contains("APPLICATION FAILED TO START");
		return report.substring(report.indexOf("\n\nDescription:")).replace("\r", "");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class,
			DaplugMirrorsAutoConfiguration.class })
	static class Application {

		@Bean(destroyMethod = "")
		DynamoDbClient client() {
			return LocalDynamoDb.client();
		}

	}

	@Configuration("back")
	static class Back extends Application {

		@DaplugStreamListener("archive")
		@MirrorTo("orders")
		Map<String, Object> back(Map<String, Object> item) {
			return item;
		}

	}

	static class Unknown extends Application {

		@DaplugStreamListener("orders")
		@MirrorTo("archve")
		Map<String, Object> copy(Map<String, Object> item) {
			return item;
		}

	}

	static class Nothing extends Application {

		@DaplugStreamListener("orders")
		@MirrorTo("archive")
		void copy(Map<String, Object> item) {
		}

	}

	static class Deaf extends Application {

		@DaplugStreamListener("orders")
		@MirrorTo("archive")
		@Nullable Object copy(ItemInserted<Map<String, Object>> inserted) {
			return null;
		}

	}

	static class Backward extends Application {

		@DaplugStreamListener("orders")
		@MirrorTo("archive")
		@Nullable Object copy(Map<String, Object> item, @OldItem Map<String, Object> before) {
			return null;
		}

	}

	static class Filtered extends Application {

		@DaplugStreamListener(tables = "orders", filter = "#newItem?.status == 'PAID'")
		@MirrorTo("archive")
		Map<String, Object> copy(Map<String, Object> item) {
			return item;
		}

	}

	static class Two extends Application {

		@DaplugStreamListener({ "orders", "filed" })
		@MirrorTo("archive")
		Map<String, Object> copy(Map<String, Object> item) {
			return item;
		}

	}

	static class WrongSchema extends Application {

		@DaplugStreamListener("orders")
		@MirrorTo(value = "archive", schema = "Fild")
		Map<String, Object> copy(Map<String, Object> item) {
			return item;
		}

	}

	static class SameName extends Application {

		@DaplugStreamListener("orders")
		@MirrorTo(value = "filed", name = "copy")
		Map<String, Object> copy(Map<String, Object> item) {
			return item;
		}

	}

	static class SameNames extends SameName {

		@DaplugStreamListener("orders")
		@MirrorTo(value = "archive", name = "copy")
		Map<String, Object> copyToo(Map<String, Object> item) {
			return item;
		}

	}

	static class Lonely extends Application {

		@MirrorTo("archive")
		Map<String, Object> copy(Map<String, Object> item) {
			return item;
		}

	}

}
