package io.daplug.template.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.daplug.expression.AttributePath;
import io.daplug.expression.InvalidExpressionException;
import io.daplug.expression.UpdateExpression;
import io.daplug.expression.UpdateStep;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes random items, and random changes of them that mostly fit.
 */
final class RandomChange {

	private static final List<String> NAMES = List.of("a", "b", "size", "x.y");

	private final Random random;

	RandomChange(long seed) {
		this.random = new Random(seed);
	}

	Map<String, AttributeValue> item() {
		return map(0);
	}

	private Map<String, AttributeValue> map(int depth) {
		Map<String, AttributeValue> map = new LinkedHashMap<>();
		for (String name : NAMES) {
			if (this.random.nextInt(4) > 0) {
				map.put(name, value(depth));
			}
		}
		return map;
	}

	private AttributeValue value(int depth) {
		return switch (this.random.nextInt((depth < 3) ? 11 : 7)) {
			case 0 -> AttributeValue.fromS("t" + this.random.nextInt(9));
			case 1, 2 -> number();
			case 3 -> AttributeValue.fromBool(this.random.nextBoolean());
			case 4 -> AttributeValue.fromNul(true);
			case 5, 6 -> set(this.random.nextInt(3));
			case 7, 8 -> AttributeValue.fromM(map(depth + 1));
			default -> list(depth);
		};
	}

	private AttributeValue number() {
		return AttributeValue.fromN(switch (this.random.nextInt(5)) {
			case 0 -> "1.50";
			case 1 -> "-1000000000000000000000";
			case 2 -> "0.000000001";
			default -> Integer.toString(this.random.nextInt(20) - 10);
		});
	}

	private AttributeValue list(int depth) {
		List<AttributeValue> elements = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			elements.add(value(depth + 1));
		}
		return AttributeValue.fromL(elements);
	}

	private AttributeValue set(int kind) {
		Set<Integer> numbers = new LinkedHashSet<>();
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			numbers.add(this.random.nextInt(4));
		}
		List<String> texts = numbers.stream().map(String::valueOf).toList();
		return switch (kind) {
			case 0 -> AttributeValue.fromSs(texts);
			case 1 -> AttributeValue.fromNs(texts);
			default -> AttributeValue.fromBs(texts.stream().map(SdkBytes::fromUtf8String).toList());
		};
	}

	/** Steps on paths of the item and beside them, none of which overlap. */
	UpdateExpression change(Map<String, AttributeValue> item) {
		List<UpdateStep> steps = new ArrayList<>();
		for (int i = this.random.nextInt(5); i >= 0; i--) {
			UpdateStep step = step(item);
			List<UpdateStep> more = new ArrayList<>(steps);
			more.add(step);
			if (distinct(more)) {
				steps = more;
			}
		}
		return UpdateExpression.of(steps);
	}

	private static boolean distinct(List<UpdateStep> steps) {
		try {
			return UpdateExpression.of(steps).steps().size() == steps.size();
		}
		catch (InvalidExpressionException ex) {
			return false;
		}
	}

	private UpdateStep step(Map<String, AttributeValue> item) {
		String name = name();
		AttributePath path = AttributePath.of(name);
		AttributeValue at = item.get(name);
		while (at != null && (at.hasM() || at.hasL()) && this.random.nextInt(4) > 0) {
			if (at.hasM()) {
				String child = name();
				path = path.child(child);
				at = at.m().get(child);
			}
			else {
				int index = this.random.nextInt(at.l().size() + 2);
				path = path.index(index);
				at = (index < at.l().size()) ? at.l().get(index) : null;
			}
		}
		if (this.random.nextInt(40) == 0) {
			path = this.random.nextBoolean() ? path.child(name()) : path.index(0);
		}
		return fitting(path, at);
	}

	private String name() {
		return NAMES.get(this.random.nextInt(NAMES.size()));
	}

	private UpdateStep fitting(AttributePath path, @Nullable AttributeValue at) {
		UpdateStep.Kind[] kinds = UpdateStep.Kind.values();
		UpdateStep.Kind kind = kinds[this.random.nextInt(kinds.length)];
		boolean set = at != null && (at.hasSs() || at.hasNs() || at.hasBs());
		if (this.random.nextInt(5) > 0 && at != null) {
			// mostly what fits the value that is there
			kind = (at.n() != null) ? UpdateStep.Kind.ADD
					: set ? (this.random.nextBoolean() ? UpdateStep.Kind.ADD_TO_SET : UpdateStep.Kind.REMOVE_FROM_SET)
							: at.hasL() ? (this.random.nextBoolean() ? UpdateStep.Kind.APPEND : UpdateStep.Kind.PREPEND)
									: UpdateStep.Kind.SET;
		}
		return new UpdateStep(path, kind, switch (kind) {
			case REMOVE -> null;
			case SET, SET_IF_ABSENT -> value(2);
			case ADD -> number();
			case APPEND, PREPEND -> AttributeValue.fromL(List.of(value(2), value(2)));
			case ADD_TO_SET, REMOVE_FROM_SET ->
				set((at == null) ? 0 : at.hasSs() ? 0 : at.hasNs() ? 1 : at.hasBs() ? 2 : this.random.nextInt(3));
		});
	}

}
