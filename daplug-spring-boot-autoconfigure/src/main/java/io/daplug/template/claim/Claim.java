package io.daplug.template.claim;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.item.ItemEquality;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one value of a unique attribute for one item. It is stored beside the item, with
 * the item's key in it.
 *
 * @param attribute the unique attribute
 * @param value its value as it is stored
 * @param key the key of the claim, which is made of the attribute and its value
 * @param owner the key of the item, as it is stored
 * @param expiry the attribute that says when the item expires, with its value; empty if
 * it does not
 */
public record Claim(String attribute, AttributeValue value, Map<String, AttributeValue> key,
		Map<String, AttributeValue> owner, Map<String, AttributeValue> expiry) {

	/** The attribute in which a claim keeps the key of its item. */
	public static final String OWNER = "_claimed_by";

	/** The claim as it is stored. */
	public Map<String, AttributeValue> stored() {
		Map<String, AttributeValue> stored = new LinkedHashMap<>(this.key);
		stored.putAll(this.expiry);
		stored.put(OWNER, ownerValue());
		return stored;
	}

	/** The key of the item, as a claim keeps it. */
	public AttributeValue ownerValue() {
		return AttributeValue.fromM(this.owner);
	}

	/** Whether a stored claim belongs to the same item. */
	public boolean isOf(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> other = owner(stored);
		return other != null && ItemEquality.same(other, this.owner);
	}

	/**
	 * The key of the item that a stored claim belongs to.
	 * @param stored the claim as it is stored
	 * @return the key as it is stored; null if the claim is none of ours
	 */
	public static @Nullable Map<String, AttributeValue> owner(Map<String, AttributeValue> stored) {
		AttributeValue owner = stored.get(OWNER);
		return (owner != null && owner.hasM()) ? owner.m() : null;
	}

}
