package io.daplug.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.daplug.item.TypeName;
import io.daplug.key.KeyPrefixer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.springframework.util.Assert;

/**
 * Types of the attributes that are keys of a table or of its indexes. DynamoDB knows one
 * type per attribute, so what is declared twice must be declared alike.
 */
final class KeyTypes {

	private final String table;

	private final Map<String, ScalarAttributeType> types = new LinkedHashMap<>();

	private final Map<String, String> declaredBy = new LinkedHashMap<>();

	KeyTypes(String table) {
		this.table = table;
	}

	/** Declares a key of the table; without a type it is left open. */
	void key(String property, String attribute, @Nullable ScalarAttributeType type) {
		if (type != null) {
			declare("'%s'".formatted(property), attribute, type);
		}
	}

	void indexes(Collection<IndexDefinition> indexes) {
		indexes.forEach((index) -> index.keys()
			.forEach((key) -> declare("index '%s'".formatted(index.name()), key.name(), key.type())));
	}

	private void declare(String by, String attribute, ScalarAttributeType type) {
		ScalarAttributeType other = this.types.putIfAbsent(attribute, type);
		Assert.state(other == null || other == type,
				() -> "Key attribute '%s' of table '%s' is declared as %s by %s, but as %s by %s; DynamoDB knows one type per attribute"
					.formatted(attribute, this.table, TypeName.of(Objects.requireNonNull(other)),
							this.declaredBy.get(attribute), TypeName.of(type), by));
		this.declaredBy.putIfAbsent(attribute, by);
	}

	/**
	 * Requires that an attribute, if it is a key, has the type of what is written to it.
	 */
	void written(String property, String attribute, ScalarAttributeType written) {
		ScalarAttributeType type = this.types.get(attribute);
		Assert.state(type == null || type == written,
				() -> "'%s' of table '%s' must not name '%s': what is written there is %s, and the key is %s".formatted(
						property, this.table, attribute, TypeName.of(written),
						TypeName.of(Objects.requireNonNull(type))));
	}

	/** The prefixes of the table's keys, which only text can carry. */
	KeyPrefixer prefixer(String hashKey, @Nullable String hashPrefix, @Nullable String rangeKey,
			@Nullable String rangePrefix) {
		KeyPrefixer prefixer = KeyPrefixer.none();
		if (hashPrefix != null) {
			requireText(hashKey, "hash-prefix");
			prefixer = prefixer.with(hashKey, hashPrefix);
		}
		if (rangePrefix != null) {
			Assert.state(rangeKey != null,
					() -> "'range-prefix' of table '%s' needs a 'range-key'".formatted(this.table));
			requireText(rangeKey, "range-prefix");
			prefixer = prefixer.with(rangeKey, rangePrefix);
		}
		return prefixer;
	}

	private void requireText(String attribute, String property) {
		ScalarAttributeType type = this.types.get(attribute);
		Assert.state(type == null || type == ScalarAttributeType.S,
				() -> "'%s' of table '%s' must not be set: '%s' is no text but %s, and only text can carry a prefix"
					.formatted(property, this.table, attribute, TypeName.of(Objects.requireNonNull(type))));
	}

	@Nullable ScalarAttributeType of(String attribute) {
		return this.types.get(attribute);
	}

}
