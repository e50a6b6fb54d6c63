/**
 * Schemas that items must match. OpenAPI and JSON schema files are read and compiled
 * once, when the application starts. The compiled schemas then shape and check items
 * without reading the files again. This package works with DynamoDB's attribute values
 * and knows nothing of tables, keys or requests.
 */
@NullMarked
package io.daplug.schema;

import org.jspecify.annotations.NullMarked;
