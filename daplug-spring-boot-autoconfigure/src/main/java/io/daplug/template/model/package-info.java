/**
 * What callers say of a call and what they get of it: options, page requests, pages,
 * results of batches, and exceptions.
 */
@NullMarked
package io.daplug.template.model;

import org.jspecify.annotations.NullMarked;
