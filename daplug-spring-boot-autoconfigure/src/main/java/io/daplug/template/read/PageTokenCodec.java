package io.daplug.template.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.item.InvalidKeyException;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.text.Sha256;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns the keys of a page's last item into a page token and back. A fingerprint binds
 * the token to its query, and a checksum reveals damage. The keys are those that are
 * stored: of a stripped one nobody can tell whether it had its prefix. A token is opaque
 * and URL-safe, but neither secret nor signed: whoever forges one can only begin
 * elsewhere in what the same query shows anyway, and is refused if it could not begin
 * there. The tenant is not in it, but comes from the call.
 */
final class PageTokenCodec {

	private static final byte VERSION = 1;

	private static final int CHECKSUM_LENGTH = 8;

	private final byte[] fingerprint;

	private final KeyPrefixer outer;

	/**
	 * Creates a codec.
	 * @param fingerprint tells the query or scan from others
	 * @param outer what comes before all keys of its tenant, which no token holds
	 */
	PageTokenCodec(byte[] fingerprint, KeyPrefixer outer) {
		this.fingerprint = fingerprint;
		this.outer = outer;
	}

	String encode(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> key = this.outer.strip(stored);
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			DataOutputStream out = new DataOutputStream(bytes);
			out.writeByte(VERSION);
			out.write(this.fingerprint);
			out.writeByte(key.size());
			for (Map.Entry<String, AttributeValue> entry : key.entrySet()) {
				out.writeUTF(entry.getKey());
				write(out, entry.getValue());
			}
			out.write(checksum(bytes.toByteArray()));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException("Writing to memory does not fail", ex);
		}
	}

	Map<String, AttributeValue> decode(String token) {
		byte[] bytes = bytes(token);
		int length = bytes.length - CHECKSUM_LENGTH;
		if (length < 1 + PageFingerprint.LENGTH || bytes[0] != VERSION || !Arrays.equals(bytes, length, bytes.length,
				checksum(Arrays.copyOf(bytes, length)), 0, CHECKSUM_LENGTH)) {
			throw damaged(null);
		}
		if (!Arrays.equals(bytes, 1, 1 + PageFingerprint.LENGTH, this.fingerprint, 0, PageFingerprint.LENGTH)) {
			throw new InvalidPageTokenException(
					"The page token belongs to another query or scan; use it with the one that gave it", null);
		}
		int start = 1 + PageFingerprint.LENGTH;
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, start, length - start))) {
			Map<String, AttributeValue> key = new LinkedHashMap<>();
			for (int remaining = in.readByte(); remaining > 0; remaining--) {
				key.put(in.readUTF(), read(in));
			}
			if (in.available() > 0) {
				throw damaged(null);
			}
			this.outer.addTo(key);
			return key;
		}
		catch (IOException | InvalidKeyException ex) {
			throw damaged(ex);
		}
	}

	private static byte[] bytes(String token) {
		try {
			return Base64.getUrlDecoder().decode(token);
		}
		catch (IllegalArgumentException ex) {
			throw damaged(ex);
		}
	}

	private static byte[] checksum(byte[] content) {
		return Arrays.copyOf(Sha256.of(content).bytes(), CHECKSUM_LENGTH);
	}

	private static void write(DataOutputStream out, AttributeValue value) throws IOException {
		switch (value.type()) {
			case S -> text(out, 'S', value.s());
			case N -> text(out, 'N', value.n());
			default -> {
				byte[] binary = value.b().asByteArray();
				out.writeByte('B');
				out.writeShort(binary.length);
				out.write(binary);
			}
		}
	}

	private static void text(DataOutputStream out, char type, String text) throws IOException {
		out.writeByte(type);
		out.writeUTF(text);
	}

	private static AttributeValue read(DataInputStream in) throws IOException {
		byte type = in.readByte();
		return switch (type) {
			case 'S' -> AttributeValue.fromS(in.readUTF());
			case 'N' -> AttributeValue.fromN(in.readUTF());
			case 'B' -> {
				byte[] binary = new byte[in.readUnsignedShort()];
				in.readFully(binary);
				yield AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(binary));
			}
			default -> throw new IOException("Unknown type of key " + type);
		};
	}

	private static InvalidPageTokenException damaged(@Nullable Exception cause) {
		return new InvalidPageTokenException("The page token is damaged; begin with the first page", cause);
	}

}
