package io.daplug.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.daplug.item.ItemKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds out whether a text quotes what changed items hold, except for their keys.
 */
public final class ChangeContents implements Predicate<String> {

	/** Shorter values are found as whole words only: any text has an "a" in it. */
	private static final int LONG = 4;

	private final List<ItemChange<?>> changes;

	private ChangeContents(List<ItemChange<?>> changes) {
		this.changes = changes;
	}

	/**
	 * Returns the contents of a change.
	 * @param change the change
	 * @return what it holds
	 */
	public static ChangeContents of(ItemChange<?> change) {
		return new ChangeContents(List.of(change));
	}

	/**
	 * Returns the contents of some changes.
	 * @param announcements the announcements of the changes
	 * @return what they hold
	 */
	public static ChangeContents of(Collection<Announcement> announcements) {
		return new ChangeContents(announcements.stream().<ItemChange<?>>map(Announcement::change).toList());
	}

	/**
	 * Says whether a text quotes a value of the items.
	 * @param text the text
	 * @return whether it does
	 */
	@Override
	public boolean test(String text) {
		return this.changes.stream()
			.anyMatch((change) -> quotes(text, change, change.newImage()) || quotes(text, change, change.oldImage()));
	}

	private static boolean quotes(String text, ItemChange<?> change, ItemImage<?> image) {
		if (!image.isKnown()) {
			return false;
		}
		for (AttributeValue value : image.item().attributes().values()) {
			if (!isKey(change.key(), value) && quotes(text, value)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isKey(ItemKey key, AttributeValue value) {
		if (value.s() == null) {
			return false;
		}
		return key.named() ? key.attributes().containsValue(value.s())
				: value.s().equals(key.hashValue()) || value.s().equals(key.rangeValue());
	}

	private static boolean quotes(String text, AttributeValue value) {
		return switch (value.type()) {
			case S -> contains(text, value.s());
			case N -> contains(text, value.n());
			case M -> quotesAny(text, value.m());
			case L -> value.l().stream().anyMatch((element) -> quotes(text, element));
			case SS -> value.ss().stream().anyMatch((element) -> contains(text, element));
			case NS -> value.ns().stream().anyMatch((element) -> contains(text, element));
			case B, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> false;
		};
	}

	private static boolean quotesAny(String text, Map<String, AttributeValue> map) {
		return map.values().stream().anyMatch((value) -> quotes(text, value));
	}

	private static boolean contains(String text, String value) {
		if (value.length() >= LONG) {
			return text.contains(value);
		}
		for (int at = text.indexOf(value); at >= 0 && !value.isEmpty(); at = text.indexOf(value, at + 1)) {
			int end = at + value.length();
			if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
					&& (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
				return true;
			}
		}
		return false;
	}

}
