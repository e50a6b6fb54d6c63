package io.daplug.template.change;

import io.daplug.expression.AttributePath;

/**
 * A change does not fit an item: what its path leads through, or what it changes, is of
 * another type.
 */
public final class UnfitItemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnfitItemException(AttributePath path, String missing) {
		super("there is %s at '%s'".formatted(missing, path));
	}

}
