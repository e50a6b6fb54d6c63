package io.daplug.guard;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells a write that was sent twice from another writer's equal one: a value that no
 * other write has, in an attribute of its own that nobody sees. Nor does anybody see the
 * sequence of copies, where a table has such.
 */
public final class WriteToken {

	/** Where no attribute keeps a token. */
	public static final WriteToken NONE = new WriteToken(null, List.of(), List.of());

	private static final int BYTES = 12;

	// It draws from the system, so copies of a frozen process do not draw alike.
	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

	private final @Nullable String attribute;

	/** What readers do not see. */
	private final List<String> hidden;

	/** What callers do not write. */
	private final List<String> own;

	private final ItemVisibility visibility;

	private WriteToken(@Nullable String attribute, List<String> hidden, List<String> own) {
		this.attribute = attribute;
		this.hidden = hidden;
		this.own = own;
		this.visibility = hidden.isEmpty() ? ItemVisibility.ALL : new HiddenToken(this);
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
		if (attribute == null) {
			return NONE;
		}
		List<String> names = (former != null) ? List.of(attribute, former) : List.of(attribute);
		return new WriteToken(attribute, names, names);
	}

	/**
	 * Returns the same token for a table of copies, whose sequences nobody sees either.
	 * @return the token
	 */
	public WriteToken besideSequence() {
		List<String> hidden = new ArrayList<>(this.hidden);
		hidden.add(Tombstones.SEQUENCE);
		List<String> own = new ArrayList<>(hidden);
		own.add(Tombstones.REMOVED);
		return new WriteToken(this.attribute, hidden, own);
	}

	/**
	 * Returns the same token for a table whose items have versions, which callers do not
	 * write either.
	 * @param version the attribute that holds the version
	 * @return the token
	 */
	public WriteToken besideVersion(String version) {
		List<String> own = new ArrayList<>(this.own);
		own.add(version);
		return new WriteToken(this.attribute, this.hidden, own);
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
	 * @return whether it keeps the token, or kept it before, or is written by mirrors
	 */
	public boolean keeps(String name) {
		return this.own.contains(name);
	}

	/**
	 * Takes out of an item what callers cannot send: what is in these attributes.
	 * @param item the item, which is changed
	 * @return whether there was anything
	 */
	public boolean removeFrom(Map<String, AttributeValue> item) {
		boolean removed = false;
		for (String name : this.own) {
			removed |= item.remove(name) != null;
		}
		return removed;
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
	 * Leaves the token, and a sequence, out of an item that was read.
	 * @param item the item, which is not changed
	 * @return the item without them; the very same if it has none
	 */
	public Map<String, AttributeValue> hiddenIn(Map<String, AttributeValue> item) {
		Map<String, AttributeValue> visible = item;
		for (String name : this.hidden) {
			if (visible.containsKey(name)) {
				visible = (visible != item) ? visible : new LinkedHashMap<>(item);
				visible.remove(name);
			}
		}
		return visible;
	}

	/**
	 * Returns the rule by which readers see neither.
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
		public boolean hides(Map<String, AttributeValue> stored) {
			return false;
		}

		@Override
		public boolean hidesItems() {
			return false;
		}

	}

}
