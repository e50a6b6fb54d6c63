package io.daplug.guard;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.daplug.expression.Condition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What guarded mirrors leave in the place of copies that are gone: items without
 * contents, which keep older changes from bringing the copies back. Nobody sees them, nor
 * the sequence that each copy and each tombstone has. DynamoDB deletes a tombstone some
 * time after it expires.
 * <p>
 * A tombstone has its key, {@link #SEQUENCE}, {@link #REMOVED} and the time at which it
 * expires, and nothing else. So it is in no index whose keys are others.
 */
public final class Tombstones implements GoneItems {

	/** The attribute that holds a {@link CopySequence}, in copies and tombstones. */
	public static final String SEQUENCE = "_sequence";

	/** The attribute that tombstones have, and copies do not. */
	public static final String REMOVED = "_removed";

	private static final Condition CONDITION = Condition.attribute(REMOVED).exists();

	private final Set<String> keys;

	private final String expiry;

	/**
	 * Creates the rule of one table.
	 * @param keys the table's keys
	 * @param expiry the attribute that holds when a tombstone expires, in seconds
	 */
	public Tombstones(Set<String> keys, String expiry) {
		this.keys = Set.copyOf(keys);
		this.expiry = expiry;
	}

	/**
	 * Returns a tombstone.
	 * @param key the key of the copy that is gone, as it is stored
	 * @param sequence the place of the change that removed it
	 * @param expires when nobody needs the tombstone any more
	 * @return the item as it is to be stored
	 */
	public Map<String, AttributeValue> of(Map<String, AttributeValue> key, CopySequence sequence, Instant expires) {
		Map<String, AttributeValue> tombstone = new LinkedHashMap<>(key);
		tombstone.put(SEQUENCE, AttributeValue.fromS(sequence.text()));
		tombstone.put(REMOVED, AttributeValue.fromBool(true));
		tombstone.put(this.expiry, AttributeValue.fromN(String.valueOf(expires.getEpochSecond())));
		return tombstone;
	}

	@Override
	public Set<String> attributes() {
		return Set.of(REMOVED);
	}

	@Override
	public Set<String> attributesIn(Set<String> indexKeys) {
		boolean indexed = indexKeys.stream().allMatch((key) -> this.keys.contains(key) || key.equals(this.expiry));
		return indexed ? attributes() : Set.of();
	}

	@Override
	public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		if (contain(stored)) {
			return null;
		}
		if (!stored.containsKey(SEQUENCE)) {
			return stored;
		}
		Map<String, AttributeValue> visible = new LinkedHashMap<>(stored);
		visible.remove(SEQUENCE);
		return visible;
	}

	@Override
	public boolean contain(Map<String, AttributeValue> stored) {
		return stored.containsKey(REMOVED);
	}

	@Override
	public Condition condition() {
		return CONDITION;
	}

}
