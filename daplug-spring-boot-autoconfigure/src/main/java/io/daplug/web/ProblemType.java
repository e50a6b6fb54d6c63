package io.daplug.web;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What went wrong, as clients tell it by the member {@code type} of problem details.
 */
enum ProblemType {

	SCHEMA_VIOLATION(HttpStatus.BAD_REQUEST, "The item does not fit its schema",
			"'errors' lists each part that is not as the schema asks"),

	INVALID_KEY(HttpStatus.BAD_REQUEST, "The key cannot be used", null),

	INVALID_ITEM(HttpStatus.BAD_REQUEST, "The item cannot be stored", null),

	ITEM_REFUSED(HttpStatus.BAD_REQUEST, "The item is refused", null),

	INVALID_IDEMPOTENCE_VALUE(HttpStatus.BAD_REQUEST, "The state of the item cannot be told", null),

	INVALID_PAGE_TOKEN(HttpStatus.BAD_REQUEST, "The page token cannot be used", null),

	INVALID_BATCH(HttpStatus.BAD_REQUEST, "An entry of the batch cannot be written", null),

	INVALID_TRANSACTION(HttpStatus.BAD_REQUEST, "The items cannot be written together", null),

	INVALID_IF_MATCH(HttpStatus.BAD_REQUEST, "The precondition cannot be used", null),

	ITEM_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such item", "No item with this key is stored"),

	DUPLICATE_ITEM(HttpStatus.CONFLICT, "The item is stored already", "An item with this key is stored already"),

	DUPLICATE_ATTRIBUTE(HttpStatus.CONFLICT, "Another item has this value already",
			"'errors' names the attribute; choose another value"),

	STALE_ITEM(HttpStatus.CONFLICT, "The item has changed",
			"The item was changed since it was read; read it again and decide anew"),

	CONDITION_NOT_MET(HttpStatus.CONFLICT, "The item is in another state than this asks for",
			"What was asked for is not possible in the state that the item is in"),

	WRITE_CONFLICT(HttpStatus.CONFLICT, "The item is being written by others",
			"Nothing was written; the same request can be sent again"),

	ITEM_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The item is too large", null),

	READ_BUDGET_EXCEEDED(HttpStatus.UNPROCESSABLE_CONTENT, "The read asks for too much",
			"Ask for less, or go on with the page token 'next' if there is one"),

	IF_MATCH_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "A precondition is needed", null),

	THROTTLED(HttpStatus.SERVICE_UNAVAILABLE, "The service is at its capacity",
			"The same request can be sent again in a moment"),

	ITEM_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The item is being written by others",
			"Nothing was written; the same request can be sent again in a moment"),

	TABLE_MOVING(HttpStatus.SERVICE_UNAVAILABLE, "The items are being moved",
			"Nothing was written; the same request can be sent again in a moment"),

	UNCERTAIN_WRITE(HttpStatus.SERVICE_UNAVAILABLE, "It is not known whether the item was written",
			"Read the item, and send the request again if it does not show the change"),

	INCOMPLETE_BATCH(HttpStatus.SERVICE_UNAVAILABLE, "Part of the batch was not written",
			"Some entries were not written, or it is not known whether they were"),

	APPLICATION_CLOSED(HttpStatus.SERVICE_UNAVAILABLE, "The service is shutting down",
			"Nothing was written; the same request can be sent again in a moment");

	private final HttpStatus status;

	private final String title;

	private final @Nullable String detail;

	private final URI uri;

	ProblemType(HttpStatus status, String title, @Nullable String detail) {
		this.status = status;
		this.title = title;
		this.detail = detail;
		this.uri = URI.create("urn:problem-type:daplug:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	/** The status where nothing about the request asks for another. */
	HttpStatus status() {
		return this.status;
	}

	String title() {
		return this.title;
	}

	/** What to do; null where the message of the exception says it. */
	@Nullable String detail() {
		return this.detail;
	}

	URI uri() {
		return this.uri;
	}

}
