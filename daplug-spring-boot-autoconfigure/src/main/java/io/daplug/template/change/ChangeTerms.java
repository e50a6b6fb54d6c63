package io.daplug.template.change;

import io.daplug.guard.Demand;
import io.daplug.table.Validation;
import io.daplug.template.model.ChangeAnswer;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.KnownImages;

/**
 * What a call wants of a change beside its steps.
 *
 * @param presence whether there must be an item
 * @param answer what the caller gets
 * @param images what the announcement is to know
 * @param whole whether the item is read, and checked as the change leaves it
 */
public record ChangeTerms(Demand.Presence presence, ChangeAnswer answer, KnownImages images, boolean whole) {

	/** The item must be there. */
	public static ChangeTerms change(ChangeAnswer answer, ChangeOptions options, Validation fallback) {
		return new ChangeTerms(Demand.Presence.SOME, answer, options.images(), options.checksWhole(fallback));
	}

	/** An item that is missing is created. */
	public static ChangeTerms upsert(ChangeAnswer answer, ChangeOptions options, Validation fallback) {
		return new ChangeTerms(Demand.Presence.EITHER, answer, options.images(), options.checksWhole(fallback));
	}

}
