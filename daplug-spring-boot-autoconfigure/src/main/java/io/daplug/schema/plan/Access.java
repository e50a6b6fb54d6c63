package io.daplug.schema.plan;

import java.util.EnumSet;

/**
 * Who may send, and who gets to see, a value and what lies in it.
 */
public final class Access {

	/**
	 * What a schema says of access.
	 */
	public enum Mark {

		/** Clients get it and do not send it. */
		READ_ONLY,

		/** Clients send it and do not get it. */
		WRITE_ONLY

	}

	private final EnumSet<Mark> own = EnumSet.noneOf(Mark.class);

	private final EnumSet<Mark> below = EnumSet.noneOf(Mark.class);

	/**
	 * Marks the value itself.
	 * @param mark the mark
	 */
	public void mark(Mark mark) {
		this.own.add(mark);
	}

	/**
	 * Says that a mark may be found on the way on from here.
	 * @param mark the mark
	 */
	void leads(Mark mark) {
		this.below.add(mark);
	}

	boolean is(Mark mark) {
		return this.own.contains(mark);
	}

	/**
	 * Whether it is worth looking into the value.
	 * @param mark what is looked for
	 * @return {@code true} if the value, or one in it, may have the mark
	 */
	public boolean leadsTo(Mark mark) {
		return this.below.contains(mark);
	}

}
