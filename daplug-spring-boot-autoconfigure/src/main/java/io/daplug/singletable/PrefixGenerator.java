package io.daplug.singletable;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the prefixes of a table: the first letter of the type's name and as many letters
 * of the attribute's as make it unique. Those that are held come first, the others in the
 * order of the names of their types, so that the order in which types are defined does
 * not matter. Within a type, the hash key comes first.
 */
final class PrefixGenerator {

	private final Map<Claim, String> held = new LinkedHashMap<>();

	private final Set<String> taken = new HashSet<>();

	/**
	 * What a prefix is made for.
	 */
	private record Claim(String type, String attribute) {

		/** The characters that a prefix is made of, but for the first. */
		int[] letters() {
			return this.attribute.codePoints().toArray();
		}

	}

	/**
	 * Creates a generator.
	 * @param held prefixes that are in use already
	 * @param given prefixes that types give themselves
	 */
	PrefixGenerator(Collection<KeyPrefix> held, Collection<String> given) {
		this.taken.addAll(given);
		held.forEach((prefix) -> {
			this.held.put(new Claim(prefix.type(), prefix.attribute()), prefix.prefix());
			this.taken.add(prefix.prefix());
		});
	}

	/** The prefixes of all keys of all types that need one. */
	List<KeyPrefix> generate(Map<SharedType, List<PlannedKey>> keys) {
		Map<Claim, SharedType> claims = new LinkedHashMap<>();
		keys.forEach((type, planned) -> planned.stream()
			.filter(PlannedKey::isGenerated)
			.forEach((key) -> claims.put(new Claim(type.name(), key.attributes().get(0)), type)));
		return claims.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey(Comparator.comparing(Claim::type)))
			.map((claim) -> new KeyPrefix(claim.getKey().type(), claim.getKey().attribute(),
					prefix(claim.getKey(), claim.getValue())))
			.sorted(Comparator.comparing(KeyPrefix::type).thenComparing(KeyPrefix::attribute))
			.toList();
	}

	private String prefix(Claim claim, SharedType type) {
		String prefix = this.held.get(claim);
		return (prefix != null) ? prefix : generate(claim, type);
	}

	private String generate(Claim claim, SharedType type) {
		int[] letters = claim.letters();
		int first = claim.type().codePointAt(0);
		for (int length = 1; length <= letters.length; length++) {
			String prefix = (new String(Character.toChars(first)) + new String(letters, 0, length))
				.toUpperCase(Locale.ROOT);
			if (this.taken.add(prefix)) {
				return prefix;
			}
		}
		throw type.failure(claim.attribute(),
				"all prefixes that can be made for '%s' are taken".formatted(claim.attribute()),
				"Give the key a prefix of its own");
	}

}
