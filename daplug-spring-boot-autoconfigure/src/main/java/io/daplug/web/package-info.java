/**
 * What web applications answer with: problem details of exceptions, entity tags of items,
 * and pages. Knows Spring's web support, which nobody else does, and neither servlets nor
 * reactive types.
 */
@NullMarked
package io.daplug.web;

import org.jspecify.annotations.NullMarked;
