package io.daplug.sample;

import java.net.URI;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * There are not enough pieces of some articles. Nothing was ordered.
 */
final class SoldOutException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	SoldOutException(List<String> articles) {
		super(HttpStatus.CONFLICT, problem(articles), null);
	}

	private static ProblemDetail problem(List<String> articles) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"'articles' lists those of which there are not enough pieces");
		problem.setType(URI.create("urn:problem-type:orders:sold-out"));
		problem.setTitle("Sold out");
		problem.setProperty("articles", articles);
		return problem;
	}

}
