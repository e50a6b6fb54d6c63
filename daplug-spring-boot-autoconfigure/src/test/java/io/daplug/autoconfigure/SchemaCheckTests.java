package io.daplug.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.schema.SchemaRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@code daplug.schema-check}: decision D35.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchemaCheckTests {

	private static final String MISTAKES = """
			openapi: 3.1.0
			unknown: 5
			components:
			  schemas:
			    Order:
			      type: object
			      properties:
			        id: {type: string, maxLenght: 5}
			""";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class));

	private final ApplicationContextRunner withoutLibrary = this.runner
		.withClassLoader(new FilteredClassLoader("io.swagger"));

	private static ApplicationContextRunner with(ApplicationContextRunner runner, Path folder, String text)
			throws IOException {
		Path file = Files.writeString(folder.resolve("openapi.yml"), text);
		return runner.withPropertyValues("daplug.schema=" + file);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "daplug.schema-check=warn" })
	void warnsOfMistakes(String property, @TempDir Path folder, CapturedOutput output) throws IOException {
		with(this.runner, folder, MISTAKES).withPropertyValues(property).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(SchemaRegistry.class).notices()).hasSize(2);
			assertThat(output).contains("The schema files have 2 mistakes", "'daplug.schema-check'")
				.contains("- Schema file '%s', line 8, at /components/schemas/Order/properties/id/maxLenght: "
					.formatted(folder.resolve("openapi.yml")), "did you mean 'maxLength'?")
				.contains("line 2, at /unknown: 'unknown' is unexpected");
		});
	}

	@Test
	void failsForMistakes(@TempDir Path folder) throws IOException {
		with(this.runner, folder, MISTAKES).withPropertyValues("daplug.schema-check=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContainingAll(
						"Property 'daplug.schema-check': is fail, and the schema files have 2 mistakes:",
						"line 8, at /components/schemas/Order/properties/id/maxLenght", "line 2, at /unknown"));
	}

	@Test
	void saysWhatToDoInTheFailureAnalysis(@TempDir Path folder, CapturedOutput output) throws IOException {
		Path file = Files.writeString(folder.resolve("openapi.yml"), MISTAKES);
		SpringApplication application = new SpringApplication(DaplugAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException()
			.isThrownBy(() -> application.run("--daplug.schema=" + file, "--daplug.schema-check=fail").close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property 'daplug.schema-check': is fail", "line 2, at /unknown",
					"Origin: \"daplug.schema-check\" from property source \"commandLineArgs\"",
					"Correct the schema files, or set 'daplug.schema-check' to warn.");
	}

	@Test
	void saysNothingOfMistakesIfItShallNot(@TempDir Path folder, CapturedOutput output) throws IOException {
		with(this.runner, folder, MISTAKES).withPropertyValues("daplug.schema-check=none").run((context) -> {
			assertThat(context.getBean(SchemaRegistry.class).notices()).isEmpty();
			assertThat(output).doesNotContain("mistake");
		});
	}

	@Test
	void findsMisspeltKeywordsWithoutTheLibrary(@TempDir Path folder, CapturedOutput output) throws IOException {
		with(this.withoutLibrary, folder, MISTAKES).run((context) -> {
			assertThat(context.getBean(SchemaRegistry.class).notices()).hasSize(1);
			assertThat(output).contains("The schema files have a mistake", "line 8").doesNotContain("unexpected");
		});
	}

	@Test
	void failsForMisspeltKeywordsWithoutTheLibrary(@TempDir Path folder) throws IOException {
		with(this.withoutLibrary, folder, MISTAKES).withPropertyValues("daplug.schema-check=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContainingAll("have a mistake", "line 8")
				.message()
				.doesNotContain("unexpected"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "warn", "fail" })
	void saysNothingOfGoodFiles(String check, CapturedOutput output) {
		this.runner.withPropertyValues("daplug.schema-check=" + check, "daplug.schema=classpath:schema/orders-3.0.yml")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("mistake");
			});
	}

	@Test
	void showsTwentyMistakesAndCountsTheOthers(@TempDir Path folder) throws IOException {
		String text = "title: Many\nproperties:\n" + IntStream.rangeClosed(1, 33)
			.mapToObj((i) -> "  p" + i + ": {tpye: string}\n")
			.collect(Collectors.joining());
		with(this.runner, folder, text).withPropertyValues("daplug.schema-check=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContainingAll("have 33 mistakes", "line 22, at /properties/p20/tpye", "and 13 more")
				.message()
				.doesNotContain("p21"));
	}

}
