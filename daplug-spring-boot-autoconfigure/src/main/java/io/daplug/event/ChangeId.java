package io.daplug.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Derives the id of a change from what every source of changes knows of it.
 */
final class ChangeId {

	private ChangeId() {
	}

	static String of(ItemChange<?> change) {
		String version = change.origin().version();
		String kind = (change instanceof ItemRemoved<?>) ? "-" : "+";
		return change.table() + "|" + change.key() + "|" + kind + ((version != null) ? version : digest(change));
	}

	private static String digest(ItemChange<?> change) {
		ItemImage<?> image = change.lastImage();
		if (!image.isKnown()) {
			return "";
		}
		MessageDigest digest = sha256();
		feed(digest, image.item().attributes());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
	}

	/** Attributes in the order of their names: DynamoDB keeps none. */
	private static void feed(MessageDigest digest, Map<String, AttributeValue> attributes) {
		new TreeMap<>(attributes).forEach((name, value) -> {
			digest.update(name.getBytes(StandardCharsets.UTF_8));
			feed(digest, value);
		});
	}

	private static void feed(MessageDigest digest, AttributeValue value) {
		digest.update(value.type().toString().getBytes(StandardCharsets.UTF_8));
		switch (value.type()) {
			case M -> feed(digest, value.m());
			case L -> value.l().forEach((element) -> feed(digest, element));
			case N -> number(digest, value.n());
			case NS -> value.ns().stream().map(ChangeId::canonical).sorted().forEach((text) -> text(digest, text));
			case SS -> value.ss().stream().sorted().forEach((text) -> text(digest, text));
			case BS -> value.bs().stream().map(Object::toString).sorted().forEach((text) -> text(digest, text));
			case B -> digest.update(value.b().asByteArray());
			case S -> text(digest, value.s());
			default -> text(digest, String.valueOf(value.bool()));
		}
		digest.update((byte) 0);
	}

	private static void number(MessageDigest digest, String number) {
		text(digest, canonical(number));
	}

	/** DynamoDB gives 1.50 back as 1.5. */
	private static String canonical(String number) {
		return new BigDecimal(number).stripTrailingZeros().toString();
	}

	private static void text(MessageDigest digest, String text) {
		digest.update(text.getBytes(StandardCharsets.UTF_8));
		digest.update((byte) 0);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
