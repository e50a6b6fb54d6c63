package io.daplug.template.batch;

/**
 * How many older items a rewrite has met, and what became of them. Items of the current
 * version are not counted: DynamoDB leaves them out.
 *
 * @param rewritten how many items were brought to the current version
 * @param changed how many others wrote or removed before their turn came, so that they
 * need no rewrite any more
 * @param future how many items of later versions, or of no valid one, were left as they
 * are
 * @param failed how many could not be rewritten
 */
public record RewriteCounts(long rewritten, long changed, long future, long failed) {

	@Override
	public String toString() {
		return "%d rewritten, %d changed meanwhile, %d of later versions, %d failed".formatted(this.rewritten,
				this.changed, this.future, this.failed);
	}

}
