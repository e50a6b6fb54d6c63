package io.daplug.sample;

import java.net.URI;
import java.util.Optional;

import io.daplug.dynamodb.ThrottledException;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemTooLargeException;
import io.daplug.schema.SchemaViolationException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.ItemNotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Tells clients what went wrong, in problem details (RFC 9457). What the framework finds
 * wrong with a request, the base class tells them.
 */
@RestControllerAdvice
final class OrderProblems extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail violation(SchemaViolationException ex) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "schema-violation", "The order is not as it must be",
				"'violations' lists each part that is not what the schema '%s' asks for".formatted(ex.schema()));
		problem.setProperty("violations", ex.violations());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail duplicate(DuplicateItemException ex) {
		return problem(HttpStatus.CONFLICT, "duplicate-order", "The order exists already",
				"An order with this orderId is stored already; choose another, or let the server choose one");
	}

	/** A client that demanded a state learns that its precondition failed. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> stale(StaleItemException ex, WebRequest request) {
		Optional<Order> current = ex.stored().map((stored) -> stored.as(Order.class));
		if (current.isEmpty()) {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).body(notFound());
		}
		HttpStatus status = EntityTag.isDemanded(request.getHeader(HttpHeaders.IF_MATCH))
				? HttpStatus.PRECONDITION_FAILED : HttpStatus.CONFLICT;
		ProblemDetail problem = problem(status, "stale-order", "The order has changed",
				"The order was changed since you read it; read it again and decide anew");
		problem.setProperty("currentVersion", current.get().version());
		return ResponseEntity.status(status).eTag(EntityTag.of(current.get())).body(problem);
	}

	@ExceptionHandler({ OrderNotFoundException.class, ItemNotFoundException.class })
	ProblemDetail notFound() {
		return problem(HttpStatus.NOT_FOUND, "order-not-found", "There is no such order",
				"No order with this orderId is stored");
	}

	@ExceptionHandler
	ProblemDetail invalidToken(InvalidPageTokenException ex) {
		return problem(HttpStatus.BAD_REQUEST, "invalid-page-token", "The page token cannot be used", ex.getMessage());
	}

	@ExceptionHandler({ InvalidKeyException.class, InvalidItemException.class })
	ProblemDetail invalidOrder(RuntimeException ex) {
		return problem(HttpStatus.BAD_REQUEST, "invalid-order", "The order cannot be stored", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail tooLarge(ItemTooLargeException ex) {
		return problem(HttpStatus.CONTENT_TOO_LARGE, "order-too-large", "The order is too large", ex.getMessage());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> throttled(ThrottledException ex) {
		HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
		return ResponseEntity.status(status)
			.header(HttpHeaders.RETRY_AFTER, "1")
			.body(problem(status, "throttled", "The table is busy", "Try again in a moment"));
	}

	private static ProblemDetail problem(HttpStatus status, String type, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("urn:problem-type:orders:" + type));
		problem.setTitle(title);
		return problem;
	}

}
