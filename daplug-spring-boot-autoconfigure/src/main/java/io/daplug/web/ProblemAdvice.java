package io.daplug.web;

import java.util.Locale;

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
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.util.Assert;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Handles the exceptions that {@link ProblemResponses} knows. What only the application
 * can have got wrong is not among them.
 *
 * @param <R> type of the request
 */
abstract class ProblemAdvice<R> implements Ordered {

	private final ProblemResponses problems;

	private final int order;

	ProblemAdvice(ProblemResponses problems, int order) {
		Assert.notNull(problems, "'problems' must not be null");
		this.problems = problems;
		this.order = order;
	}

	@ExceptionHandler({ ApplicationClosedException.class, ConditionNotMetException.class,
			DuplicateAttributeException.class, DuplicateItemException.class, IncompleteBatchException.class,
			IncompleteClearException.class, IncompleteRewriteException.class, InvalidBatchException.class,
			InvalidIdempotenceValueException.class, InvalidItemException.class, InvalidKeyException.class,
			InvalidPageTokenException.class, InvalidTransactionException.class, ItemBusyException.class,
			ItemNotFoundException.class, ItemTooLargeException.class, PreconditionException.class,
			ReadBudgetExceededException.class, SchemaViolationException.class, RefusedItemException.class,
			StaleItemException.class, TableMovingException.class, ThrottledException.class,
			UncertainTransactionException.class, UncertainWriteException.class, UnfitChangeException.class,
			WriteConflictException.class })
	final ErrorResponse handle(Exception ex, R request, HttpMethod method, Locale locale) {
		return this.problems.of(ex, RequestConditions.of(method, (name) -> header(request, name)), locale);
	}

	abstract @Nullable String header(R request, String name);

	@Override
	public final int getOrder() {
		return this.order;
	}

}
