package io.daplug.schema.document;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Which schemas speak of the same value, because one refers to the other, holds it among
 * its parts, or offers it. Such chains may not be endless, nor longer than a reader of
 * schemas can follow.
 */
final class ReferenceChains {

	private final IdentityHashMap<RawSchema, List<RawSchema>> must = new IdentityHashMap<>();

	private final IdentityHashMap<RawSchema, List<RawSchema>> may = new IdentityHashMap<>();

	/** How many steps lead on from a schema; none yet while that is being found out. */
	private final IdentityHashMap<RawSchema, Integer> mustHeights = new IdentityHashMap<>();

	private final IdentityHashMap<RawSchema, Integer> heights = new IdentityHashMap<>();

	/**
	 * Says that one schema holds wherever another one does.
	 * @param from the other one
	 * @param to the one
	 */
	void must(RawSchema from, RawSchema to) {
		this.must.computeIfAbsent(from, (schema) -> new ArrayList<>(1)).add(to);
	}

	/**
	 * Says that one schema may hold where another one does.
	 * @param from the other one
	 * @param to the one
	 */
	void may(RawSchema from, RawSchema to) {
		this.may.computeIfAbsent(from, (schema) -> new ArrayList<>(1)).add(to);
	}

	/**
	 * Checks the chains that begin with a schema.
	 * @param schema the schema
	 */
	void check(RawSchema schema) {
		mustHeight(schema, 0);
		height(schema, 0);
	}

	private int mustHeight(RawSchema schema, int steps) {
		LoadBudget.requireSteps(schema, steps);
		Integer known = this.mustHeights.get(schema);
		if (known != null) {
			if (known < 0) {
				throw schema.fault("refers to itself in a circle that never ends");
			}
			return known;
		}
		this.mustHeights.put(schema, -1);
		int height = 0;
		for (RawSchema next : this.must.getOrDefault(schema, List.of())) {
			height = Math.max(height, 1 + mustHeight(next, steps + 1));
		}
		LoadBudget.requireSteps(schema, height);
		this.mustHeights.put(schema, height);
		return height;
	}

	/** Alternatives may lead back to where they are offered: that is no step onwards. */
	private int height(RawSchema schema, int steps) {
		LoadBudget.requireSteps(schema, steps);
		Integer known = this.heights.get(schema);
		if (known != null) {
			return Math.max(known, 0);
		}
		this.heights.put(schema, -1);
		int height = 0;
		for (IdentityHashMap<RawSchema, List<RawSchema>> edges : List.of(this.must, this.may)) {
			for (RawSchema next : edges.getOrDefault(schema, List.of())) {
				height = Math.max(height, 1 + height(next, steps + 1));
			}
		}
		LoadBudget.requireSteps(schema, height);
		this.heights.put(schema, height);
		return height;
	}

}
