package io.daplug.template.batch;

/**
 * How many items a rewrite has met, and what became of them.
 *
 * @param rewritten how many items were brought to the current version
 * @param current how many items had the current version already. To count them takes no
 * request
 * @param changed how many others wrote or removed before their turn came, so that they
 * need no rewrite any more
 * @param future how many items of later versions, or of no valid one, were left as they
 * are
 * @param failed how many could not be rewritten
 */
public record RewriteCounts(long rewritten, long current, long changed, long future, long failed) {

	@Override
	public String toString() {
		return "%d rewritten, %d current already, %d changed meanwhile, %d of later versions, %d failed"
			.formatted(this.rewritten, this.current, this.changed, this.future, this.failed);
	}

}
