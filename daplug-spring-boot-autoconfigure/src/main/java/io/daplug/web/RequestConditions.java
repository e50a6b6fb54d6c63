package io.daplug.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;

/**
 * What of a request decides about the status.
 *
 * @param creates whether it would make the item if there is none
 * @param ifMatch whether it names the state that it changes
 * @param ifNoneMatch whether it is only to be carried out if there is no item
 */
record RequestConditions(boolean creates, boolean ifMatch, boolean ifNoneMatch) {

	/**
	 * Reads a request.
	 * @param method its method
	 * @param header returns the value of a header; null if the request has none
	 * @return what decides
	 */
	static RequestConditions of(HttpMethod method, Header header) {
		return new RequestConditions(method == HttpMethod.PUT, StringUtils.hasText(header.value(HttpHeaders.IF_MATCH)),
				StringUtils.hasText(header.value(HttpHeaders.IF_NONE_MATCH)));
	}

	/**
	 * Returns the value of a header.
	 */
	@FunctionalInterface
	interface Header {

		@Nullable String value(String name);

	}

}
