package io.daplug.text;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sha256}.
 */
class Sha256Tests {

	private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	@Test
	void digestsTextAsTheStandardSays() {
		assertThat(Sha256.of("abc").hex()).isEqualTo(OF_ABC);
	}

	@Test
	void digestsTextAsUtf8() {
		assertThat(Sha256.of("Zürich").hex()).isEqualTo(Sha256.of("Zürich".getBytes(StandardCharsets.UTF_8)).hex());
	}

	@Test
	void digestsPartsLikeTheWhole() {
		assertThat(new Sha256().add("a").add((byte) 'b').add(new byte[] { 'c' }).hex()).isEqualTo(OF_ABC);
	}

	@Test
	void writesTheDigestForAddresses() {
		assertThat(Sha256.of("abc").base64Url()).isEqualTo("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
	}

}
