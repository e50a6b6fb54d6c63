package io.daplug.expression;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The steps of which a change is made.
 * <p>
 * A path is a document path such as {@code lines[2].sku}. Its names may be reserved
 * words. A name that is more than letters, digits and underscores stands in double quotes
 * ({@code "\"unit-price\""}), or comes from {@link AttributePath#of}. What holds a nested
 * value must be stored: DynamoDB makes no maps and lists on the way to it.
 */
public abstract sealed class UpdateSteps permits UpdateExpression.Builder {

	UpdateSteps() {
	}

	/**
	 * Adds a step.
	 * @param step the step
	 * @return this builder
	 */
	public abstract UpdateExpression.Builder step(UpdateStep step);

	/**
	 * Sets a value, in the place of the stored one if there is one. An index beyond the
	 * end of a list adds an element at its end.
	 * @param path the document path
	 * @param value the value; null is DynamoDB's NULL
	 * @return this builder
	 */
	public UpdateExpression.Builder set(String path, @Nullable Object value) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.SET, value));
	}

	/**
	 * Sets a value, in the place of the stored one if there is one. An index beyond the
	 * end of a list adds an element at its end.
	 * @param path the path
	 * @param value the value; null is DynamoDB's NULL
	 * @return this builder
	 */
	public UpdateExpression.Builder set(AttributePath path, @Nullable Object value) {
		return step(new UpdateStep(path, UpdateStep.Kind.SET, value));
	}

	/**
	 * Sets a value if the item has none at this path. A stored NULL is a value.
	 * @param path the document path
	 * @param value the value; null is DynamoDB's NULL
	 * @return this builder
	 */
	public UpdateExpression.Builder setIfAbsent(String path, @Nullable Object value) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.SET_IF_ABSENT, value));
	}

	/**
	 * Sets a value if the item has none at this path. A stored NULL is a value.
	 * @param path the path
	 * @param value the value; null is DynamoDB's NULL
	 * @return this builder
	 */
	public UpdateExpression.Builder setIfAbsent(AttributePath path, @Nullable Object value) {
		return step(new UpdateStep(path, UpdateStep.Kind.SET_IF_ABSENT, value));
	}

	/**
	 * Removes a value, if there is one. The elements of a list that follow it move up.
	 * @param path the document path
	 * @return this builder
	 */
	public UpdateExpression.Builder remove(String path) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.REMOVE, null));
	}

	/**
	 * Removes a value, if there is one. The elements of a list that follow it move up.
	 * @param path the path
	 * @return this builder
	 */
	public UpdateExpression.Builder remove(AttributePath path) {
		return step(new UpdateStep(path, UpdateStep.Kind.REMOVE, null));
	}

	/**
	 * Adds to a number. A missing number counts as zero.
	 * @param path the document path
	 * @param number what is added; it may be negative
	 * @return this builder
	 */
	public UpdateExpression.Builder add(String path, Number number) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.ADD, number));
	}

	/**
	 * Adds to a number. A missing number counts as zero.
	 * @param path the path
	 * @param number what is added; it may be negative
	 * @return this builder
	 */
	public UpdateExpression.Builder add(AttributePath path, Number number) {
		return step(new UpdateStep(path, UpdateStep.Kind.ADD, number));
	}

	/**
	 * Adds elements at the end of a list. A missing list counts as empty.
	 * @param path the document path
	 * @param elements the elements, each of which may be a list itself
	 * @return this builder
	 */
	public UpdateExpression.Builder append(String path, @Nullable Object @Nullable ... elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.APPEND, list(elements)));
	}

	/**
	 * Adds elements at the end of a list. A missing list counts as empty.
	 * @param path the path
	 * @param elements the elements, each of which may be a list itself
	 * @return this builder
	 */
	public UpdateExpression.Builder append(AttributePath path, @Nullable Object @Nullable ... elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.APPEND, list(elements)));
	}

	/**
	 * Adds elements at the end of a list. A missing list counts as empty.
	 * @param path the document path
	 * @param elements the elements
	 * @return this builder
	 */
	public UpdateExpression.Builder appendAll(String path, Collection<? extends @Nullable Object> elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.APPEND, elements));
	}

	/**
	 * Adds elements at the end of a list. A missing list counts as empty.
	 * @param path the path
	 * @param elements the elements
	 * @return this builder
	 */
	public UpdateExpression.Builder appendAll(AttributePath path, Collection<? extends @Nullable Object> elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.APPEND, elements));
	}

	/**
	 * Adds elements at the beginning of a list. A missing list counts as empty.
	 * @param path the document path
	 * @param elements the elements, in the order in which they will stand
	 * @return this builder
	 */
	public UpdateExpression.Builder prepend(String path, @Nullable Object @Nullable ... elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.PREPEND, list(elements)));
	}

	/**
	 * Adds elements at the beginning of a list. A missing list counts as empty.
	 * @param path the path
	 * @param elements the elements, in the order in which they will stand
	 * @return this builder
	 */
	public UpdateExpression.Builder prepend(AttributePath path, @Nullable Object @Nullable ... elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.PREPEND, list(elements)));
	}

	/**
	 * Adds elements at the beginning of a list. A missing list counts as empty.
	 * @param path the document path
	 * @param elements the elements, in the order in which they will stand
	 * @return this builder
	 */
	public UpdateExpression.Builder prependAll(String path, Collection<? extends @Nullable Object> elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.PREPEND, elements));
	}

	/**
	 * Adds elements at the beginning of a list. A missing list counts as empty.
	 * @param path the path
	 * @param elements the elements, in the order in which they will stand
	 * @return this builder
	 */
	public UpdateExpression.Builder prependAll(AttributePath path, Collection<? extends @Nullable Object> elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.PREPEND, elements));
	}

	/**
	 * Adds elements to a set. A missing set counts as empty.
	 * @param path the document path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder addToSet(String path, Object... elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.ADD_TO_SET, list(elements)));
	}

	/**
	 * Adds elements to a set. A missing set counts as empty.
	 * @param path the path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder addToSet(AttributePath path, Object... elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.ADD_TO_SET, list(elements)));
	}

	/**
	 * Adds elements to a set. A missing set counts as empty.
	 * @param path the document path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder addAllToSet(String path, Collection<?> elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.ADD_TO_SET, elements));
	}

	/**
	 * Adds elements to a set. A missing set counts as empty.
	 * @param path the path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder addAllToSet(AttributePath path, Collection<?> elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.ADD_TO_SET, elements));
	}

	/**
	 * Removes elements from a set. If none are left, the set itself is removed.
	 * @param path the document path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder removeFromSet(String path, Object... elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.REMOVE_FROM_SET, list(elements)));
	}

	/**
	 * Removes elements from a set. If none are left, the set itself is removed.
	 * @param path the path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder removeFromSet(AttributePath path, Object... elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.REMOVE_FROM_SET, list(elements)));
	}

	/**
	 * Removes elements from a set. If none are left, the set itself is removed.
	 * @param path the document path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder removeAllFromSet(String path, Collection<?> elements) {
		return step(new UpdateStep(AttributePath.parse(path), UpdateStep.Kind.REMOVE_FROM_SET, elements));
	}

	/**
	 * Removes elements from a set. If none are left, the set itself is removed.
	 * @param path the path
	 * @param elements the elements: texts, numbers or binary values, all of one type
	 * @return this builder
	 */
	public UpdateExpression.Builder removeAllFromSet(AttributePath path, Collection<?> elements) {
		return step(new UpdateStep(path, UpdateStep.Kind.REMOVE_FROM_SET, elements));
	}

	/** A lone null is an element, not an array of them. */
	private static List<@Nullable Object> list(@Nullable Object @Nullable [] elements) {
		return (elements != null) ? Arrays.asList(elements) : Collections.singletonList(null);
	}

}
