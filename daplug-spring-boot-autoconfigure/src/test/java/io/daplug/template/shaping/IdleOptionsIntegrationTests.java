package io.daplug.template.shaping;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.daplug.item.ItemKey;
import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.Source;
import io.daplug.template.model.UpdateOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that options which would do nothing are refused.
 */
class IdleOptionsIntegrationTests {

	private final DaplugTemplate bare = ContractTable.bare((table) -> table.hashPrefix("o#")).template();

	@Test
	void optionsAboutASchemaNeedOne() {
		Map<String, Object> item = Map.of("id", "a");
		this.bare.insert(item);
		assertThatIllegalStateException()
			.isThrownBy(() -> this.bare.overwrite(item, (options) -> options.validation(Validation.NONE)))
			.withMessage("'validation' needs a schema, and neither the call nor table 'items' names one");
		assertThatIllegalStateException()
			.isThrownBy(
					() -> this.bare.update(ItemKey.of("a"), item, (options) -> options.unknown(UnknownInput.REFUSE)))
			.withMessageStartingWith("'unknown' needs a schema");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.bare.batchOverwrite(List.of(item), (options) -> options.from(Source.CLIENT)))
			.withMessageStartingWith("'from' needs a schema");
		assertThatIllegalStateException()
			.isThrownBy(() -> UpdateOptions.of((options) -> options.noSchema().validation(Validation.WHOLE)))
			.withMessageContaining("'validation' must not be set together with 'noSchema'");
		assertThatIllegalStateException()
			.isThrownBy(() -> BatchOptions.of((options) -> options.unknown(UnknownInput.DROP).noSchema()))
			.withMessageContaining("'unknown' must not be set together with 'noSchema'");
	}

	@Test
	void deletesHaveNoItems() {
		for (Consumer<BatchOptions.Builder> options : List.<Consumer<BatchOptions.Builder>>of(
				(batch) -> batch.validation(Validation.NONE), (batch) -> batch.unknown(UnknownInput.DROP),
				(batch) -> batch.from(Source.CLIENT), (batch) -> batch.set("a", 1))) {
			assertThatIllegalStateException().isThrownBy(() -> this.bare.batchDelete(List.of(ItemKey.of("a")), options))
				.withMessageContaining("must not be set for a batch of deletes");
		}
	}

	@Test
	void anUpdateByQueryHasOnePrefix() {
		this.bare.insert(Map.of("id", "a", "kind", "placed"));
		this.bare.insert(Map.of("id", "a", "kind", "draft"), (options) -> options.prefix("id", "draft#"));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(
					() -> this.bare.update((query) -> query.hashKey("a").prefix("id", "draft#"), Map.of("done", true)))
			.withMessageContaining("'prefix' of 'id' must be the same");
		assertThat(this.bare.update((query) -> query.hashKey("a").prefix("id", "draft#"), Map.of("done", true),
				(options) -> options.prefix("id", "draft#")))
			.containsEntry("kind", "draft");
		assertThat(this.bare.get(ItemKey.of("a")))
			.hasValueSatisfying((item) -> assertThat(item).containsEntry("kind", "placed").doesNotContainKey("done"));
	}

}
