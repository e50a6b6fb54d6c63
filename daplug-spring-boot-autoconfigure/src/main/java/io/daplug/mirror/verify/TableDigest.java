package io.daplug.mirror.verify;

import java.math.BigInteger;
import java.util.Map;

import io.daplug.text.Sha256;
import io.daplug.text.ValueIdentity;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The digest of a table's contents: the sum of the digests of its items, which has no
 * order. Safe for use by many threads.
 */
final class TableDigest {

	private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

	private BigInteger sum = BigInteger.ZERO;

	void add(Map<String, AttributeValue> item) {
		BigInteger digest = new BigInteger(1, Sha256.of(ValueIdentity.of(AttributeValue.fromM(item))).bytes());
		synchronized (this) {
			this.sum = this.sum.add(digest).mod(MODULUS);
		}
	}

	synchronized String hex() {
		return "%064x".formatted(this.sum);
	}

}
