package io.daplug.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that what is compiled is what is used, once.
 */
class SchemaCompilationTests {

	private static SchemaRegistry sixHundred(String last) {
		return new MemoryResources()
			.file("a.yml", "components:\n  schemas:\n" + IntStream.range(0, 600)
				.mapToObj((i) -> "    S%d: {type: object, properties: {next: {$ref: '#/components/schemas/S%d'}}}\n"
					.formatted(i, (i / 10) * 10))
				.collect(Collectors.joining()) + last)
			.load("a.yml");
	}

	@Test
	void compilesNothingThatIsNotUsed() {
		SchemaRegistry registry = sixHundred("");
		assertThat(registry.names()).hasSize(600);
		assertThat(registry.contains("S599")).isTrue();
		assertThat(registry.compiled()).isEmpty();
		registry.get("S42");
		assertThat(registry.compiled()).containsExactly("S42");
		assertThat(Mapping.violations(registry.get("S42"), "{'next': {'next': 1}}")).containsExactly("/next/next type");
		assertThat(registry.compiled()).containsExactly("S42");
	}

	@Test
	void checksWhatIsNotUsed() {
		assertThatExceptionOfType(SchemaFileException.class)
			.isThrownBy(() -> sixHundred("    Last: {properties: {a: {items: {$ref: '#/components/schemas/None'}}}}"))
			.withMessageContainingAll("line 603", "/components/schemas/Last/properties/a/items/$ref");
	}

	@Test
	void compilesOnceForAllThreads() throws Exception {
		SchemaRegistry registry = sixHundred("");
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Callable<ItemSchema>> calls = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				String name = "S" + (i % 2);
				calls.add(() -> registry.get(name));
			}
			for (Future<ItemSchema> call : executor.invokeAll(calls)) {
				assertThat(call.get()).isSameAs(registry.get(call.get().name()));
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(registry.compiled()).containsExactlyInAnyOrder("S0", "S1");
	}

	@Test
	void compilesTheOthersAlthoughOneCannotBe() {
		String choice = """
				{properties: {t%1$d: {type: string}}, discriminator: {propertyName: t%1$d}, oneOf: [
				 {properties: {t%1$d: {const: a}}}, {properties: {t%1$d: {const: b}}}, {properties: {t%1$d: {const: c}}}]}""";
		String all = IntStream.range(0, 25).mapToObj((i) -> choice.formatted(i)).collect(Collectors.joining(","));
		SchemaRegistry registry = new MemoryResources()
			.file("a.yml", "components:\n  schemas:\n    A: {allOf: [" + all + "]}\n    B: {maxLength: 3}")
			.file("b.yml", "title: C\ntype: string")
			.load("a.yml", "b.yml");
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(SchemaFileException.class).isThrownBy(() -> registry.get("A"));
		}
		assertThat(registry.get("B").name()).isEqualTo("B");
		assertThat(registry.get("C").name()).isEqualTo("C");
	}

}
