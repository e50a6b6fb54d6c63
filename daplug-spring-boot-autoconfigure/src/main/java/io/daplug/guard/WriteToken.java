package io.daplug.guard;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells a write that was sent twice from another writer's equal one: a value that no
 * other write has, in an attribute of its own that nobody sees.
 */
public final class WriteToken {

	/** Where no attribute keeps a token. */
	public static final WriteToken NONE = new WriteToken(null, null);

	private static final int BYTES = 12;

	// It draws from the system, so copies of a frozen process do not draw alike.
	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	private final @Nullable String attribute;

	private final @Nullable String former;

	private final ItemVisibility visibility;

	private WriteToken(@Nullable String attribute, @Nullable String former) {
		this.attribute = attribute;
		this.former = former;
		this.visibility = (attribute != null) ? new HiddenToken(this) : ItemVisibility.ALL;
	}

	/**
	 * Returns the token of a table.
	 * @param attribute the attribute that keeps it; null if there is none
	 * @return the token
	 */
	public static WriteToken in(@Nullable String attribute) {
		return in(attribute, null);
	}

	/**
	 * Returns the token of a table that kept its tokens in another attribute before.
	 * @param attribute the attribute that keeps it; null if there is none
	 * @param former the attribute in which items that were written before may still have
	 * a token; null if there is none
	 * @return the token
	 */
	public static WriteToken in(@Nullable String attribute, @Nullable String former) {
		return (attribute != null) ? new WriteToken(attribute, former) : NONE;
	}

	/**
	 * Returns the attribute that keeps it.
	 * @return the attribute's name; null if there is none
	 */
	public @Nullable String attribute() {
		return this.attribute;
	}

	/**
	 * Says whether an attribute is none of the callers' own.
	 * @param name the attribute's name
	 * @return whether it keeps the token, or kept it before
	 */
	public boolean keeps(String name) {
		return name.equals(this.attribute) || name.equals(this.former);
	}

	/**
	 * Takes out of an item what callers cannot send: what is in the attributes of tokens.
	 * @param item the item, which is changed
	 * @return whether there was anything
	 */
	public boolean removeFrom(Map<String, AttributeValue> item) {
		boolean removed = this.attribute != null && item.remove(this.attribute) != null;
		return (this.former != null && item.remove(this.former) != null) || removed;
	}

	/**
	 * Draws a new value.
	 * @return the value, as it is stored
	 */
	public AttributeValue next() {
		byte[] token = new byte[BYTES];
		RANDOM.nextBytes(token);
		return AttributeValue.fromS(TEXT.encodeToString(token));
	}

	/**
	 * Leaves the token out of an item that was read.
	 * @param item the item, which is not changed
	 * @return the item without the token; the very same if it has none
	 */
	public Map<String, AttributeValue> hiddenIn(Map<String, AttributeValue> item) {
		if (!isIn(item, this.attribute) && !isIn(item, this.former)) {
			return item;
		}
		Map<String, AttributeValue> visible = new LinkedHashMap<>(item);
		removeFrom(visible);
		return visible;
	}

	private static boolean isIn(Map<String, AttributeValue> item, @Nullable String name) {
		return name != null && item.containsKey(name);
	}

	/**
	 * Returns the rule by which readers do not see the token.
	 * @return the rule
	 */
	public ItemVisibility visibility() {
		return this.visibility;
	}

	/**
	 * Hides the token, and no item.
	 *
	 * @param token the token
	 */
	private record HiddenToken(WriteToken token) implements ItemVisibility {

		@Override
		public Set<String> attributes() {
			return Set.of();
		}

		@Override
		public Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
			return this.token.hiddenIn(stored);
		}

		@Override
		public boolean hidesItems() {
			return false;
		}

	}

}
