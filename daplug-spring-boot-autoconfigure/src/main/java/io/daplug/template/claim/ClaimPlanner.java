package io.daplug.template.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.guard.Demand;
import io.daplug.item.InvalidItemException;
import io.daplug.item.ItemEquality;
import io.daplug.item.TypeName;
import io.daplug.key.KeyPrefixer;
import io.daplug.table.TableDefinition;
import io.daplug.text.JsonPointer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Plans what writes to one table change of the claims. Items come without prefixes. It
 * sends nothing.
 */
public final class ClaimPlanner {

	private final TableDefinition table;

	private final ClaimKeyFactory keys;

	/** The attribute that says when items expire, and their claims with them. */
	private final @Nullable String expiry;

	/** What an item must still have when a write arrives that was planned from it. */
	private final Set<String> watched;

	private final Supplier<Demand> none;

	/**
	 * Creates a planner.
	 * @param table the table
	 * @param usual the prefixes that items have where a call says nothing of them
	 * @param none the demand that there is no item at this moment
	 */
	public ClaimPlanner(TableDefinition table, KeyPrefixer usual, Supplier<Demand> none) {
		this.table = table;
		this.none = none;
		this.keys = new ClaimKeyFactory(table, usual);
		this.expiry = (table.timeToLive() != null) ? table.timeToLive().attribute() : null;
		this.watched = new LinkedHashSet<>(table.unique());
		if (this.expiry != null) {
			this.watched.add(this.expiry);
		}
	}

	/** Whether the table has unique attributes, so that writes are to be planned. */
	public boolean plans() {
		return !this.table.unique().isEmpty();
	}

	/**
	 * Whether a write that changes parts of an item has to be planned.
	 * @param attribute an attribute that it changes
	 * @return whether it moves claims
	 */
	public boolean watches(String attribute) {
		return plans() && this.watched.contains(attribute);
	}

	/**
	 * The plan of a write of an item that must not be stored yet.
	 * @param written the item
	 * @param prefixer the prefixes that it is stored with
	 * @return the plan
	 */
	public ClaimPlan insert(Map<String, AttributeValue> written, KeyPrefixer prefixer) {
		return plan(null, claims(written, prefixer), List.of());
	}

	/**
	 * The plan of a write that replaces whatever is stored. It claims what the item had
	 * before, too, as an item that is older than the claims may have none.
	 * @param current the item as it was read; empty if there was none
	 * @param written the item
	 * @param prefixer the prefixes that it is stored with
	 * @return the plan
	 */
	public ClaimPlan overwrite(Map<String, AttributeValue> current, Map<String, AttributeValue> written,
			KeyPrefixer prefixer) {
		List<Claim> taken = claims(written, prefixer);
		return plan(seen(current), taken, without(stored(current, prefixer), taken));
	}

	/**
	 * The plan of a write that changes an item.
	 * @param current the item as it was read
	 * @param written the item
	 * @param prefixer the prefixes that it is stored with
	 * @return the plan, which is about the attributes that are changed
	 */
	public ClaimPlan update(Map<String, AttributeValue> current, Map<String, AttributeValue> written,
			KeyPrefixer prefixer) {
		List<Claim> before = new ArrayList<>();
		List<Claim> after = new ArrayList<>();
		boolean expires = changes(this.expiry, current, written);
		for (String attribute : this.table.unique()) {
			if (changes(attribute, current, written)) {
				addStored(before, attribute, current, prefixer);
				add(after, attribute, written, prefixer);
			}
			else if (expires) {
				addStored(after, attribute, written, prefixer);
			}
		}
		return plan(seen(current), after, without(before, after));
	}

	/**
	 * The plan of a change of parts of an item.
	 * @param current the item as it was read; empty if there was none
	 * @param before the same, or the key alone
	 * @param after what becomes of it
	 * @param prefixer the prefixes that it is stored with
	 * @return the plan
	 */
	public ClaimPlan change(Map<String, AttributeValue> current, Map<String, AttributeValue> before,
			Map<String, AttributeValue> after, KeyPrefixer prefixer) {
		ClaimPlan plan = update(before, after, prefixer);
		return plan(seen(current), plan.taken(), plan.released());
	}

	private static boolean changes(@Nullable String attribute, Map<String, AttributeValue> current,
			Map<String, AttributeValue> written) {
		return attribute != null && !same(current.get(attribute), written.get(attribute));
	}

	/**
	 * The plan of a delete.
	 * @param current the item as it was read; empty if there was none
	 * @param prefixer the prefixes that it is stored with
	 * @return the plan
	 */
	public ClaimPlan delete(Map<String, AttributeValue> current, KeyPrefixer prefixer) {
		return plan(seen(current), List.of(), stored(current, prefixer));
	}

	private static ClaimPlan plan(@Nullable Demand seen, List<Claim> taken, List<Claim> released) {
		return new ClaimPlan(seen, taken, released);
	}

	private static List<Claim> without(List<Claim> claims, List<Claim> others) {
		return claims.stream()
			.filter((claim) -> others.stream().noneMatch((other) -> other.key().equals(claim.key())))
			.toList();
	}

	private List<Claim> claims(Map<String, AttributeValue> written, KeyPrefixer prefixer) {
		List<Claim> claims = new ArrayList<>();
		this.table.unique().forEach((attribute) -> add(claims, attribute, written, prefixer));
		return claims;
	}

	private List<Claim> stored(Map<String, AttributeValue> current, KeyPrefixer prefixer) {
		List<Claim> claims = new ArrayList<>();
		this.table.unique().forEach((attribute) -> addStored(claims, attribute, current, prefixer));
		return claims;
	}

	private void add(List<Claim> claims, String attribute, Map<String, AttributeValue> written, KeyPrefixer prefixer) {
		AttributeValue value = written.get(attribute);
		if (value == null || isNull(value)) {
			return;
		}
		if (!isClaimable(value)) {
			throw new InvalidItemException(JsonPointer.segment(attribute),
					"is %s, but the attribute is unique and must be text, a number, binary or absent"
						.formatted(TypeName.of(value.type())),
					null);
		}
		claims.add(claim(attribute, value, written, prefixer));
	}

	/** What was stored before the attribute was unique may be anything. */
	private void addStored(List<Claim> claims, String attribute, Map<String, AttributeValue> current,
			KeyPrefixer prefixer) {
		AttributeValue value = current.get(attribute);
		if (value != null && isClaimable(value)) {
			claims.add(claim(attribute, value, current, prefixer));
		}
	}

	private Claim claim(String attribute, AttributeValue value, Map<String, AttributeValue> item,
			KeyPrefixer prefixer) {
		AttributeValue stored = prefixer.add(attribute, value);
		return new Claim(attribute, stored, this.keys.key(attribute, stored, prefixer), owner(item, prefixer),
				expiry(item));
	}

	/** DynamoDB deletes by numbers alone. */
	private Map<String, AttributeValue> expiry(Map<String, AttributeValue> item) {
		AttributeValue value = (this.expiry != null) ? item.get(this.expiry) : null;
		return (this.expiry != null && value != null && value.n() != null) ? Map.of(this.expiry, value) : Map.of();
	}

	private Map<String, AttributeValue> owner(Map<String, AttributeValue> item, KeyPrefixer prefixer) {
		String hash = this.table.hashKey();
		String range = this.table.rangeKey();
		AttributeValue hashValue = prefixer.add(hash, item.getOrDefault(hash, AttributeValue.fromNul(true)));
		return (range != null)
				? Map.of(hash, hashValue, range,
						prefixer.add(range, item.getOrDefault(range, AttributeValue.fromNul(true))))
				: Map.of(hash, hashValue);
	}

	private static boolean isClaimable(AttributeValue value) {
		return value.s() != null || value.n() != null || value.b() != null;
	}

	private static boolean isNull(AttributeValue value) {
		return Boolean.TRUE.equals(value.nul());
	}

	/** What was read must still be there, or the plan is of another item. */
	private Demand seen(Map<String, AttributeValue> current) {
		if (current.isEmpty()) {
			return this.none.get();
		}
		Condition condition = Condition.attribute(this.table.hashKey()).exists();
		for (String attribute : this.watched) {
			condition = condition.and(same(Condition.attribute(attribute), current.get(attribute)));
		}
		return new Demand(condition, (stored) -> !stored.isEmpty() && isSame(current, stored), Demand.Breach.STALE,
				Demand.Presence.SOME);
	}

	private boolean isSame(Map<String, AttributeValue> current, Map<String, AttributeValue> stored) {
		return this.watched.stream().allMatch((attribute) -> same(current.get(attribute), stored.get(attribute)));
	}

	private static Condition same(Attribute attribute, @Nullable AttributeValue value) {
		return (value != null) ? attribute.isEqualTo(value) : attribute.isMissing();
	}

	private static boolean same(@Nullable AttributeValue one, @Nullable AttributeValue other) {
		return (one != null && other != null) ? ItemEquality.same(one, other) : one == other;
	}

}
