package io.daplug.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers Daplug's exceptions with problem details in applications on Spring WebFlux.
 * Handlers of the application win: those of the controller, and those of advices that
 * come before.
 */
@RestControllerAdvice
public final class ReactiveProblemAdvice extends ProblemAdvice<ServerHttpRequest> {

	/**
	 * Creates the advice.
	 * @param problems makes the answers
	 * @param order its place among the advices
	 */
	public ReactiveProblemAdvice(ProblemResponses problems, int order) {
		super(problems, order);
	}

	@Override
	@Nullable String header(ServerHttpRequest request, String name) {
		return request.getHeaders().getFirst(name);
	}

}
