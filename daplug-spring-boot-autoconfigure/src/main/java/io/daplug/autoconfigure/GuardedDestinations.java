package io.daplug.autoconfigure;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Names the tables that guarded mirrors of this application write. Their templates hide
 * tombstones, so it is asked before there are any templates.
 */
@FunctionalInterface
public interface GuardedDestinations {

	/**
	 * Returns the tables.
	 * @param streamed whether the changes of a table come from its stream
	 * @return their logical names
	 */
	Set<String> tables(Predicate<String> streamed);

}
