package io.daplug.template.rewrite;

import io.daplug.guard.ItemVersions;
import io.daplug.template.context.TableContext;
import io.daplug.template.model.RewriteOptions;

/**
 * What one rewrite is to do.
 *
 * @param context the table
 * @param versions the versions of its items
 * @param options which items are rewritten, and how
 * @param filtered whether DynamoDB leaves out items of the current version, and nothing
 * else
 */
record Rewrite(TableContext context, ItemVersions versions, RewriteOptions options, boolean filtered) {

}
