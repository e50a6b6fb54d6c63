package io.daplug.template.model;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.daplug.table.UnknownInput;
import io.daplug.table.Validation;

/**
 * What a call that brings items can say about holding them against the schema.
 *
 * @param <B> the builder's own type
 */
public sealed interface ShapedBuilder<B> permits WriteOptions.Builder, UpdateOptions.Builder, ChangeOptions.Builder,
		UpsertOptions.Builder, BatchOptions.Builder {

	/**
	 * Changes what has been said so far. The other methods say what there is to say.
	 * @param change makes what holds from now on of what held before
	 * @return this builder
	 */
	B shape(UnaryOperator<Shaping> change);

	/**
	 * Sets how strictly the schema is checked, instead of the table's way.
	 * @param validation the validation
	 * @return this builder
	 */
	default B validation(Validation validation) {
		return shape((shaping) -> shaping.with(validation));
	}

	/**
	 * Sets what becomes of attributes that the schema does not describe, instead of the
	 * table's rule.
	 * @param unknown the rule
	 * @return this builder
	 */
	default B unknown(UnknownInput unknown) {
		return shape((shaping) -> shaping.with(unknown));
	}

	/**
	 * Says who made the item, the patch, or the items of the batch.
	 * {@link Source#APPLICATION} by default.
	 * @param source the source
	 * @return this builder
	 */
	default B from(Source source) {
		return shape((shaping) -> shaping.with(source));
	}

	/**
	 * Adds an attribute to the item, to the patch, or to each item of the batch, or
	 * replaces the one that is there. That is how the application supplies what clients
	 * must not send.
	 * @param attribute the name of a top-level attribute
	 * @param value its value
	 * @return this builder
	 */
	default B set(String attribute, Object value) {
		return shape((shaping) -> shaping.with(attribute, value));
	}

	/**
	 * Adds an attribute in the same way, with a value that is made for each write.
	 * @param attribute the name of a top-level attribute
	 * @param value makes its value
	 * @return this builder
	 */
	default B set(String attribute, Supplier<?> value) {
		return shape((shaping) -> shaping.with(attribute, value));
	}

}
