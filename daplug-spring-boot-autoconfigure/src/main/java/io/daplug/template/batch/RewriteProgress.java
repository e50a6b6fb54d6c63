package io.daplug.template.batch;

import org.jspecify.annotations.Nullable;

/**
 * How far a rewrite is. Nobody knows how many items are left.
 *
 * @param counts what it has done
 * @param perSecond how many items it has rewritten in a second, since it began
 * @param position where another call could go on; null at the beginning and the end
 */
public record RewriteProgress(RewriteCounts counts, double perSecond, @Nullable String position) {

	/**
	 * Returns how many items were brought to the current version.
	 * @return the number of items
	 */
	public long rewritten() {
		return this.counts.rewritten();
	}

	/**
	 * Returns how many items had the current version already.
	 * @return the number of items
	 */
	public long current() {
		return this.counts.current();
	}

}
