/**
 * Tables in DynamoDB as a whole: created as they are declared, deleted, waited for, and
 * held against what is declared. Nothing is created or deleted unless asked by name.
 */
@NullMarked
package io.daplug.table.admin;

import org.jspecify.annotations.NullMarked;
