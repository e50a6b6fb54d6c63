package io.daplug.template.rewrite;

import java.util.ArrayList;
import java.util.List;

import io.daplug.capacity.ScanRule;
import io.daplug.expression.Attribute;
import io.daplug.expression.Condition;
import io.daplug.guard.ItemVersions;
import io.daplug.guard.ItemVisibility;
import io.daplug.key.KeyPrefixer;
import io.daplug.template.batch.RewriteResult;
import io.daplug.template.context.OtherTypes;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.RewriteOptions;
import io.daplug.template.model.ScanOptions;
import io.daplug.template.model.SelectionOptions;
import io.daplug.template.read.ItemReader;
import io.daplug.template.read.StoredPages;
import io.daplug.version.SchemaVersionDefinition;

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
		RewritePosition position = RewritePosition.of(options.position(), versions.currentNumber(), options.segments());
		boolean filtered = versions.currentNumber() > SchemaVersionDefinition.FIRST && isAlone();
		List<StoredPages> segments = new ArrayList<>();
		for (int segment = 0; segment < options.segments(); segment++) {
			SelectionOptions selection = options.selection(filtered ? other(versions) : null, position.token(segment));
			checkScan(selection);
			segments.add(this.reader.pages(selection, new StoredPages.Segment(segment, options.segments())));
		}
		return new Rewriting(new Rewrite(this.context, versions, options, filtered), segments, position).rewrite();
	}

	private void checkScan(SelectionOptions selection) {
		if (selection instanceof ScanOptions && this.context.table().reads().scan() == ScanRule.REFUSE) {
			throw new InvalidQueryException(
					"Table '%s' must not be scanned, as its 'reads.scan' says; rewrite it by hash keys"
						.formatted(this.context.table().name()));
		}
	}

	/**
	 * Whether no other items with versions are in the table. Then what DynamoDB leaves
	 * out for its version is one of the template's that has the current one. Else it may
	 * be anybody's, and is looked at here: that costs no more capacity.
	 */
	private boolean isAlone() {
		KeyPrefixer prefixer = this.context.prefixer();
		return this.context.tenant().id() == null && !this.context.keys().computed().any()
				&& new OtherTypes(this.context.table()).hidden() == ItemVisibility.ALL
				&& this.context.keys().names().stream().allMatch((name) -> prefixer.prefix(name).isEmpty());
	}

	/** Later versions are found too, to be counted. */
	private static Condition other(ItemVersions versions) {
		Attribute version = Condition.attribute(versions.attribute());
		return versions.old().or(version.exists().and(version.isNotEqualTo(versions.current())));
	}

}
