package io.daplug.template.rewrite;

import io.daplug.capacity.ScanRule;
import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.guard.ItemVersions;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.RewriteOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import io.daplug.template.read.ItemReader;

import org.springframework.util.Assert;

/**
 * Brings the items of one table to the current version of their schema.
 */
public final class ItemRewriter {

	private final TableContext context;

	private final ItemReader reader;

	public ItemRewriter(TableContext context, ItemReader reader) {
		this.context = context;
		this.reader = reader;
	}

	/** Rewrites the items that the options select. */
	public RewriteResult rewrite(RewriteOptions options) {
		Assert.notNull(options, "'options' must not be null");
		ItemVersions versions = this.context.versions();
		Assert.state(versions != null,
				() -> "The items of table '%s' have no versions to be brought to; set its 'schema-version'"
					.formatted(this.context.table().name()));
		SelectionOptions selection = options.selection(other(versions));
		if (selection instanceof ScanOptions && this.context.table().reads().scan() == ScanRule.REFUSE) {
			throw new InvalidQueryException(
					"Table '%s' must not be scanned, as its 'reads.scan' says; rewrite it by hash keys"
						.formatted(this.context.table().name()));
		}
		return new Rewriting(this.context, versions, options, this.reader.pages(selection)).rewrite();
	}

	/** Later versions are found too, to be counted. */
	private static Condition other(ItemVersions versions) {
		Attribute version = Condition.attribute(versions.attribute());
		return versions.old().or(version.exists().and(version.isNotEqualTo(versions.current())));
	}

}
