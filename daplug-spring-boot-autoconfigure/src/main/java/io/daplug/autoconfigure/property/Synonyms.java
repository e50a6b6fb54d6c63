package io.daplug.autoconfigure.property;

import java.util.Map;
import java.util.Optional;

/**
 * Names that DynamoDB, or other libraries, have for what we name otherwise. They are like
 * none of our names, and so would not be found by similarity.
 */
final class Synonyms {

	private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("partition-key", "hash-key"),
			Map.entry("primary-key", "hash-key"), Map.entry("pk", "hash-key"), Map.entry("key", "hash-key"),
			Map.entry("partition-key-type", "hash-key-type"), Map.entry("partition-prefix", "hash-prefix"),
			Map.entry("sort-key", "range-key"), Map.entry("sk", "range-key"),
			Map.entry("sort-key-type", "range-key-type"), Map.entry("sort-prefix", "range-prefix"),
			Map.entry("table-name", "name"), Map.entry("gsi", "indexes"), Map.entry("gsis", "indexes"),
			Map.entry("global-secondary-indexes", "indexes"), Map.entry("local-secondary-indexes", "indexes"),
			Map.entry("secondary-indexes", "indexes"), Map.entry("version", "idempotence"),
			Map.entry("optimistic-locking", "idempotence"), Map.entry("version-key", "idempotence"),
			Map.entry("type", "item-type"), Map.entry("class", "item-type"), Map.entry("from", "source"),
			Map.entry("to", "destination"), Map.entry("target", "destination"), Map.entry("mapping", "fields"),
			Map.entry("mappings", "fields"), Map.entry("attribute", "key"), Map.entry("arn", "topic-arn"),
			Map.entry("read-capacity-units", "read"), Map.entry("write-capacity-units", "write"),
			Map.entry("billing-mode", "billing"), Map.entry("projection-type", "projection"),
			Map.entry("non-key-attributes", "attributes"), Map.entry("ttl", "time-to-live"),
			Map.entry("capacity", "throughput"), Map.entry("embedded", "local"), Map.entry("openapi", "schema"),
			Map.entry("retries", "max-attempts"));

	/** What Spring Cloud AWS reads, and we do not. */
	private static final Map<String, String> ELSEWHERE = Map.of("region", "spring.cloud.aws.region.static", "endpoint",
			"spring.cloud.aws.dynamodb.endpoint", "credentials", "spring.cloud.aws.credentials.access-key",
			"access-key", "spring.cloud.aws.credentials.access-key", "secret-key",
			"spring.cloud.aws.credentials.secret-key", "profile", "spring.cloud.aws.credentials.profile.name");

	private Synonyms() {
	}

	static Optional<String> of(String name, PropertyNode group) {
		return Optional.ofNullable(NAMES.get(name)).filter((synonym) -> group.find(synonym) != null);
	}

	static Optional<String> elsewhere(String name) {
		return Optional.ofNullable(ELSEWHERE.get(name));
	}

}
