package io.daplug.conformance;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where we differ from the reference on purpose. The corpus marks most cases of them as
 * quirks; those that it does not mark are told by these rules.
 */
enum Decision {

	NEVER_SET("D2, null for what nobody set", NeverSet::occursIn),

	ALREADY_PREFIXED("D10, a key that carries its prefix already", AlreadyPrefixed::occursIn),

	BOTH_MODES("D11, both idempotence modes are use-latest", BothModes::occursIn),

	UNKNOWN_MERGE("D15, a merge that nobody knows", UnknownMerge::occursIn),

	DUPLICATES("D21, several entries of a batch have one key", DuplicateEntries::occursIn),

	SHARED_KEYS("two types that could have the same keys", SharedKeys::occursIn),

	INDEX_CAPACITY("capacity of an index whose table is on demand, which only DynamoDB Local takes",
			IndexCapacity::occursIn);

	private final String text;

	private final Predicate<ConformanceCase> rule;

	Decision(String text, Predicate<ConformanceCase> rule) {
		this.text = text;
		this.rule = rule;
	}

	/** The decision that rules a case; empty if none does. */
	static Optional<Decision> of(ConformanceCase conformanceCase) {
		return Stream.of(values()).filter((decision) -> decision.rule.test(conformanceCase)).findFirst();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
