/**
 * What an item has to look like: OpenAPI and JSON schema files are read once at start and
 * compiled into plans, which then shape and check items without looking at the files
 * again. Knows DynamoDB's attribute values and nothing of tables, keys or requests.
 */
@NullMarked
package io.daplug.schema;

import org.jspecify.annotations.NullMarked;
