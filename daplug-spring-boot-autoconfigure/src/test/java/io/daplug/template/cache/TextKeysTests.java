package io.daplug.template.cache;

import java.util.Map;
import java.util.UUID;

import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.key.KeyPrefixer;
import io.daplug.key.KeyTemplate;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextKeys}.
 */
class TextKeysTests {

	private static final ItemConverter CONVERTER = new ItemConverter(JsonMapper.shared());

	private static final TableKeys HASH = new TableKeys(TableDefinition.named("orders").hashKey("id").build(),
			CONVERTER);

	private static final TableKeys BOTH = new TableKeys(
			TableDefinition.named("lines").hashKey("id").rangeKey("line").build(), CONVERTER);

	private final KeyPrefixer prefixer = KeyPrefixer.none().with("id", "order#");

	@ParameterizedTest
	@ValueSource(strings = { "a", "7", "order#a", "é", "\uD83D\uDE00" })
	void areThoseOfTheStoredItems(String text) {
		TextKeys hash = new TextKeys(HASH, CONVERTER);
		TextKeys both = new TextKeys(BOTH, CONVERTER);
		for (KeyPrefixer prefixes : new KeyPrefixer[] { KeyPrefixer.none(), this.prefixer,
				this.prefixer.with("line", "l#") }) {
			ItemKey key = ItemKey.of(text);
			assertThat(hash.stored(key, prefixes)).isEqualTo(HASH.of(HASH.stored(key, prefixes)));
			ItemKey line = ItemKey.of(text, text + "1");
			assertThat(both.stored(line, prefixes)).isEqualTo(BOTH.of(BOTH.stored(line, prefixes)));
		}
	}

	@Test
	void areNotToldOfWhatHasToBeConverted() {
		TextKeys keys = new TextKeys(HASH, CONVERTER);
		assertThat(keys.stored(ItemKey.of(7), this.prefixer)).isNull();
		assertThat(keys.stored(ItemKey.of(new UUID(1, 2)), this.prefixer)).isNull();
		assertThat(keys.stored(ItemKey.of(Map.of("id", "a")), this.prefixer)).isNull();
		assertThat(new TextKeys(BOTH, CONVERTER).stored(ItemKey.of("a", 7), this.prefixer)).isNull();
	}

	@Test
	void areNotToldOfTooFewOrTooManyValues() {
		assertThat(new TextKeys(HASH, CONVERTER).stored(ItemKey.of("a", "b"), this.prefixer)).isNull();
		assertThat(new TextKeys(BOTH, CONVERTER).stored(ItemKey.of("a"), this.prefixer)).isNull();
	}

	@Test
	void areNotToldWhereTextsAreWrittenInAWayOfTheirOwn() {
		ItemConverter converter = new ItemConverter(JsonMapper.builder()
			.addModule(new SimpleModule("application").addSerializer(String.class, ToStringSerializer.instance))
			.build());
		assertThat(new TextKeys(HASH, converter).stored(ItemKey.of("a"), this.prefixer)).isNull();
	}

	@Test
	void areNotToldOfKeysThatAreComposed() {
		TableKeys composed = new TableKeys(TableDefinition.named("orders")
			.hashKey("pk")
			.computedKey("pk", KeyTemplate.parse("SITE#{site}"))
			.build(), CONVERTER);
		assertThat(new TextKeys(composed, CONVERTER).stored(ItemKey.of("a"), KeyPrefixer.none())).isNull();
	}

}
