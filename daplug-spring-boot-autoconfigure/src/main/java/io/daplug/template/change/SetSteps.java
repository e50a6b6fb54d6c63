package io.daplug.template.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.daplug.expression.UpdateStep;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Carries out steps on sets.
 */
final class SetSteps {

	private SetSteps() {
	}

	/** The set with the elements of a step. */
	static AttributeValue united(@Nullable AttributeValue current, UpdateStep step) {
		AttributeValue more = AppliedSteps.given(step);
		return (current == null) ? more : combined(current, step, SetSteps::union);
	}

	/** The set without the elements of a step; null if none are left. */
	static @Nullable AttributeValue reduced(@Nullable AttributeValue current, UpdateStep step) {
		if (current == null) {
			return null;
		}
		AttributeValue left = combined(current, step, SetSteps::difference);
		return (left.ss().isEmpty() && left.ns().isEmpty() && left.bs().isEmpty()) ? null : left;
	}

	private static AttributeValue combined(AttributeValue current, UpdateStep step, Combination combination) {
		AttributeValue given = AppliedSteps.given(step);
		if (current.type() != given.type()) {
			throw new UnfitItemException(step.path(), "no set of such elements");
		}
		if (current.hasNs()) {
			return AttributeValue.fromNs(
					combination.of(current.ns(), given.ns(), (number) -> new BigDecimal(number).stripTrailingZeros()));
		}
		return current.hasSs() ? AttributeValue.fromSs(combination.of(current.ss(), given.ss(), (text) -> text))
				: AttributeValue.fromBs(combination.of(current.bs(), given.bs(), SdkBytes::asByteBuffer));
	}

	private static <E> List<E> union(Collection<E> some, Collection<E> more, Function<E, Object> identity) {
		Map<Object, E> all = by(some, identity);
		more.forEach((element) -> all.putIfAbsent(identity.apply(element), element));
		return new ArrayList<>(all.values());
	}

	private static <E> List<E> difference(Collection<E> some, Collection<E> without, Function<E, Object> identity) {
		Map<Object, E> left = by(some, identity);
		without.forEach((element) -> left.remove(identity.apply(element)));
		return new ArrayList<>(left.values());
	}

	private static <E> Map<Object, E> by(Collection<E> elements, Function<E, Object> identity) {
		Map<Object, E> all = new LinkedHashMap<>();
		elements.forEach((element) -> all.put(identity.apply(element), element));
		return all;
	}

	/** What becomes of two sets; elements are the same if their identities are equal. */
	private interface Combination {

		<E> List<E> of(Collection<E> some, Collection<E> others, Function<E, Object> identity);

	}

}
