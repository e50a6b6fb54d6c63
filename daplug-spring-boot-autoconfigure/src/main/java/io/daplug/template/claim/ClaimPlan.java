package io.daplug.template.claim;

import java.util.List;

import io.daplug.guard.Demand;
import org.jspecify.annotations.Nullable;

/**
 * What one write changes of the claims.
 *
 * @param seen what the plan was made from: the unique attributes of the stored item must
 * still be so when the write arrives; null if the write demands that there is no item
 * @param taken the claims of the item afterwards that it may not have yet
 * @param released the claims that it has no more
 */
public record ClaimPlan(@Nullable Demand seen, List<Claim> taken, List<Claim> released) {

	/** Changes nothing, of whatever is stored. */
	public static final ClaimPlan NONE = new ClaimPlan(null, List.of(), List.of());

	/** Whether the write is more than one of its item alone. */
	public boolean changesClaims() {
		return !this.taken.isEmpty() || !this.released.isEmpty();
	}

	/** The same without the release of a claim that another item has. */
	public ClaimPlan without(Claim foreign) {
		return new ClaimPlan(this.seen, this.taken,
				this.released.stream().filter((claim) -> claim != foreign).toList());
	}

}
