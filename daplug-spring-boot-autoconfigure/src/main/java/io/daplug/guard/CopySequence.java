package io.daplug.guard;

import java.util.regex.Pattern;

import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;

import org.springframework.util.Assert;

/**
 * The place of the change that a copy was made of, by which an older change is told from
 * a newer one: the label of the stream and the sequence number of the change. Later
 * changes of one item have a greater text. A stream that is enabled anew has a greater
 * label.
 *
 * @param text the text as it is stored, such as {@code 2026-11-27T10:15:30.123#} and 40
 * digits
 */
public record CopySequence(String text) implements Comparable<CopySequence> {

	/** Numbers of DynamoDB hold 38 digits, sequence numbers up to 40. */
	private static final int DIGITS = 40;

	private static final Pattern NUMBER = Pattern.compile("[0-9]{1,%d}".formatted(DIGITS));

	private static final Attribute STORED = Condition.attribute(Tombstones.SEQUENCE);

	/**
	 * Checks that there is a text.
	 * @param text the text as it is stored
	 */
	public CopySequence {
		Assert.hasText(text, "'text' of a sequence must not be empty");
	}

	/**
	 * Returns the place of a change.
	 * @param label the label of the stream
	 * @param number the sequence number of the change; zeros in front make no difference
	 * @return the place
	 * @throws IllegalArgumentException if it is no number of 40 digits or less
	 */
	public static CopySequence of(String label, String number) {
		Assert.isTrue(isNumber(number), () -> "'%s' is no sequence number of a stream".formatted(number));
		return new CopySequence(label + "#" + "0".repeat(DIGITS - number.length()) + number);
	}

	/**
	 * Returns a place before all changes of a stream, and after those of the streams that
	 * the table had before.
	 * @param label the label of the stream
	 * @return the place
	 */
	public static CopySequence first(String label) {
		return of(label, "0");
	}

	/**
	 * Says whether a text can be the sequence number of a change in a stream.
	 * @param number the text
	 * @return whether it has digits alone, and no more than 40
	 */
	public static boolean isNumber(String number) {
		return NUMBER.matcher(number).matches();
	}

	/**
	 * Returns what must be true of the stored item for a write of this place: it is
	 * older, or has no place at all.
	 * @return the condition
	 */
	public Condition isNewer() {
		return STORED.isMissing().or(STORED.isLessThan(this.text));
	}

	/**
	 * Returns what must be true of the stored item if it was not written since it was
	 * seen with this place.
	 * @return the condition
	 */
	public Condition isStored() {
		return STORED.isEqualTo(this.text);
	}

	/**
	 * Returns what must be true of the stored item if it has no place, or if there is no
	 * item.
	 * @return the condition
	 */
	public static Condition isNone() {
		return STORED.isMissing();
	}

	@Override
	public int compareTo(CopySequence other) {
		return this.text.compareTo(other.text);
	}

}
