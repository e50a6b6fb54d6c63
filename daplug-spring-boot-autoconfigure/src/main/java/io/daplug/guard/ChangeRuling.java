package io.daplug.guard;

import io.daplug.expression.AttributePath;
import io.daplug.expression.UpdateExpression;
import org.jspecify.annotations.Nullable;

/**
 * What a guard says of a change that goes out without a look at the stored item.
 *
 * @param demand what it demands of the stored item
 * @param next the steps that join those of the caller, by which later writes know the
 * item
 * @param mark the attribute among them whose value no other write has; null if there is
 * none
 * @param seeing whether an item that does not meet the demand may be changed all the
 * same, once it is seen: then {@link WriteGuard#changeOf} decides
 * @param once whether an item that was changed so no longer meets the demand, whatever
 * others make of it, so that the change cannot be carried out twice
 */
public record ChangeRuling(Demand demand, UpdateExpression next, @Nullable String mark, boolean seeing, boolean once) {

	/**
	 * Demands something, and adds nothing.
	 * @param demand what it demands of the stored item
	 * @return the ruling
	 */
	public static ChangeRuling of(Demand demand) {
		return new ChangeRuling(demand, UpdateExpression.NONE, null, false, false);
	}

	/**
	 * Rules by what is known of the stored item already.
	 * @param ruling what the guard says
	 * @param once whether an item that was changed so no longer meets the demand
	 * @return the ruling
	 */
	public static ChangeRuling of(Ruling.Proceed ruling, boolean once) {
		UpdateExpression next = ruling.next().isEmpty() ? UpdateExpression.NONE : UpdateExpression
			.of((change) -> ruling.next().forEach((name, value) -> change.set(AttributePath.of(name), value)));
		return new ChangeRuling(ruling.demand(), next, ruling.mark(), false, once);
	}

}
