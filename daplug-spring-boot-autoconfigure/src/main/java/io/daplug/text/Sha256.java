package io.daplug.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-256 digest in the making: it is fed with parts, and read once.
 */
public final class Sha256 {

	private final MessageDigest digest;

	/**
	 * Creates a digest of nothing yet.
	 */
	public Sha256() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Digests a text.
	 * @param text the text, which is digested as UTF-8
	 * @return the digest
	 */
	public static Sha256 of(String text) {
		return new Sha256().add(text);
	}

	/**
	 * Digests bytes.
	 * @param bytes the bytes
	 * @return the digest
	 */
	public static Sha256 of(byte[] bytes) {
		return new Sha256().add(bytes);
	}

	/**
	 * Adds a text. Where it ends is not seen in the digest: separate parts that could be
	 * taken for others.
	 * @param text the text, which is digested as UTF-8
	 * @return this digest
	 */
	public Sha256 add(String text) {
		return add(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Adds bytes.
	 * @param bytes the bytes
	 * @return this digest
	 */
	public Sha256 add(byte[] bytes) {
		this.digest.update(bytes);
		return this;
	}

	/**
	 * Adds a byte.
	 * @param single the byte
	 * @return this digest
	 */
	public Sha256 add(byte single) {
		this.digest.update(single);
		return this;
	}

	/**
	 * Reads the digest, which is empty again afterwards.
	 * @return 32 bytes
	 */
	public byte[] bytes() {
		return this.digest.digest();
	}

	/**
	 * Reads the digest, which is empty again afterwards.
	 * @return 64 hexadecimal digits
	 */
	public String hex() {
		return HexFormat.of().formatHex(bytes());
	}

	/**
	 * Reads the digest, which is empty again afterwards.
	 * @return 43 letters, digits, hyphens and underscores
	 */
	public String base64Url() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
	}

}
