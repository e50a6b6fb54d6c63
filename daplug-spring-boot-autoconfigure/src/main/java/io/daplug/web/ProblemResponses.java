package io.daplug.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.daplug.customize.RefusedItemException;
import io.daplug.dynamodb.ApplicationClosedException;
import io.daplug.dynamodb.ThrottledException;
import io.daplug.dynamodb.WriteConflictException;
import io.daplug.expression.UnfitChangeException;
import io.daplug.idempotence.InvalidIdempotenceValueException;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.InvalidItemException;
import io.daplug.item.InvalidKeyException;
import io.daplug.item.ItemTooLargeException;
import io.daplug.schema.SchemaViolation;
import io.daplug.schema.SchemaViolationException;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.table.gate.TableMovingException;
import io.daplug.template.batch.IncompleteBatchException;
import io.daplug.template.batch.IncompleteClearException;
import io.daplug.template.batch.IncompleteRewriteException;
import io.daplug.template.batch.InvalidBatchException;
import io.daplug.template.model.ConditionNotMetException;
import io.daplug.template.model.DuplicateItemException;
import io.daplug.template.model.InvalidPageTokenException;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.ItemBusyException;
import io.daplug.template.model.ItemNotFoundException;
import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.model.UncertainTransactionException;
import io.daplug.template.model.UncertainWriteException;
import io.daplug.text.JsonPointer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.Assert;
import org.springframework.web.ErrorResponse;

/**
 * Makes answers (RFC 9457) of the exceptions that a client can cause, or that pass.
 * Title, detail and type can be replaced by messages of the application, as those of
 * Spring's own exceptions: {@code problemDetail.title.<exception>},
 * {@code problemDetail.<exception>} and {@code problemDetail.type.<exception>}, with the
 * full name of the exception's class.
 * <p>
 * Answers hold no contents of items. A detail may name attributes, schemas and tables.
 */
public final class ProblemResponses {

	private static final Log logger = LogFactory.getLog(ProblemResponses.class);

	private static final Map<Class<? extends Exception>, ProblemType> TYPES = Map.ofEntries(
			Map.entry(SchemaViolationException.class, ProblemType.SCHEMA_VIOLATION),
			Map.entry(InvalidKeyException.class, ProblemType.INVALID_KEY),
			Map.entry(InvalidItemException.class, ProblemType.INVALID_ITEM),
			Map.entry(RefusedItemException.class, ProblemType.ITEM_REFUSED),
			Map.entry(InvalidIdempotenceValueException.class, ProblemType.INVALID_IDEMPOTENCE_VALUE),
			Map.entry(InvalidPageTokenException.class, ProblemType.INVALID_PAGE_TOKEN),
			Map.entry(InvalidBatchException.class, ProblemType.INVALID_BATCH),
			Map.entry(InvalidTransactionException.class, ProblemType.INVALID_TRANSACTION),
			Map.entry(ItemNotFoundException.class, ProblemType.ITEM_NOT_FOUND),
			Map.entry(DuplicateItemException.class, ProblemType.DUPLICATE_ITEM),
			Map.entry(DuplicateAttributeException.class, ProblemType.DUPLICATE_ATTRIBUTE),
			Map.entry(StaleItemException.class, ProblemType.STALE_ITEM),
			Map.entry(ConditionNotMetException.class, ProblemType.CONDITION_NOT_MET),
			Map.entry(UnfitChangeException.class, ProblemType.CONDITION_NOT_MET),
			Map.entry(WriteConflictException.class, ProblemType.WRITE_CONFLICT),
			Map.entry(ItemTooLargeException.class, ProblemType.ITEM_TOO_LARGE),
			Map.entry(ReadBudgetExceededException.class, ProblemType.READ_BUDGET_EXCEEDED),
			Map.entry(ThrottledException.class, ProblemType.THROTTLED),
			Map.entry(ItemBusyException.class, ProblemType.ITEM_BUSY),
			Map.entry(TableMovingException.class, ProblemType.TABLE_MOVING),
			Map.entry(UncertainWriteException.class, ProblemType.UNCERTAIN_WRITE),
			Map.entry(UncertainTransactionException.class, ProblemType.UNCERTAIN_WRITE),
			Map.entry(IncompleteBatchException.class, ProblemType.INCOMPLETE_BATCH),
			Map.entry(IncompleteClearException.class, ProblemType.INCOMPLETE_BATCH),
			Map.entry(IncompleteRewriteException.class, ProblemType.INCOMPLETE_BATCH),
			Map.entry(ApplicationClosedException.class, ProblemType.APPLICATION_CLOSED));

	/** Nothing was written, and a little later it may be. */
	private static final Set<ProblemType> PASSING = Set.of(ProblemType.THROTTLED, ProblemType.ITEM_BUSY,
			ProblemType.TABLE_MOVING);

	private final EntityTags tags;

	private final MessageSource messages;

	private final Duration retryAfter;

	/**
	 * Creates the answers.
	 * @param tags makes the entity tag of an item that has changed
	 * @param messages the application's messages
	 * @param retryAfter when a client may try again what failed for lack of capacity;
	 * sent in whole seconds, rounded up
	 */
	public ProblemResponses(EntityTags tags, MessageSource messages, Duration retryAfter) {
		Assert.notNull(tags, "'tags' must not be null");
		Assert.notNull(messages, "'messages' must not be null");
		Assert.isTrue(!retryAfter.isNegative(), "'retryAfter' must not be negative");
		this.tags = tags;
		this.messages = messages;
		this.retryAfter = retryAfter;
	}

	/** The exceptions that have an answer, next to those that are answers themselves. */
	static Set<Class<? extends Exception>> exceptions() {
		return TYPES.keySet();
	}

	/**
	 * Answers an exception.
	 * @param thrown what was thrown: a known exception, or one that has a known one among
	 * its causes
	 * @param request what of the request decides about the status
	 * @param locale the client's language
	 */
	ErrorResponse of(Exception thrown, RequestConditions request, Locale locale) {
		for (Throwable ex = thrown; ex != null; ex = ex.getCause()) {
			if (ex instanceof PreconditionException answer) {
				answer.updateAndGetBody(this.messages, locale);
				return answer;
			}
			Throwable answered = (isGone(ex) && !request.creates()) ? gone((StaleItemException) ex) : ex;
			ProblemType type = type(answered.getClass());
			if (type != null && !isOfAnEntry(ex)) {
				return of(type, answered, request, locale);
			}
		}
		throw new IllegalArgumentException("There is no answer for " + thrown.getClass().getName(), thrown);
	}

	private static @Nullable ProblemType type(Class<?> thrown) {
		ProblemType type = null;
		for (Class<?> known = thrown; type == null && known != Throwable.class; known = known.getSuperclass()) {
			type = TYPES.get(known);
		}
		return type;
	}

	private ErrorResponse of(ProblemType type, Throwable ex, RequestConditions request, Locale locale) {
		HttpStatus status = status(type, request);
		if (status.is5xxServerError()) {
			logger.warn("Answered with %d: %s".formatted(status.value(), ex));
		}
		String detail = (type.detail() != null) ? type.detail() : String.valueOf(ex.getMessage());
		ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
		body.setType(type.uri());
		body.setTitle(type.title());
		properties(ex).forEach(body::setProperty);
		return ErrorResponse.builder(ex, body)
			.detailMessageArguments(detail)
			.headers((headers) -> addTo(headers, type, ex))
			.build(this.messages, locale);
	}

	/** What a request asks of the state in its headers is a precondition (RFC 9110). */
	private static HttpStatus status(ProblemType type, RequestConditions request) {
		boolean precondition = (type == ProblemType.STALE_ITEM && request.ifMatch())
				|| (type == ProblemType.DUPLICATE_ITEM && request.ifNoneMatch());
		return precondition ? HttpStatus.PRECONDITION_FAILED : type.status();
	}

	/** Without its precondition, the request would be answered with 404 too. */
	private static boolean isGone(Throwable ex) {
		return ex instanceof StaleItemException stale && stale.stored().isEmpty();
	}

	/** Which entries a transaction has is the application's own business. */
	private static boolean isOfAnEntry(Throwable ex) {
		return ex instanceof InvalidTransactionException && ex.getCause() != null
				&& type(ex.getCause().getClass()) != null;
	}

	private static ItemNotFoundException gone(StaleItemException ex) {
		return new ItemNotFoundException(String.valueOf(ex.getMessage()), ex.table(), ex);
	}

	private void addTo(HttpHeaders headers, ProblemType type, Throwable ex) {
		if (PASSING.contains(type)) {
			headers.set(HttpHeaders.RETRY_AFTER, Long.toString(this.retryAfter.plusNanos(999_999_999).toSeconds()));
		}
		if (ex instanceof StaleItemException stale) {
			stale.stored()
				.map((stored) -> this.tags.ofStored(stale.table(), stored))
				.ifPresent((tag) -> headers.setETag(tag));
		}
	}

	private static Map<String, Object> properties(Throwable ex) {
		Map<String, Object> properties = new LinkedHashMap<>();
		@Nullable Throwable wrong = ex;
		if (ex instanceof InvalidBatchException batch) {
			properties.put("index", batch.index());
			wrong = ex.getCause();
		}
		if (wrong instanceof SchemaViolationException violation) {
			properties.put("errors", errors(violation));
		}
		if (wrong instanceof InvalidItemException item) {
			properties.put("errors", List.of(error(item.pointer(), null, item.reason())));
		}
		if (wrong instanceof DuplicateAttributeException duplicate) {
			properties.put("errors",
					List.of(error(JsonPointer.segment(duplicate.attribute()), "unique", "must be a value of its own")));
		}
		if (ex instanceof ReadBudgetExceededException read && read.nextToken() != null) {
			properties.put("next", read.nextToken());
		}
		return properties;
	}

	private static List<Map<String, String>> errors(SchemaViolationException ex) {
		List<Map<String, String>> errors = new ArrayList<>();
		for (SchemaViolation violation : ex.violations()) {
			errors.add(error(violation.pointer(), violation.keyword(), violation.message()));
		}
		return errors;
	}

	/** A map, of which native images need not be told. */
	private static Map<String, String> error(String pointer, @Nullable String keyword, String message) {
		Map<String, String> error = new LinkedHashMap<>();
		error.put("pointer", pointer);
		if (keyword != null) {
			error.put("keyword", keyword);
		}
		error.put("message", message);
		return error;
	}

}
