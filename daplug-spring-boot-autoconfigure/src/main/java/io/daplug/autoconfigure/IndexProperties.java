package io.daplug.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import io.daplug.table.IndexKind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One secondary index.
 *
 * @param type Whether the index has hash keys of its own, or the hash key of its table.
 * @param hashKey Attribute that holds the hash key of the index, or up to four of them. A
 * local index has that of its table.
 * @param hashKeyType Type of that attribute, or of each. What the schema says by default,
 * else text.
 * @param rangeKey Attribute that holds the range key of the index, if there is one, or up
 * to four of them.
 * @param rangeKeyType Type of that attribute, or of each. What the schema says by
 * default, else text.
 * @param projection Which attributes the index holds.
 * @param attributes Attributes that the index includes beside the keys.
 * @param throughput How much may be read from and written to the index. That of the table
 * by default.
 */
record IndexProperties(@DefaultValue("global") IndexKind type, @DefaultValue List<KeyProperties> hashKey,
		@DefaultValue List<DaplugProperties.KeyType> hashKeyType, @DefaultValue List<KeyProperties> rangeKey,
		@DefaultValue List<DaplugProperties.KeyType> rangeKeyType, @DefaultValue("all") Projection projection,
		@DefaultValue List<String> attributes, @Nullable ThroughputProperties throughput) {

	List<String> hashAttributes() {
		return attributes(this.hashKey);
	}

	List<String> rangeAttributes() {
		return attributes(this.rangeKey);
	}

	private static List<String> attributes(List<KeyProperties> keys) {
		return keys.stream().flatMap((key) -> Stream.ofNullable(key.attribute())).toList();
	}

	/**
	 * Which attributes an index holds. Not the SDK's enum, which has a constant for what
	 * it does not know.
	 */
	enum Projection {

		ALL(ProjectionType.ALL), KEYS_ONLY(ProjectionType.KEYS_ONLY), INCLUDE(ProjectionType.INCLUDE);

		private final ProjectionType type;

		Projection(ProjectionType type) {
			this.type = type;
		}

		ProjectionType type() {
			return this.type;
		}

	}

}
