/**
 * Items of many types in one table: how their keys are composed, the operations of each
 * type, and reading the items of several types at once.
 */
@NullMarked
package io.daplug.singletable;

import org.jspecify.annotations.NullMarked;
