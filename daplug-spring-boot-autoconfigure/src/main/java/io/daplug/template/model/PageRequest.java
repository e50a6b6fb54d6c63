package io.daplug.template.model;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Asks for a page of a query or scan.
 *
 * @param size how many items a page holds
 * @param token where it begins, from the page before; null for the first
 */
public record PageRequest(int size, @Nullable String token) {

	/**
	 * Checks the size.
	 * @param size how many items a page holds
	 * @param token where it begins, from the page before; null for the first
	 */
	public PageRequest {
		Assert.isTrue(size > 0, () -> "'size' of a page must be positive, not " + size);
	}

	/**
	 * Asks for the first page.
	 * @param size how many items a page holds
	 * @return the request
	 */
	public static PageRequest of(int size) {
		return new PageRequest(size, null);
	}

	/**
	 * Asks for the page after this one.
	 * @param token the token of the page before; null or empty for the first page
	 * @return the request
	 */
	public PageRequest after(@Nullable String token) {
		return new PageRequest(this.size, (token == null || token.isEmpty()) ? null : token);
	}

}
