package io.daplug.mirror.move;

import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MovePhase;

/**
 * The two tables of a move, and the mirrors between them.
 *
 * @param forward the mirror that leads to the new table
 * @param reverse the mirror that leads back
 */
public record MoveTables(MirrorDefinition forward, MirrorDefinition reverse) {

	/**
	 * One of the two tables.
	 */
	enum Side {

		SOURCE, DESTINATION

	}

	String table(Side side) {
		return (side == Side.SOURCE) ? this.forward.source() : this.forward.destination();
	}

	/** The mirror that writes a table. */
	MirrorDefinition writer(Side side) {
		return (side == Side.SOURCE) ? this.reverse : this.forward;
	}

	/** The table that is written, or was written last. */
	static Side active(MovePhase phase) {
		return (phase == MovePhase.OPEN || phase == MovePhase.CLOSING) ? Side.SOURCE : Side.DESTINATION;
	}

	String activeTable(MovePhase phase) {
		return table(active(phase));
	}

}
