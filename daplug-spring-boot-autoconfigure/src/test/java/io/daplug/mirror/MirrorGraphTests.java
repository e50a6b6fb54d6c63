package io.daplug.mirror;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MirrorGraph}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MirrorGraphTests {

	private final MirrorGraph graph = new MirrorGraph();

	@Test
	@DisplayName("refuses a cycle and names its path (P37)")
	void refusesACycleAndNamesItsPath() {
		this.graph.add(mirror("one", "a", "b"));
		this.graph.add(mirror("aside", "b", "x"));
		this.graph.add(mirror("two", "b", "c"));
		assertThatExceptionOfType(MirrorCycleException.class)
			.isThrownBy(() -> this.graph.add(mirror("three", "c", "a")))
			.withMessageContaining("c -> a (mirror 'three') -> b (mirror 'one') -> c (mirror 'two')")
			.satisfies((ex) -> assertThat(ex.mirrors()).hasSize(3));
	}

	@Test
	void refusesATableThatMirrorsItself() {
		assertThatExceptionOfType(MirrorCycleException.class).isThrownBy(() -> this.graph.add(mirror("self", "a", "a")))
			.withMessageContaining("a -> a (mirror 'self')");
	}

	@Test
	void takesTwoWaysToOneTable(CapturedOutput output) {
		this.graph.add(mirror("one", "a", "b"));
		this.graph.add(mirror("two", "a", "c"));
		assertThat(output).doesNotContain("both write");
		this.graph.add(mirror("three", "b", "d"));
		this.graph.add(mirror("four", "c", "d"));
		assertThat(this.graph.mirrors()).hasSize(4);
		assertThat(output).contains("Mirrors 'three' and 'four' both write table 'd'");
	}

	@Test
	void refusesTwoMirrorsOfOneName() {
		this.graph.add(mirror("one", "a", "b"));
		assertThatIllegalStateException().isThrownBy(() -> this.graph.add(mirror("one", "c", "d")))
			.withMessageContaining("'one'");
	}

	private static MirrorDefinition mirror(String name, String source, String destination) {
		return MirrorDefinition.named(name).source(source).destination(destination).build();
	}

	@Test
	void acceptsTwoMirrorsOfWhichOneLeadsBackFromTheOther() {
		MirrorGraph graph = new MirrorGraph();
		graph.add(mirror("v2", "orders", "orders-v2"));
		graph.add(MirrorDefinition.named("back").source("orders-v2").destination("orders").reverseOf("v2").build());
		graph.add(mirror("archive", "orders", "archive"));
		assertThat(graph.mirrors()).hasSize(3);
		assertThatExceptionOfType(MirrorCycleException.class).as("while the first one is at work")
			.isThrownBy(() -> graph.add(mirror("round", "orders-v2", "orders")));
		assertThatExceptionOfType(MirrorCycleException.class).as("while the second one is at work")
			.isThrownBy(() -> graph.add(mirror("round", "archive", "orders-v2")));
		graph.add(mirror("renewed", "orders-v2", "archive"));
	}

}
