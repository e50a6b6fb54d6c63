package io.daplug.template.claim;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.daplug.key.KeyPrefixer;
import io.daplug.table.ReservedKeys;
import io.daplug.table.TableDefinition;
import io.daplug.text.Sha256;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Makes the keys of claims: one for each value of each attribute under each pair of
 * prefixes. Two values that DynamoDB takes for equal have the same key, and no others
 * have.
 */
final class ClaimKeyFactory {

	private static final int MAX_HASH_KEY_BYTES = 2048;

	private static final char SEPARATOR = '#';

	private final TableDefinition table;

	/** The prefixes where a call has none of its own. */
	private final KeyPrefixer usual;

	private final @Nullable AttributeValue rangeValue;

	/** What the keys of claims begin with where a call has no prefixes of its own. */
	private final Map<String, String> heads = new HashMap<>();

	ClaimKeyFactory(TableDefinition table, KeyPrefixer usual) {
		this.table = table;
		this.usual = usual;
		this.rangeValue = (table.rangeKey() != null) ? rangeValue(table.keyType(table.rangeKey())) : null;
		table.unique().forEach((attribute) -> this.heads.put(attribute, head(attribute, usual)));
	}

	/** All claims have the same one, whose type the table demands. */
	private static AttributeValue rangeValue(@Nullable ScalarAttributeType type) {
		return (type == ScalarAttributeType.N) ? AttributeValue.fromN("0") : (type == ScalarAttributeType.B)
				? AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1])) : AttributeValue.fromS(ReservedKeys.PREFIX);
	}

	/**
	 * Makes the key of a claim.
	 * @param attribute the attribute
	 * @param value its value, which is text, a number or binary
	 * @param prefixer the prefixes that are on the item
	 * @return the key as it is stored
	 */
	Map<String, AttributeValue> key(String attribute, AttributeValue value, KeyPrefixer prefixer) {
		String head = (prefixer == this.usual) ? this.heads.get(attribute) : null;
		String text = ((head != null) ? head : head(attribute, prefixer)) + text(value);
		AttributeValue hash = AttributeValue.fromS(fits(text) ? text : digest(text));
		return (this.table.rangeKey() != null && this.rangeValue != null)
				? Map.of(this.table.hashKey(), hash, this.table.rangeKey(), this.rangeValue)
				: Map.of(this.table.hashKey(), hash);
	}

	/** The parts are told apart, whatever is in them. */
	private String head(String attribute, KeyPrefixer prefixer) {
		String range = this.table.rangeKey();
		return ReservedKeys.PREFIX + escaped(attribute) + SEPARATOR + escaped(prefixer.prefix(this.table.hashKey()))
				+ SEPARATOR + ((range != null) ? escaped(prefixer.prefix(range)) : "") + SEPARATOR;
	}

	private static String escaped(String part) {
		return part.replace("%", "%25").replace(String.valueOf(SEPARATOR), "%23");
	}

	private static String text(AttributeValue value) {
		if (value.n() != null) {
			return "N#" + new BigDecimal(value.n()).stripTrailingZeros();
		}
		return (value.b() != null)
				? "B#" + Base64.getUrlEncoder().withoutPadding().encodeToString(value.b().asByteArrayUnsafe())
				: "S#" + value.s();
	}

	private static boolean fits(String text) {
		// Three bytes a character at the most: short keys need no count.
		return text.length() * 3L <= MAX_HASH_KEY_BYTES
				|| text.getBytes(StandardCharsets.UTF_8).length <= MAX_HASH_KEY_BYTES;
	}

	/** It names no attribute, so it is no other key. */
	private static String digest(String text) {
		return ReservedKeys.PREFIX + SEPARATOR + Sha256.of(text).base64Url();
	}

}
