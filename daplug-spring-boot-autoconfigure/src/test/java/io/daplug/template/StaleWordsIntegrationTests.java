package io.daplug.template;

import java.util.Map;

import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemKey;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests that refusals say what the caller did wrong. */
class StaleWordsIntegrationTests {

	private final StoredTable table = StoredTable.counted();

	private final DaplugTemplate template = this.table.template();

	@Test
	void saysThatTheVersionIsMissing() {
		this.template.insert(Map.of("id", "a"));
		refuses("is stored already, and the overwrite sends no value of 'version'; send the value that was read",
				() -> this.template.overwrite(Map.of("id", "a")));
	}

	@Test
	void saysThatTheItemIsChanged() {
		this.template.insert(Map.of("id", "a"));
		this.template.update(ItemKey.of("a"), Map.of("note", "n"));
		refuses("is changed since it was read", () -> this.template.overwrite(Map.of("id", "a", "version", 1)));
		refuses("another value of 'version' than the expected one",
				() -> this.template.update(ItemKey.of("a"), Map.of(), (options) -> options.expected(1)));
	}

	@Test
	void saysThatTheExpectedValueIsOfAnotherType() {
		this.table.put(Map.of("id", text("a"), "version", number(2)));
		String problem = "the expected value of 'version' is text, but the stored one is a number";
		refuses(problem, () -> this.template.update(ItemKey.of("a"), Map.of(), (options) -> options.expected("2")));
		refuses(problem, () -> this.template.delete(ItemKey.of("a"), (options) -> options.expected("2")));
	}

	@Test
	void saysTextAndNumber() {
		DaplugTemplate numbered = StoredTable.of((definition) -> definition.hashKey("id", ScalarAttributeType.N))
			.template();
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> numbered.get(ItemKey.of("a")))
			.withMessageContaining("'id' is text, but the table's key is a number");
	}

	private static void refuses(String message, ThrowingCallable write) {
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(write).withMessageContaining(message);
	}

}
