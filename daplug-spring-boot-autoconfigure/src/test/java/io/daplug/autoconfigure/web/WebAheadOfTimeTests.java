package io.daplug.autoconfigure.web;

import java.util.Objects;
import java.util.stream.Stream;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.web.ServletProblemAdvice;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that native images are told what the advice needs.
 */
class WebAheadOfTimeTests {

	@Test
	void tellsNativeImagesOfTheAdvice() throws Exception {
		RuntimeHints hints = hints();
		var handler = Stream.of(Objects.requireNonNull(ServletProblemAdvice.class.getSuperclass()).getDeclaredMethods())
			.filter((method) -> method.getName().equals("handle"))
			.findFirst()
			.orElseThrow();
		assertThat(
				RuntimeHintsPredicates.reflection().onMethodInvocation(handler.getDeclaringClass(), handler.getName()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(ProblemDetail.class, "getDetail"))
			.accepts(hints);
	}

	private static RuntimeHints hints() {
		try (AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext()) {
			context.setServletContext(new MockServletContext());
			context.register(DaplugAutoConfiguration.class, DaplugWebAutoConfiguration.class);
			TestPropertyValues.of("daplug.web.problem-details=true").applyTo(context);
			TestGenerationContext generation = new TestGenerationContext();
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

}
