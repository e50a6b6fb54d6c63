package io.daplug.mirror.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads what was kept.
 *
 * @param attributes what was kept
 */
public record KeptAttributes(Map<String, AttributeValue> attributes) {

	public boolean has(String name) {
		return this.attributes.containsKey(name);
	}

	public String text(String name) {
		return require(name).s();
	}

	public @Nullable String textOrNull(String name) {
		AttributeValue value = this.attributes.get(name);
		return (value != null) ? value.s() : null;
	}

	public long number(String name) {
		return Long.parseLong(require(name).n());
	}

	public boolean flag(String name) {
		return Boolean.TRUE.equals(require(name).bool());
	}

	public Instant instant(String name) {
		return Instant.ofEpochMilli(number(name));
	}

	public List<AttributeValue> list(String name) {
		return require(name).l();
	}

	public KeptAttributes map(String name) {
		return new KeptAttributes(require(name).m());
	}

	public static AttributeValue number(long number) {
		return AttributeValue.fromN(Long.toString(number));
	}

	public static AttributeValue instant(Instant instant) {
		return number(instant.toEpochMilli());
	}

	private AttributeValue require(String name) {
		AttributeValue value = this.attributes.get(name);
		if (value == null) {
			throw new IllegalStateException("What is kept of an operation on a mirror lacks '%s'".formatted(name));
		}
		return value;
	}

}
