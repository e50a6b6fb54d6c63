package io.daplug.web;

import io.daplug.DaplugException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The header {@code If-Match} of a request cannot be honoured. Spring answers with the
 * status of this exception, with or without Daplug's advice: 400 for a header that is no
 * list of entity tags, or has several where one is needed; 412 for a tag that no state of
 * an item can have; 428 where the header is missing and demanded.
 */
public final class PreconditionException extends ErrorResponseException implements DaplugException {

	private static final long serialVersionUID = 1L;

	private PreconditionException(HttpStatus status, ProblemType problem, String detail) {
		super(status, body(status, problem, detail), null);
	}

	private static ProblemDetail body(HttpStatus status, ProblemType problem, String detail) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
		body.setType(problem.uri());
		body.setTitle(problem.title());
		return body;
	}

	static PreconditionException malformed() {
		return new PreconditionException(HttpStatus.BAD_REQUEST, ProblemType.INVALID_IF_MATCH,
				"'If-Match' must be an asterisk or entity tags in quotes, separated by commas");
	}

	static PreconditionException several() {
		return new PreconditionException(HttpStatus.BAD_REQUEST, ProblemType.INVALID_IF_MATCH,
				"'If-Match' must name one entity tag, not several");
	}

	static PreconditionException neverMet() {
		return new PreconditionException(HttpStatus.PRECONDITION_FAILED, ProblemType.STALE_ITEM,
				"'If-Match' names no state that the item can be in: weak entity tags match nothing, nor do tags that were never sent");
	}

	static PreconditionException required() {
		return new PreconditionException(HttpStatus.PRECONDITION_REQUIRED, ProblemType.IF_MATCH_REQUIRED,
				"Send the entity tag of the state that you saw as 'If-Match'");
	}

}
