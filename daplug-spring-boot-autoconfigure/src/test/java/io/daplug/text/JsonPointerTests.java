package io.daplug.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonPointer}.
 */
class JsonPointerTests {

	@Test
	void addsNamesAndIndexes() {
		assertThat(JsonPointer.child(JsonPointer.segment("lines"), 0)).isEqualTo("/lines/0");
	}

	@Test
	void escapesTildesAndSlashes() {
		assertThat(JsonPointer.segment("a/b~c")).isEqualTo("/a~1b~0c");
	}

	@Test
	void readsWhatItEscaped() {
		assertThat(JsonPointer.unescape(JsonPointer.escape("~1/~0"))).isEqualTo("~1/~0");
	}

}
