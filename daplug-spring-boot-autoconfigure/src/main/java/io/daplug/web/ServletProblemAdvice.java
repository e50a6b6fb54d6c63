package io.daplug.web;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/**
 * Answers Daplug's exceptions with problem details in applications on Spring MVC.
 * Handlers of the application win: those of the controller, and those of advices that
 * come before.
 */
@RestControllerAdvice
public final class ServletProblemAdvice extends ProblemAdvice<WebRequest> {

	/**
	 * Creates the advice.
	 * @param problems makes the answers
	 * @param order its place among the advices
	 */
	public ServletProblemAdvice(ProblemResponses problems, int order) {
		super(problems, order);
	}

	@Override
	@Nullable String header(WebRequest request, String name) {
		return request.getHeader(name);
	}

}
