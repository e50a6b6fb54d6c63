package io.daplug.guard;

import java.util.Map;

import io.daplug.expression.OtherForms;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes an item that was read, in whatever form it was stored, the item that readers,
 * writers and listeners know. It is asked wherever prefixes come off an item.
 */
public interface StoredForm {

	/** Items are stored in the form in which they are known. */
	StoredForm SAME = (item) -> item;

	/**
	 * Returns an item as it is known.
	 * @param item the item as it is stored, without prefixes; it must not be changed
	 * @return the item, which may be the same map
	 * @throws org.springframework.dao.DataRetrievalFailureException if the item cannot be
	 * known
	 */
	Map<String, AttributeValue> of(Map<String, AttributeValue> item);

	/**
	 * Says whether it must see whole items. If so, a projection is cut from the item
	 * after it was read: what is stored may have other attributes than those that are
	 * asked for.
	 * @return whether reads must bring all attributes
	 */
	default boolean needsWhole() {
		return false;
	}

	/**
	 * Returns in which other forms items may hold the values that conditions name.
	 * @return the forms
	 */
	default OtherForms otherForms() {
		return OtherForms.NONE;
	}

	/**
	 * Returns this form and another one after it.
	 * @param next what makes of an item in this form the item that is known
	 * @return both as one, equal for the same forms
	 */
	default StoredForm then(StoredForm next) {
		return (this == SAME) ? next : (next == SAME) ? this : new BothForms(this, next);
	}

}
