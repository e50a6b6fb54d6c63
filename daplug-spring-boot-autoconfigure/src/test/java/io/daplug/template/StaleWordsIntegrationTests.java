package io.daplug.template;

import java.util.List;
import java.util.Map;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.idempotence.IdempotenceStrategy;
import io.daplug.idempotence.InvalidIdempotenceValueException;
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
	void saysThatTheSentValueIsOfAnotherType() {
		this.table.put(Map.of("id", text("a"), "version", number(2)));
		String problem = "the sent value of 'version' is text, but the stored one is a number";
		refuses(problem, () -> this.template.update(ItemKey.of("a"), Map.of("version", "2")));
		Map<String, Object> item = Map.of("id", "a", "version", "2");
		IdempotenceDefinition sent = IdempotenceDefinition.on("version");
		refuses(problem, () -> guarded(sent).overwrite(item));
		for (DaplugTemplate raising : List.of(guarded(sent.with(IdempotenceStrategy.RAISE)),
				guarded(StoredTable.COUNTED.with(IdempotenceStrategy.RAISE)))) {
			refuses(problem, () -> raising.overwrite(item));
			refuses(problem, () -> raising.update(ItemKey.of("a"), Map.of("version", "2")));
		}
		DaplugTemplate latest = guarded(sent.with(IdempotenceStrategy.USE_LATEST));
		for (ThrowingCallable write : List.<ThrowingCallable>of(() -> latest.overwrite(item),
				() -> latest.update(ItemKey.of("a"), Map.of("version", "2")))) {
			assertThatExceptionOfType(InvalidIdempotenceValueException.class).isThrownBy(write)
				.withMessageContaining(
						"value of the idempotence key 'version' is text, but the stored one is a number");
		}
		assertThatExceptionOfType(InvalidIdempotenceValueException.class)
			.isThrownBy(() -> this.template.overwrite(item))
			.withMessageContaining("'version' counts, but the value to advance is text; it must be a number");
	}

	@Test
	void saysThatTheStoredValueIsOfAnotherType() {
		this.table.put(Map.of("id", text("a"), "version", text("2")));
		refuses("the sent value of 'version' is a number, but the stored one is text",
				() -> this.template.overwrite(Map.of("id", "a", "version", 2)));
	}

	@Test
	void saysTextAndNumber() {
		DaplugTemplate numbered = StoredTable.of((definition) -> definition.hashKey("id", ScalarAttributeType.N))
			.template();
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> numbered.get(ItemKey.of("a")))
			.withMessageContaining("'id' is text, but the table's key is a number");
	}

	private DaplugTemplate guarded(IdempotenceDefinition definition) {
		return this.table.template((table) -> table.idempotence(definition));
	}

	private static void refuses(String message, ThrowingCallable write) {
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(write).withMessageContaining(message);
	}

}
