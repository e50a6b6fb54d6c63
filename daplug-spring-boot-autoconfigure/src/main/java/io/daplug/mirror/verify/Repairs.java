package io.daplug.mirror.verify;

import java.util.List;
import java.util.Map;

import io.daplug.mirror.MirrorGuard;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes copies what they should be, without harm to what is written meanwhile.
 */
interface Repairs {

	static Repairs of(VerifyContext context) {
		return (context.handler().mirror().guard() == MirrorGuard.SEQUENCE) ? new GuardedRepairs(context)
				: new UnguardedRepairs(context);
	}

	/**
	 * Writes copies that are missing or different. Whether they are written is seen by
	 * another look at them.
	 * @param looks what should be there, and what is
	 */
	void write(List<Suspects.Look> looks);

	/**
	 * Removes copies of no item, unless they were written since they were looked at.
	 * @param copies the copies, with all that is stored
	 */
	void remove(List<Map<String, AttributeValue>> copies);

	/**
	 * Says whether a copy that was removed may have been written by the mirror at that
	 * moment, so that the source has to be looked at once more.
	 * @return whether it may
	 */
	boolean mayHaveRemovedTooMuch();

}
