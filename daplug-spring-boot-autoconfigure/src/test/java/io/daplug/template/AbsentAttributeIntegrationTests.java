package io.daplug.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.daplug.expression.Condition;
import io.daplug.item.ItemKey;
import io.daplug.template.model.ConditionNotMetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.daplug.expression.Condition.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for conditions on an attribute that the stored item does not have: nothing is
 * equal to it, less, or part of it, and only what asks for its absence is met.
 */
class AbsentAttributeIntegrationTests {

	private static final ItemKey KEY = ItemKey.of("a");

	private final StoredTable table = StoredTable.plain();

	private final DaplugTemplate template = this.table.template();

	@BeforeEach
	void store() {
		this.table.put(Map.of("id", StoredTable.text("a"), "status", StoredTable.text("NEW")));
	}

	static Stream<Condition> unmet() {
		return Stream.of(attribute("note").isEqualTo("x"), attribute("note").isEqualTo(null),
				attribute("note").isLessThan("x"), attribute("note").isBetween("a", "z"),
				attribute("note").isIn("x", "y"), attribute("note").beginsWith("x"), attribute("note").contains("x"),
				attribute("note").size().isGreaterThan(0), attribute("note").exists(), attribute("note").hasType("S"));
	}

	static Stream<Condition> met() {
		return Stream.of(attribute("note").isMissing(), attribute("note").isNotEqualTo("x"),
				attribute("note").exists().not(), attribute("note").isEqualTo("x").not());
	}

	@ParameterizedTest
	@MethodSource("unmet")
	void noWriteMeetsThem(Condition condition) {
		List<Runnable> writes = List.of(
				() -> this.template.overwrite(Map.of("id", "a"), (options) -> options.condition(condition)),
				() -> this.template.update(KEY, Map.of("status", "PAID"), (options) -> options.condition(condition)),
				() -> this.template.delete(KEY, (options) -> options.condition(condition)));
		writes.forEach((write) -> assertThatExceptionOfType(ConditionNotMetException.class).isThrownBy(write::run));
		assertThat(this.table.stored("a")).containsEntry("status", StoredTable.text("NEW"));
		assertThat(this.table.changes()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("met")
	void theirOppositesAreMet(Condition condition) {
		this.template.update(KEY, Map.of("status", "PAID"), (options) -> options.condition(condition));
		assertThat(this.template.delete(KEY, (options) -> options.condition(condition))).isPresent();
	}

	@Test
	void filtersSelectAlike() {
		unmet().forEach((condition) -> assertThat(this.template.scan((scan) -> scan.filter(condition)).list())
			.as("%s", condition)
			.isEmpty());
		met().forEach((condition) -> assertThat(this.template.scan((scan) -> scan.filter(condition)).list())
			.as("%s", condition)
			.hasSize(1));
	}

}
