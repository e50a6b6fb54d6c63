package io.daplug.schema.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.schema.pattern.EcmaPattern;

/**
 * What is said of properties that are not named.
 *
 * @param open whether they stay when an object is projected
 * @param patterned what is said by patterns of names
 * @param additional what is said of all others
 * @param limits which may be there at all
 */
public record Others(boolean open, List<Patterned> patterned, List<Additional> additional, Limits limits) {

	/**
	 * What is said of properties by a pattern of their names.
	 *
	 * @param pattern the pattern
	 * @param node what is said of their values
	 */
	public record Patterned(EcmaPattern pattern, SchemaNode node) {

		boolean matches(String name) {
			return this.pattern.mayFind(name);
		}

	}

	/**
	 * What is said of all other properties.
	 *
	 * @param except patterns of names for which it is not said
	 * @param node what is said of their values
	 */
	public record Additional(List<EcmaPattern> except, SchemaNode node) {

		boolean covers(String name) {
			return this.except.stream().noneMatch((pattern) -> pattern.mayFind(name));
		}

	}

	/**
	 * Which properties may be there at all.
	 *
	 * @param keyword the keyword that says so
	 * @param names names of properties that may
	 * @param patterns patterns of names of properties that may
	 */
	public record Closed(String keyword, Set<String> names, List<EcmaPattern> patterns) {

		boolean allows(String name) {
			return this.names.contains(name) || this.patterns.stream().anyMatch((pattern) -> pattern.mayFind(name));
		}

	}

	/**
	 * What forbids properties, or may.
	 *
	 * @param closed which may be there at all
	 * @param unevaluated what is said of those that no other keyword speaks of
	 * @param mayClose whether an alternative says which may be there at all
	 */
	public record Limits(List<Closed> closed, List<Unevaluated> unevaluated, boolean mayClose) {

		boolean forbid() {
			return this.mayClose || !this.closed.isEmpty() || leavesNoRest();
		}

		/** Whether there must be no property that no keyword speaks of. */
		boolean leavesNoRest() {
			return this.unevaluated.stream().anyMatch((each) -> each.node() == null);
		}

	}

	/**
	 * Whether nothing is said.
	 * @return {@code true} if every property may be there, and may hold anything
	 */
	public boolean silent() {
		return this.open && this.patterned.isEmpty() && this.additional.isEmpty() && this.limits.closed().isEmpty()
				&& this.limits.unevaluated().isEmpty();
	}

	/**
	 * All nodes that such properties are walked by.
	 * @return the nodes
	 */
	Stream<SchemaNode> nodes() {
		return Stream
			.of(this.patterned.stream().map(Patterned::node), this.additional.stream().map(Additional::node),
					this.limits.unevaluated().stream().flatMap(Unevaluated::rest))
			.flatMap((nodes) -> nodes);
	}

}
