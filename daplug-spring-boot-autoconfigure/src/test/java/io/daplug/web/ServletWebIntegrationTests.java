package io.daplug.web;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.web.DaplugWebAutoConfiguration;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.ItemNotFoundException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.MockMvcWebTestClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for problem details, entity tags and pages on Spring MVC.
 */
class ServletWebIntegrationTests extends WebContract {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaplugAutoConfiguration.class, DaplugWebAutoConfiguration.class))
		.withBean(DynamoDbClient.class, LocalDynamoDb::client, (definition) -> definition.setDestroyMethodName(""))
		.withUserConfiguration(Api.class)
		.withPropertyValues(properties());

	@Override
	void run(Consumer<WebTestClient> test) {
		run(this.runner, test);
	}

	private static void run(WebApplicationContextRunner runner, Consumer<WebTestClient> test) {
		runner.run((context) -> test
			.accept(MockMvcWebTestClient.bindToApplicationContext(context.getSourceApplicationContext()).build()));
	}

	@Test
	void answersTheSameBesideSpringsOwnProblemDetails() {
		run(this.runner.withUserConfiguration(SpringsProblemDetails.class), (client) -> {
			insertAndUpdate(client);
			problem(client.patch().uri("/orders/a").header("If-Match", "\"1\"").bodyValue(Map.of("note", "mine")),
					HttpStatus.PRECONDITION_FAILED, "stale-item");
			problem(client.delete().uri("/orders/a"), HttpStatus.PRECONDITION_REQUIRED, "if-match-required");
			client.patch()
				.uri("/orders/a")
				.header("If-Match", "2")
				.bodyValue(Map.of("note", "mine"))
				.exchange()
				.expectStatus()
				.isBadRequest();
		});
	}

	@Test
	void leavesTheStatusOfEntityTagsToSpringWithoutTheAdvice() {
		run(this.runner.withPropertyValues("daplug.web.problem-details=false"), (client) -> {
			client.delete().uri("/orders/a").exchange().expectStatus().isEqualTo(HttpStatus.PRECONDITION_REQUIRED);
			client.delete()
				.uri("/orders/a")
				.header("If-Match", "W/\"1\"")
				.exchange()
				.expectStatus()
				.isEqualTo(HttpStatus.PRECONDITION_FAILED);
			client.delete().uri("/orders/a").header("If-Match", "1").exchange().expectStatus().isBadRequest();
		});
	}

	@Test
	void letsHandlersOfTheApplicationWin() {
		run(this.runner.withUserConfiguration(OwnHandler.class),
				(client) -> client.post()
					.uri("/orders")
					.bodyValue(Map.of("id", "a"))
					.exchange()
					.expectStatus()
					.isEqualTo(HttpStatus.LOCKED));
	}

	@Test
	void comesBeforeHandlersOfTheApplicationWhereToldTo() {
		run(this.runner.withUserConfiguration(CatchAll.class).withPropertyValues("daplug.web.advice-order=0"),
				(client) -> problem(client.post().uri("/orders").bodyValue(Map.of("id", "a")), HttpStatus.BAD_REQUEST,
						"schema-violation"));
	}

	@Test
	void answersAKnownCauseOfAnotherException() {
		run(this.runner.withUserConfiguration(Wrapping.class),
				(client) -> problem(client.get().uri("/wrapped"), HttpStatus.NOT_FOUND, "item-not-found"));
	}

	@Test
	void speaksTheLanguageOfTheClient() {
		run(this.runner.withBean("messageSource", MessageSource.class, ServletWebIntegrationTests::messages),
				(client) -> {
					WebTestClient.RequestHeadersSpec<?> request = client.patch()
						.uri("/orders/a")
						.header("Accept-Language", "de")
						.bodyValue(Map.of("note", "mine"));
					request.exchange()
						.expectBody()
						.jsonPath("$.title")
						.isEqualTo("Das gibt es nicht")
						.jsonPath("$.detail")
						.isEqualTo("(No item with this key is stored)")
						.jsonPath("$.type")
						.isEqualTo("https://example.org/nichts");
					client.delete()
						.uri("/orders/a")
						.header("Accept-Language", "de")
						.header("If-Match", "\"1\"")
						.exchange()
						.expectBody()
						.jsonPath("$.title")
						.isEqualTo("Das gibt es nicht");
					client.delete()
						.uri("/orders/a")
						.header("Accept-Language", "de")
						.exchange()
						.expectBody()
						.jsonPath("$.title")
						.isEqualTo("Bedingung fehlt");
				});
	}

	@Test
	void leavesMistakesOfTheApplicationToSpring() {
		run(this.runner.withUserConfiguration(Wrapping.class),
				(client) -> assertThat(catchThrowable(() -> client.get().uri("/mistake").exchange()))
					.hasRootCauseInstanceOf(InvalidQueryException.class));
	}

	private static MessageSource messages() {
		StaticMessageSource messages = new StaticMessageSource();
		String exception = "io.daplug.template.model.ItemNotFoundException";
		messages.addMessage("problemDetail.title." + exception, Locale.GERMAN, "Das gibt es nicht");
		messages.addMessage("problemDetail." + exception, Locale.GERMAN, "({0})");
		messages.addMessage("problemDetail.type." + exception, Locale.GERMAN, "https://example.org/nichts");
		messages.addMessage("problemDetail.title.io.daplug.web.PreconditionException", Locale.GERMAN,
				"Bedingung fehlt");
		return messages;
	}

	@EnableWebMvc
	@Import(OrderEndpoint.class)
	static class Api {

	}

	@RestController
	static class Wrapping {

		@GetMapping("/wrapped")
		void wrapped() {
			throw new IllegalStateException(
					new CompletionException(new ItemNotFoundException("not found", "orders", null)));
		}

		@GetMapping("/mistake")
		void mistake() {
			throw new InvalidQueryException("no hash key");
		}

	}

	/** As Spring Boot has it for {@code spring.mvc.problemdetails.enabled}. */
	@RestControllerAdvice
	@Order(0)
	static class SpringsProblemDetails extends ResponseEntityExceptionHandler {

	}

	@RestControllerAdvice
	static class OwnHandler {

		@ExceptionHandler
		ResponseEntity<Void> handle(DataIntegrityViolationException ex) {
			return ResponseEntity.status(HttpStatus.LOCKED).build();
		}

	}

	@RestControllerAdvice
	@Order(Ordered.LOWEST_PRECEDENCE)
	static class CatchAll {

		@ExceptionHandler
		ResponseEntity<Void> handle(Exception ex) {
			return ResponseEntity.internalServerError().build();
		}

	}

}
