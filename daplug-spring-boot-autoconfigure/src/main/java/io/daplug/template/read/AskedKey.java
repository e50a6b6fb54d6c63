package io.daplug.template.read;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.daplug.cache.CachedItem;
import io.daplug.item.ItemKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A key of which many are asked for at once, and what became of it. One thread asks for
 * it; the caller looks at it after that thread has ended.
 *
 * @param <T> type of the item
 */
final class AskedKey<T> {

	private final ItemKey key;

	private final Map<String, AttributeValue> stored;

	private Consumer<CachedItem> reading = (item) -> {
	};

	private boolean answered;

	private @Nullable T item;

	private @Nullable RuntimeException failure;

	/**
	 * Creates a key to ask for.
	 * @param key the key by position, as it is stored
	 * @param stored its attributes
	 */
	AskedKey(ItemKey key, Map<String, AttributeValue> stored) {
		this.key = key;
		this.stored = stored;
	}

	/** The key by position, as it is stored: what answers are told by. */
	ItemKey key() {
		return this.key;
	}

	/** The attributes of the key as they are stored. */
	Map<String, AttributeValue> stored() {
		return this.stored;
	}

	/** Has somebody hear what DynamoDB says of the key. */
	void whenRead(Consumer<CachedItem> reading) {
		this.reading = reading;
	}

	/** DynamoDB has said something of the key. */
	void read(CachedItem item) {
		this.reading.accept(item);
	}

	/**
	 * What there is under the key is known.
	 * @param item the item, or that there is none
	 * @param conversion makes of it what the caller gets; null if readers see none
	 */
	void answer(CachedItem item, Function<CachedItem, @Nullable T> conversion) {
		this.answered = true;
		try {
			this.item = conversion.apply(item);
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	void failed(RuntimeException failure) {
		this.answered = true;
		this.failure = failure;
	}

	/** Whether something is known of it. */
	boolean answered() {
		return this.answered;
	}

	/** The item; null if none was found. */
	@Nullable T item() {
		return this.item;
	}

	/** Why there is no item; null if that is not because of a failure. */
	@Nullable RuntimeException failure() {
		return this.failure;
	}

}
